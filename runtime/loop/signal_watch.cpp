#include "runtime/loop/signal_watch.hpp"

#include <stdexcept>
#include <string>

namespace aio {

namespace {

void free_watch(uv_handle_t* handle) { delete static_cast<SignalWatch*>(handle->data); }

}  // namespace

SignalWatch* SignalWatch::start(EventLoop& events, int number, Runnable& on_signal) {
  auto* watch = new SignalWatch(events, on_signal);
  watch->handle_.data = watch;
  uv_signal_init(events.uv(), &watch->handle_);
  const auto queue = [](uv_signal_t* handle, int) {
    auto* self = static_cast<SignalWatch*>(handle->data);
    if (!self->on_signal_.linked()) self->events_.call_soon(self->on_signal_);
  };
  const int status = uv_signal_start(&watch->handle_, queue, number);
  if (status < 0) {
    uv_close(reinterpret_cast<uv_handle_t*>(&watch->handle_), free_watch);
    throw std::runtime_error(std::string("cannot watch the signal: ") + uv_strerror(status));
  }
  events.watch();
  return watch;
}

void SignalWatch::stop() {
  on_signal_.unlink();
  events_.unwatch();
  uv_close(reinterpret_cast<uv_handle_t*>(&handle_), free_watch);
}

}  // namespace aio
