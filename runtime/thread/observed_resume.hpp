#pragma once
// lua_resume for code that somebody watches: an interrupt must know which coroutine runs in its
// thread. Everything that resumes or closes coroutines in a worker does it through here. Knows
// nothing but Lua; in a thread without an observer it costs one load.

#include <lua.hpp>

namespace aio {

struct CoroutineObserver {
  // From now on `L` runs in this thread.
  void (*runs)(CoroutineObserver* self, lua_State* L) noexcept;
};

// The calling thread's observer, null for none.
void set_coroutine_observer(CoroutineObserver* observer) noexcept;

// In place of lua_resume and lua_resetthread. `from` is the coroutine that calls, never null.
int observed_resume(lua_State* co, lua_State* from, int arguments, int* results);
int observed_close(lua_State* co, lua_State* from);

}  // namespace aio
