#pragma once
// The one suspension point. Everything that waits, waits in `await`; only the scheduler's `step`
// resumes.
//
// Contract. A task that suspends has put exactly one wake-up in place: itself as a callback of a
// future, or a Waiter, or itself in the ready queue; `Task::waiting_on` names it (null for the
// ready queue). Whoever wakes queues the task once; cancelling goes through `waiting_on`, so there
// is never a second wake-up and no stale one. After the wake-up the continuation looks, in this
// order, at a pending cancel, then at what it waited for. The awaited object is at index 1 of the
// awaiting frame, which keeps it (and the waiter inside it) alive while the task waits.

#include <lua.hpp>

#include "runtime/task/task.hpp"

namespace aio {

// aio.await(x): results of x. Also called with an operation or future by native code in tail
// position.
int await(lua_State* L);

// The task that may await in L now. Raises "cannot await outside a task (use aio.run)" or "cannot
// await inside a table.sort comparator".
Task& awaiting_task(lua_State* L);

// Suspends the task until `wake`d; `resume` is called with the wake's outcome. The one lua_yieldk.
int suspend(lua_State* L, Task& task, Waitable* on, lua_KFunction resume);

// Every nested inline await or protected call is a C call, and Lua allows 200 of them. At this
// depth (Task::inline_depth; metamethods and iterators, which count as C calls too, are not in it)
// the coroutine is suspended and resumed at once, with a fresh C stack; the loop sees nothing of
// it.
constexpr int deepest_inline = 40;
int break_stack(lua_State* L, lua_KFunction go_on);

// Pushes what a suspended task waits on, when that is a Lua object (else nil).
void push_waiting_on(lua_State* L, const Task& task);

}  // namespace aio
