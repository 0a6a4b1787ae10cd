#pragma once
// "coroutine 'fetch' was never awaited". A finaliser on each coroutine object would cost more than
// the call; but nearly all are awaited, or given to a task, in the step that makes them. So the
// young ones are kept on the state's shelf, and who is still there, unused, when the tick ends or
// the place is needed gets the finaliser that warns.

#include <array>
#include <lua.hpp>

#include "runtime/lua/shelf.hpp"
#include "runtime/task/coroutine_object.hpp"

namespace aio {

// The young ones, oldest first; null for those that were used out of turn.
struct Nursery {
  std::array<Coroutine*, Shelf::most_young> young;
  int count = 0;
  int watched = 0;  // those with a finaliser: dropped, or still to be awaited
};

// To be called for each new coroutine object, which is on top of the stack.
void watch_young(lua_State* L, Coroutine& coroutine);

// The coroutine object at `index` is used, or closed.
void stop_watching(lua_State* L, Coroutine& coroutine, int index);

// To be called after each tick while there are young ones: gives them their finaliser.
void watch_for_long(lua_State* L);

// Warns of all that were dropped; called when a loop closes.
void report_never_awaited(lua_State* L);

// The same for young ones when the state is being closed and no finaliser can be given any more.
void report_young_at_exit(lua_State* L);

void open_never_awaited(lua_State* L);

}  // namespace aio
