#include "runtime/loop/poller.hpp"

#include <cmath>
#include <cstdint>
#include <stdexcept>
#include <string>

#include "runtime/loop/clock.hpp"

namespace aio {

double monotonic_seconds() { return static_cast<double>(uv_hrtime()) * 1e-9; }

namespace {

void require_ok(int status, const char* operation) {
  if (status < 0) throw std::runtime_error(std::string(operation) + ": " + uv_strerror(status));
}

}  // namespace

Poller::Poller() {
  require_ok(uv_loop_init(&loop_), "cannot create an event loop");
  uv_timer_init(&loop_, &timer_);
  const int status = uv_async_init(&loop_, &async_, [](uv_async_t*) {});
  if (status < 0) {
    uv_close(reinterpret_cast<uv_handle_t*>(&timer_), nullptr);
    uv_run(&loop_, UV_RUN_DEFAULT);
    uv_loop_close(&loop_);
    require_ok(status, "cannot create an event loop");
  }
}

Poller::~Poller() {
  uv_close(reinterpret_cast<uv_handle_t*>(&timer_), nullptr);
  uv_close(reinterpret_cast<uv_handle_t*>(&async_), nullptr);
  uv_run(&loop_, UV_RUN_DEFAULT);
  uv_loop_close(&loop_);
}

void Poller::poll(double seconds) {
  if (seconds == 0) {
    uv_run(&loop_, UV_RUN_NOWAIT);
    return;
  }
  if (seconds > 0) {
    // Rounded up to libuv's millisecond, so that a timer never fires early. The callback stops the
    // run: UV_RUN_ONCE looks at timers first and would then block for ever in its poll.
    const auto milliseconds = static_cast<std::uint64_t>(std::ceil(seconds * 1e3));
    uv_update_time(&loop_);
    uv_timer_start(
        &timer_, [](uv_timer_t* timer) { uv_stop(timer->loop); }, milliseconds, 0);
  }
  uv_run(&loop_, UV_RUN_ONCE);
  uv_timer_stop(&timer_);
}

void Poller::wake() { uv_async_send(&async_); }

}  // namespace aio
