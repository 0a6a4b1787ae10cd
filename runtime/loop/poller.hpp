#pragma once
// The kernel side of a loop: one uv_loop_t, one timer to bound the wait, one uv_async_t to be woken
// by other threads. It knows nothing of ready queues or deadlines.

#include <uv.h>

#include "runtime/loop/wait_timer.hpp"

namespace aio {

class Poller {
 public:
  Poller();  // throws std::runtime_error with libuv's reason
  ~Poller();
  Poller(const Poller&) = delete;
  Poller& operator=(const Poller&) = delete;

  static constexpr double forever = -1;

  // Handles events; waits at most `seconds` for the first one (0: not at all). Waits that follow
  // each other within 0.1 ms are stretched to that: a hundred thousand timers a second are handled
  // in ten thousand wake-ups.
  void poll(double seconds);

  // Ends a poll under way, or the next one. Any thread, also a signal handler.
  void wake();

  uv_loop_t* uv() { return &loop_; }

 private:
  uv_loop_t loop_;
  uv_async_t async_;
  WaitTimer timer_;
  double last_wait_ended_ = 0;
};

}  // namespace aio
