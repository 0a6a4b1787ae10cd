#include "runtime/task/operation.hpp"

#include "runtime/lua/boundary.hpp"
#include "runtime/task/await.hpp"
#include "runtime/task/cancel.hpp"
#include "runtime/task/engine.hpp"

namespace aio {

namespace {

int operation_woken(lua_State* L, int status, lua_KContext context);

int poll(lua_State* L, Task& task, Operation& operation, Wake wake) {
  const int results = operation.kind.poll(L, task, operation, wake);
  if (results != suspended) return results;
  Waitable* on = &operation.waiter;
  if (operation.yields_once) {
    events_of(L, task.loop).call_soon(task);
    on = nullptr;
  }
  return suspend(L, task, on, continuation<operation_woken>);
}

int operation_woken(lua_State* L, int, lua_KContext) {
  Task& task = *Engine::of(L).current;
  auto& operation = known<Operation>(L, 1);
  if (lua_gettop(L) != 1) lua_settop(L, 1);
  task.cancel_passed_on = false;
  if (!operation.yields_once) operation.waiter.unlink();
  const bool cancelled = task.must_cancel || operation.waiter.state == Waitable::State::cancelled;
  return poll(L, task, operation, cancelled ? Wake::cancelled : Wake::woken);
}

}  // namespace

bool wake(Waiter& waiter) {
  if (waiter.done()) return false;
  waiter.state = Waitable::State::finished;
  Task& task = *waiter.task;
  // The task's own loop: it is open, since closing it takes waiters out (abandon_loop).
  find_loop(Engine::of(task.waiting_in), task.loop)->events->call_soon(task);
  return true;
}

bool wake_first(List<Waiter>& waiters) {
  for (Waiter& waiter : waiters)
    if (!waiter.done()) return wake(waiter);
  return false;
}

int await_operation(lua_State* L, Task& task, Operation& operation) {
  use_coroutine(L, operation, 1);
  return poll(L, task, operation, Wake::started);
}

}  // namespace aio
