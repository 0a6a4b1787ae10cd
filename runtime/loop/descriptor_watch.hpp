#pragma once
// Waiting for input on a file descriptor. Readiness only queues `on_ready`, again at each poll of
// the kernel while something is left to read.

#include <uv.h>

#include "runtime/loop/event_loop.hpp"

namespace aio {

class DescriptorWatch {
 public:
  // Null for what the kernel cannot watch because it never makes one wait (regular files). Throws
  // std::runtime_error for what cannot be read at all. `on_ready` outlives the watch.
  static DescriptorWatch* start(EventLoop& events, int descriptor, Runnable& on_ready);

  // Ends it; the object frees itself once libuv has let go of it. `on_ready` is no longer queued.
  void stop();

 private:
  DescriptorWatch(EventLoop& events, Runnable& on_ready) : events_(events), on_ready_(on_ready) {}

  EventLoop& events_;
  Runnable& on_ready_;
  uv_poll_t handle_;
};

}  // namespace aio
