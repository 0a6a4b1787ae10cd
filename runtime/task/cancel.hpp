#pragma once
// Cancellation (scheduling.md §5, api.md §5). `cancel` passes the request down to what the task
// waits on, or notes it for the next step. A delivered CancelledError is the task's *own*: only
// `aio.try` (or a timeout or group that asked for it) settles it.

#include <lua.hpp>

#include "runtime/task/task.hpp"

namespace aio {

struct Engine;

// One request on its way through tasks and gathers: what it has passed it does not pass again, so
// that circles end.
struct CancelPass {
  explicit CancelPass(Engine& engine);

  std::uint64_t number;
  int depth = 0;  // of gathers inside gathers
};

// Pops a message (nil for none). Returns false when the task is done. Raises "Event loop is closed"
// for a task that a closed loop has left behind.
bool cancel_task(lua_State* L, Task& task);
bool cancel_task(lua_State* L, Task& task, CancelPass& pass);

// A task that must cancel has just begun to wait: cancels what it waits on instead, if that
// accepts.
void pass_cancel_on(lua_State* L, Task& task);

// Cancels whatever kind of waitable a future object at `index` is. Pops a message.
bool cancel_any(lua_State* L, int index, CancelPass& pass);

// Raises the pending CancelledError in the running coroutine of the task.
[[noreturn]] void deliver_cancel(lua_State* L, Task& task);
// Raises again what a pcall has caught.
[[noreturn]] void raise_caught_cancel(lua_State* L, Task& task);
// Remembers the CancelledError on top of the stack as the task's own, about to be raised.
void mark_own_cancel(lua_State* L, Task& task);

// The CancelledError at `index` (or whatever it is) is settled: who catches it from now on catches
// an ordinary error.
void disown_cancel(lua_State* L, int index);

// Protected calls of the running task, numbered from the outside: who catches a CancelledError, or
// the error that a handler on its way has put in its place, is the innermost one that was active
// when it was delivered; what later ones catch, in <close> handlers, is something else.
// `enter_protected` returns the call's depth (0: no task runs), `leave_protected` takes it back.
int enter_protected(lua_State* L);
void leave_protected(lua_State* L, int depth);

// An error has left a wrapped coroutine: only the protected calls around it can catch it now.
void note_passed_outward(lua_State* L);

// The protected call at `depth` caught the value at `index`: if that is the task's own
// cancellation, it is to be raised again (pcall) …
void note_caught(lua_State* L, int index, int depth);
// … or counts as handled (aio.try).
void note_handled(lua_State* L, int index, int depth);

// Registers `try`, `pcall`, `xpcall` in the table on top.
void open_protected_calls(lua_State* L);

}  // namespace aio
