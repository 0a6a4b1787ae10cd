#include "runtime/loop/event_loop.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <thread>

namespace aio {

namespace {

constexpr double longest_poll = 86400;  // as asyncio's MAXIMUM_SELECT_TIMEOUT

double next_after(double time) {
  return std::nextafter(time, std::numeric_limits<double>::infinity()) - time;
}

}  // namespace

void EventLoop::cancel(Timer& timer) {
  if (timer.armed())
    timers_.remove(timer);
  else
    timer.unlink();
}

EventLoop::Outlook EventLoop::poll() {
  ++tick_;
  collect_posted();
  if (!ready_.empty() || stopping_ || woken_.exchange(false)) {
    poll_now_and_then();
  } else if (clock_.is_virtual() && has_finite_timer() && !held()) {
    clock_.jump_to(timers_.earliest());
    poll_now_and_then();
  } else if (!awaits_outside() && (timers_.empty() || clock_.is_virtual())) {
    return Outlook::deadlock;
  } else {
    wait_for_posts(longest_wait());
    collect_posted();
  }
  collect_due_timers();
  batch_.append(ready_);
  return Outlook::work;
}

void EventLoop::poll_now_and_then() {
  if (awaits_outside() && tick_ % ticks_between_polls == 0) poller_.poll(0);
}

void EventLoop::run_batch(void* host) {
  while (Runnable* next = batch_.pop_front()) {
    batch_
        .prefetch_front();  // tasks are far apart: the next one's memory comes while this one runs
    next->run(*next, host);
  }
}

Runnable* EventLoop::take_any() {
  if (Runnable* runnable = batch_.pop_front()) return runnable;
  if (Runnable* runnable = ready_.pop_front()) return runnable;
  return timers_.empty() ? nullptr : &timers_.pop();
}

void EventLoop::expect_post(Posted& posted) {
  expected_.push_back(posted);
  hold();
}

// Waits for anything; posts may come so soon that the loop stays awake for them.
void EventLoop::wait_for_posts(double seconds) {
  const bool expecting = !expected_.empty();
  if (expecting && spin_.wait([this] { return has_posts(); })) return;
  asleep_.store(true);
  poller_.poll(has_posts() ? 0 : seconds);
  asleep_.store(false);
  if (expecting) spin_.slept(has_posts());
}

// Collects until all that is expected has been posted, or the time is over.
void EventLoop::await_posts(double end) {
  collect_posted();
  while (!expected_.empty()) {
    const double left = end - monotonic_seconds();
    if (left <= 0) return;
    wait_for_posts(std::min(left, longest_poll));
    collect_posted();
  }
}

void EventLoop::finish_posts(void* host, double grace) {
  List<Runnable> set_aside;
  set_aside.append(ready_);
  await_posts(monotonic_seconds() + grace);
  expected_.for_each([](Runnable& runnable) {
    auto& posted = static_cast<Posted&>(runnable);
    if (posted.give_up != nullptr) posted.give_up(posted);
  });
  await_posts(std::numeric_limits<double>::infinity());
  while (posting_.load() > 0) std::this_thread::yield();  // one that has posted may not be out yet
  batch_.append(ready_);
  ready_.append(set_aside);
  run_batch(host);
}

void EventLoop::post(Posted& posted) {
  posting_.fetch_add(1);
  Posted* newest = posted_.load(std::memory_order_relaxed);
  do {
    posted.following = newest;
  } while (!posted_.compare_exchange_weak(newest, &posted));
  // Only the first of a burst needs to wake the loop, which takes all of them at once; and only if
  // it sleeps. It says so before it looks for posts a last time, so one of the two sees the other.
  if (newest == nullptr && asleep_.load()) poller_.wake();
  posting_.fetch_sub(1);
}

void EventLoop::collect_posted() {
  if (posted_.load(std::memory_order_relaxed) == nullptr) return;
  Posted* newest = posted_.exchange(nullptr, std::memory_order_acquire);
  List<Runnable> in_order;
  for (Posted* at = newest; at != nullptr;) {
    Posted* older = at->following;
    at->unlink();  // from expected_
    in_order.push_front(*at);
    release();
    at = older;
  }
  ready_.append(in_order);
}

void EventLoop::collect_due_timers() {
  if (timers_.empty()) return;
  const double now = time();
  const double end = now + std::max(Clock::resolution, next_after(now));
  while (!timers_.empty() && timers_.earliest() < end) ready_.push_back(timers_.pop());
}

// A virtual clock cannot jump to the end of a sleep for ever.
bool EventLoop::has_finite_timer() const {
  return !timers_.empty() && std::isfinite(timers_.earliest());
}

double EventLoop::longest_wait() const {
  if (timers_.empty() || clock_.is_virtual()) return Poller::forever;
  return std::clamp(timers_.earliest() - time(), 0.0, longest_poll);
}

}  // namespace aio
