#pragma once
// What the command .tasks shows: what each task waits on, and since when. The time is noted where
// tasks are resumed, so it costs nothing outside of a session.

#include <lua.hpp>

namespace aio {

struct Engine;

// From now on the engine's tasks are watched; and interrupts that insist are passed on from
// coroutine to coroutine (interrupt.hpp).
void watch_tasks(Engine& engine);

// waits(loop) → array of {task=, reason=, place=, since=} for its unfinished tasks, in order of
// creation. `reason` is nil for a task that is ready to run. `since` is a time of the loop's.
int task_waits(lua_State* L);

}  // namespace aio
