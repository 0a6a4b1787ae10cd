#include "runtime/loop/poller.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>

#include "runtime/loop/clock.hpp"

namespace aio {

double monotonic_seconds() { return static_cast<double>(uv_hrtime()) * 1e-9; }

namespace {

constexpr double closest_waits = 1e-4;  // seconds

void require_ok(int status, const char* operation) {
  if (status < 0) throw std::runtime_error(std::string(operation) + ": " + uv_strerror(status));
}

}  // namespace

Poller::Poller() {
  require_ok(uv_loop_init(&loop_), "cannot create an event loop");
  int status = uv_async_init(&loop_, &async_, [](uv_async_t*) {});
  if (status == 0) {
    status = timer_.open(&loop_);
    if (status == 0) return;
    uv_close(reinterpret_cast<uv_handle_t*>(&async_), nullptr);
    uv_run(&loop_, UV_RUN_DEFAULT);
  }
  uv_loop_close(&loop_);
  require_ok(status, "cannot create an event loop");
}

Poller::~Poller() {
  timer_.close();
  uv_close(reinterpret_cast<uv_handle_t*>(&async_), nullptr);
  uv_run(&loop_, UV_RUN_DEFAULT);
  uv_loop_close(&loop_);
}

void Poller::poll(double seconds) {
  if (seconds == 0) {
    uv_run(&loop_, UV_RUN_NOWAIT);
    return;
  }
  if (seconds < 0) {
    timer_.clear();
    uv_run(&loop_, UV_RUN_ONCE);
    return;
  }
  const double now = monotonic_seconds();
  timer_.set(std::max(seconds, last_wait_ended_ + closest_waits - now));
  uv_run(&loop_, UV_RUN_ONCE);
  last_wait_ended_ = monotonic_seconds();
}

void Poller::wake() { uv_async_send(&async_); }

}  // namespace aio
