#pragma once
// The event loop: a ready queue, timers, a clock and the kernel's poll, with asyncio's order of
// execution (scheduling.md §1). It knows no Lua.
//
// One iteration ("tick") is `poll`, which only ever *appends* to the ready queue, then one batch:
// exactly what was ready when the batch began. What a callback adds waits for the next tick.
// Everything but `post` and `wake` belongs to the loop's own thread.

#include <atomic>
#include <cstdint>

#include "runtime/loop/clock.hpp"
#include "runtime/loop/poller.hpp"
#include "runtime/loop/runnable.hpp"
#include "runtime/loop/spin.hpp"
#include "runtime/loop/timer_heap.hpp"

namespace aio {

// Work handed over by another thread; `run` is called in the loop's thread, in a batch.
struct Posted : Runnable {
  using Runnable::Runnable;
  Posted* following = nullptr;
  // If its loop ends first: asks those who will post to do so soon. Called in the loop's thread.
  void (*give_up)(Posted& self) = nullptr;
};

class EventLoop {
 public:
  explicit EventLoop(ClockKind kind) : clock_(kind) {}

  double time() const { return clock_.now(); }
  bool has_virtual_time() const { return clock_.is_virtual(); }
  std::uint64_t tick() const { return tick_; }

  void call_soon(Runnable& runnable) { ready_.push_back(runnable); }
  void call_soon_all(List<Runnable>& runnables) { ready_.append(runnables); }
  // `when` in this clock's seconds.
  void call_at(double when, Timer& timer) { timers_.insert(timer, when); }
  // Takes a timer out, whether it still waits or is already due.
  void cancel(Timer& timer);

  enum class Outlook { work, deadlock };

  // First half of a tick: prepares a batch, waiting if nothing is ready. `deadlock`: nothing is
  // ready, no timer is armed and nothing outside can wake the loop; then it did not wait.
  Outlook poll();
  // Second half: runs the batch. A callback may leave by longjmp; then call `abandon_batch`.
  void run_batch(void* host);
  // Puts what the batch had not run back to the front of the ready queue.
  void abandon_batch() { ready_.prepend(batch_); }

  void stop() { stopping_ = true; }
  bool stopping() const { return stopping_; }
  void clear_stop() { stopping_ = false; }
  // Takes out one of all that is queued, ready or not yet due; null when nothing is (the end of a
  // loop, where nothing is run any more).
  Runnable* take_any();

  // Something outside (a thread's job, a child) may wake this loop: while held,
  // an idle loop waits in the kernel, a virtual clock does not jump, and there is no deadlock.
  void hold() { ++held_; }
  void release() { --held_; }
  bool held() const { return held_ > 0; }
  // A signal may come: no deadlock then, but a virtual clock still jumps.
  void watch() { ++watched_; }
  void unwatch() { --watched_; }

  // A thread is going to post it: holds the loop until that has arrived. Belongs to the loop from
  // now on.
  void expect_post(Posted& posted);
  // Any thread: run `posted` in the next batch; it was expected and stays alive until then.
  void post(Posted& posted);
  // Waits until everything expected has been posted, and runs that and nothing else. For the end of
  // a loop: those who post must not find it gone. After `grace` seconds calls `give_up` for what is
  // missing.
  void finish_posts(void* host, double grace = exit_grace);
  static constexpr double exit_grace = 1;
  // Any thread, also a signal handler: make a waiting poll return.
  void wake() {
    woken_.store(true);
    poller_.wake();
  }

  uv_loop_t* uv() { return poller_.uv(); }

 private:
  void poll_now_and_then();
  void collect_posted();
  void wait_for_posts(double seconds);
  bool has_posts() const { return posted_.load() != nullptr; }
  void await_posts(double end);
  void collect_due_timers();
  double longest_wait() const;
  bool has_finite_timer() const;
  bool awaits_outside() const { return held_ > 0 || watched_ > 0; }

  // The kernel is asked at least this often while tasks keep the loop busy: a poll costs more than
  // a task switch, and completions of threads do not need it (see `posted_`).
  static constexpr std::uint64_t ticks_between_polls = 64;

  Clock clock_;
  List<Runnable> ready_;
  List<Runnable> batch_;
  TimerHeap timers_;
  Poller poller_;
  std::atomic<Posted*> posted_{nullptr};
  std::atomic<bool> woken_{false};
  std::atomic<bool> asleep_{false};  // in the kernel, or about to be: a post must wake the loop
  std::atomic<int> posting_{0};      // threads inside `post`
  std::uint64_t tick_ = 0;
  int held_ = 0;
  int watched_ = 0;
  List<Runnable> expected_;  // to be posted
  Spin spin_;
  bool stopping_ = false;
};

}  // namespace aio
