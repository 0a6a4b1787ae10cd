#pragma once
// Waiting awake for what is likely to come within microseconds: putting a thread to sleep and
// waking it costs more than that. Knows from the last waits whether it is worth while.

#include <thread>

#include "runtime/loop/clock.hpp"

namespace aio {

class Spin {
 public:
  // Waits for `ready()` for a little while, or not at all; returns whether it became true.
  template <class Ready>
  bool wait(const Ready& ready) {
    started_ = monotonic_seconds();
    if (!worth_it_) return false;
    const double end = started_ + longest;
    do {
      for (int i = 0; i < checks_between_looks; ++i) {
        if (ready()) return true;
        relax();
      }
      std::this_thread::yield();
    } while (monotonic_seconds() < end);
    return ready();
  }

  // The sleep that followed is over; `came` is whether what was waited for ended it.
  void slept(bool came) {
    worth_it_ = came && several_processors() && monotonic_seconds() - started_ < worth_while;
  }

 private:
  static constexpr double longest = 20e-6;
  static constexpr double worth_while = 60e-6;  // a sleep this short was mostly waking up
  static constexpr int checks_between_looks = 50;

  static bool several_processors() {
    static const bool several = std::thread::hardware_concurrency() > 1;
    return several;
  }

  static void relax() {
#if defined(__x86_64__) || defined(__i386__)
    __builtin_ia32_pause();
#elif defined(__aarch64__)
    asm volatile("yield");
#endif
  }

  double started_ = 0;
  bool worth_it_ = false;
};

}  // namespace aio
