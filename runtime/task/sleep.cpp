// aio.sleep(seconds [, result]) (scheduling.md §6): nothing but one turn of the loop when the delay
// is not positive; else a timer that completes the waiter one tick before the task continues.

#include "runtime/task/sleep.hpp"

#include "runtime/lua/arguments.hpp"
#include "runtime/lua/boundary.hpp"
#include "runtime/task/cancel.hpp"
#include "runtime/task/engine.hpp"
#include "runtime/task/operation.hpp"

namespace aio {

namespace {

int poll(lua_State* L, Task& task, Operation& operation, Wake wake);

constexpr OperationKind sleep_kind{"sleep", poll};

struct Sleep : Operation, Timer {
  explicit Sleep(double seconds) : Operation(sleep_kind), Timer(expire) {
    when = seconds;  // the delay, until the timer is armed
    yields_once = !(seconds > 0);
  }

  static void expire(Runnable& self, void*) {
    aio::wake(static_cast<Sleep&>(static_cast<Timer&>(self)).waiter);
  }
};

int poll(lua_State* L, Task& task, Operation& operation, Wake wake) {
  auto& sleep = static_cast<Sleep&>(operation);
  if (wake == Wake::started) {
    if (sleep.yields_once) return suspended;
    EventLoop& events = events_of(L, task.loop);
    events.call_at(events.time() + sleep.when, sleep);
    sleep.waiter.task = &task;
    return suspended;
  }
  if (!sleep.yields_once) events_of(L, task.loop).cancel(sleep);
  if (wake == Wake::cancelled) deliver_cancel(L, task);
  lua_getiuservalue(L, 1, Operation::owner);
  return 1;
}

int sleep_function(lua_State* L) {
  const double seconds = check_seconds(L, 1);
  const int result = lua_isnoneornil(L, 2) ? 0 : 2;
  create_operation<Sleep>(L, result, Operation::creator, seconds);
  return 1;
}

}  // namespace

void open_sleep(lua_State* L) {
  lua_pushcfunction(L, entry<sleep_function>);
  lua_setfield(L, -2, "sleep");
}

}  // namespace aio
