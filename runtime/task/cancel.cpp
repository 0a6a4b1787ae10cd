#include "runtime/task/cancel.hpp"

#include "runtime/lua/boundary.hpp"
#include "runtime/lua/errors.hpp"
#include "runtime/task/await.hpp"
#include "runtime/task/engine.hpp"
#include "runtime/task/gather.hpp"

namespace aio {

namespace {

// Field of a CancelledError: the task (its cancel_identity) that it was delivered to for a cancel()
// of its own. Not only the latest one counts: a group may hand on an earlier one.
const char owner_key = 0;

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
bool cancel_awaited(lua_State* L, Task& task, CancelPass& pass) {
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
      awaited.kind == Waitable::Kind::gather ? cancel_gather(L, -2, pass) : cancel_future(L, -2);
  lua_pop(L, 1);
  return accepted;
}

}  // namespace

namespace {

Task* awaited_task(const Task& task) {
  Waitable* awaited = task.waiting_on;
  if (awaited == nullptr || awaited->done() || awaited->kind != Waitable::Kind::task)
    return nullptr;
  return static_cast<Task*>(static_cast<Future*>(awaited));
}

// Tasks that wait for each other in a circle have nothing outside to cancel: the task stops waiting
// and gets the CancelledError at its next step, as if it had been runnable.
void break_circle(lua_State* L, Task& task) {
  if (task.waiting_on == nullptr) {  // it runs, or is ready: it will look
    request_at_next_step(L, task);
    return;
  }
  static_cast<Runnable&>(task).unlink();
  task.waiting_on = nullptr;
  request_at_next_step(L, task);
  events_of(L, task.loop).call_soon(task);
}

// The end of the chain: cancels what the task waits on, or notes the request. Pops the message.
void cancel_last(lua_State* L, Task& task, CancelPass& pass) {
  const Waitable* awaited = task.waiting_on;
  if (awaited != nullptr && !awaited->done() && cancel_awaited(L, task, pass)) {
    task.cancel_passed_on = true;
    lua_pop(L, 1);
  } else {
    task.cancel_passed_on = false;
    request_at_next_step(L, task);
  }
}

}  // namespace

namespace {

// The pass has come back from the tasks behind `first`; it may come again, from another place of
// the same gather.
void unmark(Task& first, const CancelPass& pass) {
  for (Task* at = &first; at != nullptr && at->cancel_pass == pass.number; at = awaited_task(*at))
    at->cancel_pass = 0;
}

}  // namespace

CancelPass::CancelPass(Engine& engine) : number(++engine.cancel_passes) {}

bool cancel_task(lua_State* L, Task& task) {
  CancelPass pass(Engine::of(L));
  return cancel_task(L, task, pass);
}

bool cancel_task(lua_State* L, Task& task, CancelPass& pass) {
  if (task.done()) {
    lua_pop(L, 1);
    return false;
  }
  if (task.self == Anchors::none) luaL_error(L, "Event loop is closed");
  // Down the chain of tasks that await tasks, without recursion.
  Task* at = &task;
  while (at->cancel_pass != pass.number) {
    at->cancel_pass = pass.number;
    ++at->cancel_requests;
    Task* next = awaited_task(*at);
    if (next == nullptr) {
      cancel_last(L, *at, pass);
      unmark(task, pass);
      return true;
    }
    at->cancel_passed_on = true;
    at = next;
  }
  unmark(task, pass);
  break_circle(L, *at);
  return true;
}

void pass_cancel_on(lua_State* L, Task& task) {
  CancelPass pass(Engine::of(L));
  push_task(L, task);
  lua_getiuservalue(L, -1, Future::outcome);
  lua_remove(L, -2);
  task.cancel_passed_on = true;
  bool accepted = true;
  if (task.waiting_on->kind == Waitable::Kind::task) {
    lua_pushvalue(L, -1);
    accepted = cancel_task(L, *static_cast<Task*>(static_cast<Future*>(task.waiting_on)), pass);
  } else {
    accepted = cancel_awaited(L, task, pass);
  }
  lua_pop(L, 1);
  if (accepted)
    task.must_cancel = false;
  else
    task.cancel_passed_on = false;
}

bool cancel_any(lua_State* L, int index, CancelPass& pass) {
  index = lua_absindex(L, index);
  switch (to<Future>(L, index)->kind) {
    case Waitable::Kind::task:
      return cancel_task(L, *to<Task>(L, index), pass);
    case Waitable::Kind::gather:
      return cancel_gather(L, index, pass);
    default:
      return cancel_future(L, index);
  }
}

void mark_own_cancel(lua_State* L, Task& task) {
  if (task.cancel_identity == 0) task.cancel_identity = ++Engine::of(L).cancel_identities;
  lua_pushinteger(L, task.cancel_identity);
  lua_rawsetp(L, -2, &owner_key);
  push_task(L, task);
  lua_pushvalue(L, -2);
  lua_setiuservalue(L, -2, Future::outcome);
  lua_pop(L, 1);
  task.has_own_cancel = true;
  task.cancellation = Task::Cancellation::in_flight;
  task.catcher_depth = task.protection_depth;
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
  // Where nothing inside can catch it, the message handler of the body gives it its traceback.
  const bool goes_to_body = task.protection_depth == 0 && task.lua_thread == L;
  make_error(L, ErrorClass::cancelled, goes_to_body ? -1 : 0);
  mark_own_cancel(L, task);
  lua_error(L);
  __builtin_unreachable();
}

void raise_caught_cancel(lua_State* L, Task& task) {
  push_task(L, task);
  lua_getiuservalue(L, -1, Future::outcome);
  if (!task.has_own_cancel) {  // a later request was taken back; its message is in the slot
    make_error(L, ErrorClass::cancelled, 0);
    mark_own_cancel(L, task);
  }
  task.cancellation = Task::Cancellation::in_flight;
  task.catcher_depth = task.protection_depth;
  task.reraised = true;
  lua_error(L);
  __builtin_unreachable();
}

int enter_protected(lua_State* L) {
  Task* task = Engine::of(L).current;
  return task == nullptr ? 0 : ++task->protection_depth;
}

void leave_protected(lua_State* L, int depth) {
  Task* task = Engine::of(L).current;
  if (task != nullptr && depth > 0) task->protection_depth = depth - 1;
}

namespace {

bool caught_own_cancel(lua_State* L, const Task& task, int index, int depth) {
  if (task.cancellation == Task::Cancellation::in_flight && depth == task.catcher_depth)
    return true;
  if (lua_type(L, index) != LUA_TTABLE) return false;
  lua_rawgetp(L, index, &owner_key);
  const lua_Integer owner = lua_tointeger(L, -1);  // 0: nobody
  const bool own = owner != 0 && owner == task.cancel_identity;
  lua_pop(L, 1);
  return own;
}

void settle_as(lua_State* L, int index, int depth, Task::Cancellation outcome) {
  Task* task = Engine::of(L).current;
  if (task != nullptr && caught_own_cancel(L, *task, index, depth)) task->cancellation = outcome;
}

}  // namespace

void disown_cancel(lua_State* L, int index) {
  if (lua_type(L, index) != LUA_TTABLE) return;
  index = lua_absindex(L, index);
  lua_rawgetp(L, index, &owner_key);
  const bool owned = !lua_isnil(L, -1);
  lua_pop(L, 1);
  if (!owned) return;
  lua_pushnil(L);
  lua_rawsetp(L, index, &owner_key);
}

void note_passed_outward(lua_State* L) {
  Task* task = Engine::of(L).current;
  if (task != nullptr && task->catcher_depth > task->protection_depth)
    task->catcher_depth = task->protection_depth;
}

void note_caught(lua_State* L, int index, int depth) {
  settle_as(L, index, depth, Task::Cancellation::caught);
}

void note_handled(lua_State* L, int index, int depth) {
  settle_as(L, index, depth, Task::Cancellation::none);
}

}  // namespace aio
