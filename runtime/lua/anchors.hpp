#pragma once
// Values kept alive by number: an array in the registry with a free list outside of it, so that
// anchoring and releasing are one array write each. Used for what C++ queues hold (tasks, callbacks
// that are ready): a value sits here from the moment C++ depends on it until it no longer does.

#include <lua.hpp>

namespace aio {

class Anchors {
 public:
  using Slot = int;
  static constexpr Slot none = 0;

  void open(lua_State* L);  // creates the array
  void close();

  // Pops the value on top of the stack. May raise a memory error, and then has changed nothing.
  Slot add(lua_State* L);
  void push(lua_State* L, Slot slot) const;
  void release(lua_State* L, Slot slot);

  int count() const { return size_ - free_count_; }

 private:
  void grow(lua_State* L);

  int table_ = LUA_NOREF;
  int size_ = 0;         // slots ever used
  int capacity_ = 0;     // of free_
  int* free_ = nullptr;  // a stack of released slots; always as roomy as the array
  int free_count_ = 0;
};

}  // namespace aio
