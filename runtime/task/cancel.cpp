#include "runtime/task/cancel.hpp"

#include "runtime/lua/boundary.hpp"
#include "runtime/lua/errors.hpp"
#include "runtime/task/await.hpp"
#include "runtime/task/engine.hpp"
#include "runtime/task/gather.hpp"

namespace aio {

namespace {

// Notes the request; the message on top of the stack is kept for the error. Pops it.
void request_at_next_step(lua_State* L, Task& task) {
  task.must_cancel = true;
  // A CancelledError is on its way already; its message stays.
  if (task.waiting_on != nullptr && task.waiting_on->state == Waitable::State::cancelled) {
    lua_pop(L, 1);
    return;
  }
  task.has_own_cancel = false;
  push_task(L, task);
  lua_insert(L, -2);
  lua_setiuservalue(L, -2, Future::outcome);
  lua_pop(L, 1);
}

bool cancel_waiter(lua_State* L, Task& task, Waiter& waiter) {
  if (waiter.done()) return false;
  waiter.state = Waitable::State::cancelled;
  events_of(L, task.loop).call_soon(task);
  return true;
}

// Cancels what the task waits on, unless that is a task. Returns whether it accepted. The message
// is on top of the stack and stays.
bool cancel_awaited(lua_State* L, Task& task) {
  Waitable& awaited = *task.waiting_on;
  if (awaited.kind == Waitable::Kind::waiter) {
    lua_pushvalue(L, -1);
    push_task(L, task);
    lua_insert(L, -2);
    lua_setiuservalue(L, -2, Future::outcome);
    lua_pop(L, 1);
    task.has_own_cancel = false;
    return cancel_waiter(L, task, static_cast<Waiter&>(awaited));
  }
  luaL_checkstack(L, 4, "too deep");
  push_waiting_on(L, task);
  lua_pushvalue(L, -2);
  const bool accepted =
      awaited.kind == Waitable::Kind::gather ? cancel_gather(L, -2) : cancel_future(L, -2);
  lua_pop(L, 1);
  return accepted;
}

}  // namespace

bool cancel_task(lua_State* L, Task& task) {
  if (task.done()) {
    lua_pop(L, 1);
    return false;
  }
  // Down the chain of tasks that await tasks, without recursion.
  Task* at = &task;
  for (;;) {
    ++at->cancel_requests;
    Waitable* awaited = at->waiting_on;
    if (awaited == nullptr || awaited->done()) break;
    at->cancel_passed_on = true;
    if (awaited->kind != Waitable::Kind::task) {
      if (cancel_awaited(L, *at)) {
        lua_pop(L, 1);
        return true;
      }
      break;
    }
    at = static_cast<Task*>(static_cast<Future*>(awaited));
  }
  at->cancel_passed_on = false;
  request_at_next_step(L, *at);
  return true;
}

void pass_cancel_on(lua_State* L, Task& task) {
  push_task(L, task);
  lua_getiuservalue(L, -1, Future::outcome);
  lua_remove(L, -2);
  task.cancel_passed_on = true;
  bool accepted = true;
  if (task.waiting_on->kind == Waitable::Kind::task) {
    lua_pushvalue(L, -1);
    accepted = cancel_task(L, *static_cast<Task*>(static_cast<Future*>(task.waiting_on)));
  } else {
    accepted = cancel_awaited(L, task);
  }
  lua_pop(L, 1);
  if (accepted)
    task.must_cancel = false;
  else
    task.cancel_passed_on = false;
}

bool cancel_any(lua_State* L, int index) {
  index = lua_absindex(L, index);
  switch (to<Future>(L, index)->kind) {
    case Waitable::Kind::task:
      return cancel_task(L, *to<Task>(L, index));
    case Waitable::Kind::gather:
      return cancel_gather(L, index);
    default:
      return cancel_future(L, index);
  }
}

void mark_own_cancel(lua_State* L, Task& task) {
  push_task(L, task);
  lua_pushvalue(L, -2);
  lua_setiuservalue(L, -2, Future::outcome);
  lua_pop(L, 1);
  task.has_own_cancel = true;
  task.cancellation = Task::Cancellation::in_flight;
}

void deliver_cancel(lua_State* L, Task& task) {
  task.must_cancel = false;
  task.cancel_passed_on = false;
  push_task(L, task);
  lua_getiuservalue(L, -1, Future::outcome);
  // A request that came while an earlier error was still the task's own carries no message.
  if (task.has_own_cancel) {
    lua_pop(L, 1);
    lua_pushnil(L);
  }
  make_error(L, ErrorClass::cancelled, 0);
  mark_own_cancel(L, task);
  lua_error(L);
  __builtin_unreachable();
}

void raise_caught_cancel(lua_State* L, Task& task) {
  push_task(L, task);
  lua_getiuservalue(L, -1, Future::outcome);
  task.cancellation = Task::Cancellation::in_flight;
  task.reraised = true;
  lua_error(L);
  __builtin_unreachable();
}

void note_caught(lua_State* L, int index) {
  Task* task = Engine::of(L).current;
  if (task == nullptr || !task->has_own_cancel) return;
  index = lua_absindex(L, index);
  push_task(L, *task);
  lua_getiuservalue(L, -1, Future::outcome);
  if (lua_rawequal(L, -1, index) != 0) task->cancellation = Task::Cancellation::caught;
  lua_pop(L, 2);
}

void note_handled(lua_State* L) {
  Task* task = Engine::of(L).current;
  if (task != nullptr) task->cancellation = Task::Cancellation::none;
}

}  // namespace aio
