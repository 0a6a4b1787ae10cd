#pragma once
// The loop's clock, in seconds. Real: monotonic, nanosecond resolution (never libuv's cached
// milliseconds, which make ties common and round; scheduling.md §2). Virtual: stands still until
// the loop jumps it to the next timer.

#include <algorithm>

namespace aio {

enum class ClockKind { real, virtual_time };

double monotonic_seconds();

class Clock {
 public:
  static constexpr double resolution = 1e-9;

  explicit Clock(ClockKind kind) : kind_(kind) {}

  bool is_virtual() const { return kind_ == ClockKind::virtual_time; }
  double now() const { return is_virtual() ? virtual_now_ : monotonic_seconds(); }
  void jump_to(double when) { virtual_now_ = std::max(virtual_now_, when); }

 private:
  ClockKind kind_;
  double virtual_now_ = 0;
};

}  // namespace aio
