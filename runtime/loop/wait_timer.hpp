#pragma once
// Bounds a wait in uv_run to the microsecond. libuv's own timers count milliseconds, and a loop
// that lives by them runs every timer up to a millisecond late; so the deadline is a timerfd,
// watched as any file descriptor.

#include <uv.h>

namespace aio {

class WaitTimer {
 public:
  WaitTimer() = default;
  WaitTimer(const WaitTimer&) = delete;
  WaitTimer& operator=(const WaitTimer&) = delete;

  // Returns a status of libuv. When it fails nothing is left to be closed.
  int open(uv_loop_t* loop);
  // To be followed by a run of the loop, in which libuv lets go of it.
  void close();

  // From `seconds` on the loop has an event. Setting it again takes back the one before.
  void set(double seconds);
  void clear();

 private:
  void program(long seconds, long nanoseconds) const;

  uv_poll_t poll_;
  int descriptor_ = -1;
  bool set_ = false;
};

}  // namespace aio
