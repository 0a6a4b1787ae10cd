#pragma once
// "coroutine 'fetch' was never awaited". Most coroutine objects are awaited at once, and a
// finaliser on each would cost more than the call. So only the newest one is watched, from the
// state's shelf; when another is created while it is still unused, it gets the finaliser that
// warns.

#include <lua.hpp>

#include "runtime/task/coroutine_object.hpp"

namespace aio {

// To be called for each new coroutine object, which is on top of the stack.
void watch_newest(lua_State* L, Coroutine& coroutine);

// The coroutine object at `index` is used, or closed.
void stop_watching(lua_State* L, Coroutine& coroutine, int index);

// Warns of all that were dropped; called when a loop closes.
void report_never_awaited(lua_State* L);

// The same for the newest when the state is being closed and no finaliser can be given any more.
void report_newest_at_exit(lua_State* L);

void open_never_awaited(lua_State* L);

}  // namespace aio
