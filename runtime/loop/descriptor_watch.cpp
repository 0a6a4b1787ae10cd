#include "runtime/loop/descriptor_watch.hpp"

#include <fcntl.h>

#include <stdexcept>
#include <string>

namespace aio {

namespace {

void free_watch(uv_handle_t* handle) { delete static_cast<DescriptorWatch*>(handle->data); }

}  // namespace

DescriptorWatch* DescriptorWatch::start(EventLoop& events, int descriptor, Runnable& on_ready) {
  auto* watch = new DescriptorWatch(events, on_ready);
  watch->handle_.data = watch;
  // libuv makes the descriptor non-blocking, and with it, on a terminal, stdout and the shell's.
  const int flags = fcntl(descriptor, F_GETFL);
  const int status = uv_poll_init(events.uv(), &watch->handle_, descriptor);
  if (flags >= 0) fcntl(descriptor, F_SETFL, flags);
  if (status < 0) {
    delete watch;
    if (status == UV_EPERM) return nullptr;
    throw std::runtime_error(std::string("cannot wait for input: ") + uv_strerror(status));
  }
  const auto queue = [](uv_poll_t* handle, int, int) {
    auto* self = static_cast<DescriptorWatch*>(handle->data);
    if (!self->on_ready_.linked()) self->events_.call_soon(self->on_ready_);
  };
  uv_poll_start(&watch->handle_, UV_READABLE | UV_DISCONNECT, queue);
  events.watch();
  return watch;
}

void DescriptorWatch::stop() {
  on_ready_.unlink();
  events_.unwatch();
  uv_close(reinterpret_cast<uv_handle_t*>(&handle_), free_watch);
}

}  // namespace aio
