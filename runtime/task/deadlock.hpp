#pragma once
// The deadlock report: when nothing is ready, no timer is armed and nothing outside can wake the
// loop, every task waits for another. CPython hangs there.

#include <lua.hpp>

namespace aio {

struct Loop;

// Raises DeadlockError; its message lists every waiting task, what it waits on, where, and who
// holds it.
[[noreturn]] void raise_deadlock(lua_State* L, Loop& loop);

}  // namespace aio
