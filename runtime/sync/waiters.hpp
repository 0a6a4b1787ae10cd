#pragma once
// Questions about a primitive's queue of waiters.

#include "runtime/task/waitable.hpp"

namespace aio {

// Whether a waiter is queued that was not cancelled (it waits, or was woken and has not run yet).
inline bool has_live_waiter(List<Waiter>& waiters) {
  auto at = waiters.begin();
  while (at != waiters.end() && (*at).state == Waitable::State::cancelled) ++at;
  return at != waiters.end();
}

inline int count_waiters(List<Waiter>& waiters) {
  int count = 0;
  for (Waiter& waiter : waiters) count += waiter.done() ? 0 : 1;
  return count;
}

// Takes waiters out until one was pending; wakes that.
inline void pop_and_wake(List<Waiter>& waiters) {
  while (Waiter* waiter = waiters.pop_front())
    if (wake(*waiter)) return;
}

}  // namespace aio
