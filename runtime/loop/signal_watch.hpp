#pragma once
// One watched signal of a loop. The signal itself only queues `on_signal`; several that arrive
// before its turn are one, as with the system's own pending signals.

#include <uv.h>

#include "runtime/loop/event_loop.hpp"

namespace aio {

class SignalWatch {
 public:
  // Throws std::runtime_error when the signal cannot be caught. `on_signal` outlives the watch.
  static SignalWatch* start(EventLoop& events, int number, Runnable& on_signal);

  // Ends it; the object frees itself once libuv has let go of it. `on_signal` is no longer queued.
  void stop();

 private:
  SignalWatch(EventLoop& events, Runnable& on_signal) : events_(events), on_signal_(on_signal) {}

  EventLoop& events_;
  Runnable& on_signal_;
  uv_signal_t handle_;
};

}  // namespace aio
