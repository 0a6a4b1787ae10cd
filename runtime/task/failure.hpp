#pragma once
// What happens to errors nobody catches in their task: where they were raised is kept beside the
// future, joined through awaits into one traceback, and an error that nobody has looked at is
// reported once ("Task exception was never retrieved").

#include <cstdint>
#include <lua.hpp>

#include "runtime/loop/list.hpp"
#include "runtime/task/future.hpp"

namespace aio {

struct Loop;

// A failed future's guard: collected with it, it reports the error unless somebody has looked. Most
// errors are looked at one tick later, and a finaliser costs more than all the rest: so the newest
// failure is only kept on the shelf, and gets its guard when the next one comes or the tick after
// has passed. The guard is in the slot of the future's trace, and has the trace.
struct LostFailure : Object, Link {
  static constexpr Type class_type{"failure"};
  enum Slot { error = 1, trace, future_name, count = future_name };

  LostFailure() : Object(class_type) {}

  bool retrieved = false;
  bool is_task = false;
  std::uint32_t loop = 0;  // whose exception handler is told
};

// Message handler of a task's body: keeps the traceback of the error at index 1 for `take_trace`.
int record_trace(lua_State* L);
// Pushes the trace recorded for the error at `index`, or nil.
void take_trace(lua_State* L, int index);
// Before the error at `index`, which comes out of the future at `future`, is raised again in a task
// that awaited it: the next trace for it, in the same step, will continue the future's. (In a later
// step an equal error, "not found" say, has nothing to do with it.)
void continue_trace(lua_State* L, int future, int index);

// The same for an error from another state, whose traceback (a string) is on top of the stack.
void continue_foreign_trace(lua_State* L, int index);

// [context, trace or nil] → [context], an exception handler's context with its field `traceback`.
void set_context_traceback(lua_State* L);

// Watches over a future that failed with the error in its outcome slot. Pops its trace or nil.
void guard_failure(lua_State* L, int future);
// Watches over it as if it were no longer the newest: for one that nobody awaits.
void guard_newest_failure(lua_State* L);
// To be called after each tick while there is a newest failure: who awaits it wakes in the tick
// after the one in which it failed.
void guard_old_failure(lua_State* L);
// Somebody has looked at the error.
void mark_retrieved(lua_State* L, int future, Future& object);
// Pushes the trace of a failed future, or nil.
void push_failure_trace(lua_State* L, int future);

// Reports the error of a failed future now, unless somebody has looked at it; it is not reported
// again.
void report_failure(lua_State* L, int future);

// Reports all failures nobody has looked at; called when a loop closes.
void report_lost_failures(lua_State* L);
// The same for the newest one when the state is being closed and no guard can be given any more.
void report_newest_failure_at_exit(lua_State* L);

// Calls the exception handler of the loop (null: of the running one, if any), or the default one,
// which writes to stderr, with the context table on top of the stack: {message=, exception=, task=,
// …}. Pops it. Never raises.
void call_exception_handler(lua_State* L, const Loop* loop = nullptr);

// Pushes message and traceback of an error for people. `trace` is the index of a trace or nil.
void push_error_report(lua_State* L, int error, int trace);

void open_failure(lua_State* L);

}  // namespace aio
