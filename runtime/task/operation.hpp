#pragma once
// Operations: coroutine objects written in C++, such as lock:acquire(), queue:get(), aio.sleep(1).
// Each is a small state machine that is polled: once when it is awaited, and again after each
// wake-up. Its waiter is part of it, so suspending allocates nothing.

#include <lua.hpp>

#include "runtime/task/coroutine_object.hpp"
#include "runtime/task/never_awaited.hpp"
#include "runtime/task/task.hpp"
#include "runtime/task/waitable.hpp"

namespace aio {

// Why an operation is polled.
enum class Wake { started, woken, cancelled };

constexpr int suspended = -1;

struct Operation;

struct OperationKind {
  const char* name;  // as in "coroutine 'acquire' was never awaited"
  // Returns the number of results pushed, or `suspended` after it put `operation.waiter` where it
  // will be woken (or after `run_again_soon`). With Wake::cancelled it must undo its wait and then
  // `deliver_cancel`. The operation is at index 1. May raise.
  int (*poll)(lua_State* L, Task& task, Operation& operation, Wake wake);
  // Who holds what it waits for, if that is known: told in the deadlock report.
  const Task* (*holder)(const Operation& operation) = nullptr;
};

struct Operation : Coroutine {
  static constexpr Type class_type{"coroutine", &Coroutine::class_type};
  enum Slot { owner = 1, creator = Coroutine::creator, value, count = value };

  explicit Operation(const OperationKind& its_kind) : Coroutine(class_type), kind(its_kind) {}

  const OperationKind& kind;
  Waiter waiter;
  bool yields_once = false;  // wait for one turn of the loop, on nothing
};

// Makes an operation of type T (derived from Operation), pushes it. The value at `owner` (0: none)
// is kept alive by it: the lock that is acquired, the queue.
template <class T, class... Arguments>
T& create_operation(lua_State* L, int owner, int slots, Arguments&&... arguments) {
  auto& operation = create<T>(L, slots, std::forward<Arguments>(arguments)...);
  if (owner != 0) {
    lua_pushvalue(L, owner);
    lua_setiuservalue(L, -2, Operation::owner);
  }
  watch_young(L, operation);
  return operation;
}

// Puts the waiter (new again) behind the others.
inline void enqueue(List<Waiter>& waiters, Task& task, Waiter& waiter) {
  waiter.task = &task;
  waiter.state = Waitable::State::pending;
  waiters.push_back(waiter);
}

// Awaits the operation at index 1 in the running task.
int await_operation(lua_State* L, Task& task, Operation& operation);

}  // namespace aio
