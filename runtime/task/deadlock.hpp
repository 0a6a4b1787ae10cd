#pragma once
// The deadlock report: when nothing is ready, no timer is armed and nothing outside can wake the
// loop, every task waits for another. CPython hangs there.

#include <lua.hpp>

namespace aio {

struct Loop;
struct Task;

// Raises DeadlockError; its message lists every waiting task, what it waits on, where, and who
// holds it.
[[noreturn]] void raise_deadlock(lua_State* L, Loop& loop);

// Pushes what the suspended task waits on: "task 'B'", "lock:acquire(), held by task 'A'".
void push_wait_reason(lua_State* L, const Task& task);
// Pushes "script.lua:12", the innermost line of the script in the suspended task, or "?".
void push_wait_place(lua_State* L, const Task& task);

}  // namespace aio
