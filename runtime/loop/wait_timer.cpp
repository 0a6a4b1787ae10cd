#include "runtime/loop/wait_timer.hpp"

#include <sys/timerfd.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cmath>

namespace aio {

int WaitTimer::open(uv_loop_t* loop) {
  descriptor_ = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
  if (descriptor_ < 0) return uv_translate_sys_error(errno);
  const int status = uv_poll_init(loop, &poll_, descriptor_);
  if (status < 0) {
    ::close(descriptor_);
    return status;
  }
  // The event is that uv_run returns. Nobody reads the descriptor: setting it anew clears it.
  uv_poll_start(&poll_, UV_READABLE, [](uv_poll_t*, int, int) {});
  uv_unref(reinterpret_cast<uv_handle_t*>(&poll_));
  return 0;
}

void WaitTimer::close() {
  uv_poll_stop(&poll_);
  uv_close(reinterpret_cast<uv_handle_t*>(&poll_), nullptr);
  ::close(descriptor_);
}

void WaitTimer::program(long seconds, long nanoseconds) const {
  const itimerspec when{{0, 0}, {seconds, nanoseconds}};
  timerfd_settime(descriptor_, 0, &when, nullptr);
}

void WaitTimer::set(double seconds) {
  const double whole = std::floor(seconds);
  // At least a nanosecond: nought would take it back.
  const double rest = std::clamp(std::ceil((seconds - whole) * 1e9), 1.0, 999'999'999.0);
  program(static_cast<long>(whole), static_cast<long>(rest));
  set_ = true;
}

void WaitTimer::clear() {
  if (set_) program(0, 0);
  set_ = false;
}

}  // namespace aio
