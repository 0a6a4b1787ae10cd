#pragma once
// Lua values that C++ reads and writes all the time, by place: the stack of a Lua thread that never
// runs. A place is reached by two moves, where the registry needs a search; and no write barrier is
// due, since the collector looks at the stacks of threads once more before it sweeps.
//
// One Shelf per state, found from any of its coroutines through lua_getextraspace.

#include <lua.hpp>

namespace aio {

class Shelf {
 public:
  // Fixed places and, `before_metatables`, one for each class (object.hpp).
  enum Place {
    raised_error = 1,  // see runtime/task/failure.hpp
    raised_trace,      // …
    raised_origin,     // …
    raised_label,      // …
    newest_failure,    // …
    error_metatables,  // of the error classes' instances, see errors.hpp
    before_metatables = error_metatables + 16,
    most_places = 128
  };

  // Makes the thread. The Shelf's memory belongs to the state, which is closed before it goes.
  void open(lua_State* L);

  static Shelf& of(lua_State* L) { return **static_cast<Shelf**>(lua_getextraspace(L)); }

  void push(lua_State* L, int place) const {
    lua_pushvalue(values_, place);
    lua_xmove(values_, L, 1);
  }
  // Pops the value.
  void put(lua_State* L, int place) {
    lua_xmove(L, values_, 1);
    lua_replace(values_, place);
  }
  void clear(int place) {
    lua_pushnil(values_);
    lua_replace(values_, place);
  }

  // More values on top of the places: a stack, whose top is the cheapest place of all. Holds the
  // youngest coroutine objects (runtime/task/never_awaited.hpp).
  static constexpr int most_young = 64;
  void push_young(lua_State* L) { lua_xmove(L, values_, 1); }  // pops it
  void copy_young(lua_State* L, int at) const { push(L, most_places + 1 + at); }
  void clear_young(int at) { clear(most_places + 1 + at); }
  void keep_young(int count) { lua_settop(values_, most_places + count); }

 private:
  lua_State* values_ = nullptr;
};

}  // namespace aio
