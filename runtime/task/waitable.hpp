#pragma once
// What a suspended task waits on: a future (or task, or gather), or the waiter of an operation such
// as lock:acquire(). Exactly one at a time, and cancelling the task cancels it.

#include <cstdint>

#include "runtime/loop/list.hpp"

namespace aio {

struct Task;

struct Waitable {
  enum class Kind : std::uint8_t { future, gather, task, waiter };
  enum class State : std::uint8_t { pending, finished, failed, cancelled };

  explicit Waitable(Kind its_kind) : kind(its_kind) {}

  bool done() const { return state != State::pending; }

  Kind kind;
  State state = State::pending;
};

// A future with exactly one task waiting and no value: what asyncio's primitives create for each
// blocked acquire() or get(). Lives in the operation that waits, linked into the primitive's queue.
struct Waiter : Waitable, Link {
  Waiter() : Waitable(Kind::waiter) {}

  Task* task = nullptr;
};

// Completes a pending waiter: its task continues in the next tick. A waiter that is done is left as
// it is; returns whether it was pending.
bool wake(Waiter& waiter);

// Completes the first pending waiter of a primitive's queue.
bool wake_first(List<Waiter>& waiters);

}  // namespace aio
