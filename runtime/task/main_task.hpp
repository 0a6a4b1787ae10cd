#pragma once
// A script's main chunk. It starts like any Lua chunk, without a loop; the first time it needs one
// (an await, create_task, get_running_loop) it becomes the main task of a fresh loop, in the middle
// of running. A chunk that never does may call aio.run. A session's inputs are main chunks too,
// which join the one loop of the session (Engine::session_loop) instead.

#include <lua.hpp>

namespace aio {

// Runs the coroutine object at `index` as a main chunk until it ends or first suspends. Pushes its
// task; and, if it has become the main task of a loop, that loop too (then returns true): the
// caller runs the loop until the task is done and shuts it down.
bool start_main_chunk(lua_State* L, int index);

// If a main chunk runs and has no loop yet, makes it the main task of a new one.
void enter_main_task(lua_State* L);

// Whether a main chunk runs that has become a task.
bool runs_in_main_task(lua_State* L);

void open_main_task(lua_State* L);

}  // namespace aio
