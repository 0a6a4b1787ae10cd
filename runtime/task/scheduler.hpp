#pragma once
// Running a loop: ticks until it is stopped, in protected mode, so that an error inside the engine
// (no memory) leaves the loop consistent and comes out of run_forever.

#include <lua.hpp>

namespace aio {

struct Loop;

// Runs ticks until `loop.stop()`. Raises DeadlockError when nothing can ever happen, or the error
// that must leave the loop (an interrupt).
void run_until_stopped(lua_State* L, Loop& loop);
// The same; returns a lua status, with the error on top of the stack.
int run_until_stopped_protected(lua_State* L, Loop& loop);

// Lets go of everything that is queued or waits in the loop, and closes it. For an open loop.
void abandon_loop(lua_State* L, Loop& loop);

// loop:run_forever(), loop:run_until_complete(x), loop:stop(), loop:close()
int loop_run_forever(lua_State* L);
int loop_run_until_complete(lua_State* L);
int loop_stop(lua_State* L);
int loop_close(lua_State* L);

}  // namespace aio
