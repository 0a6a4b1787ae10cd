// The event loop without Lua: order of callbacks and timers, clocks, deadlock outlook, posts.

#include "runtime/loop/event_loop.hpp"

#include <atomic>
#include <functional>
#include <limits>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "tests/unit/catch.hpp"

namespace {

using aio::ClockKind;
using aio::EventLoop;
using aio::Posted;
using aio::Runnable;
using aio::Timer;
using Outlook = EventLoop::Outlook;

struct Callback : Runnable {
  explicit Callback(std::function<void()> its_function)
      : Runnable([](Runnable& self, void*) { static_cast<Callback&>(self).function(); }),
        function(std::move(its_function)) {}
  std::function<void()> function;
};

struct TimerCallback : Timer {
  explicit TimerCallback(std::function<void()> its_function)
      : Timer([](Runnable& self, void*) {
          static_cast<TimerCallback&>(static_cast<Timer&>(self)).function();
        }),
        function(std::move(its_function)) {}
  std::function<void()> function;
};

struct PostedCallback : Posted {
  explicit PostedCallback(std::function<void()> its_function)
      : Posted([](Runnable& self, void*) {
          static_cast<PostedCallback&>(static_cast<Posted&>(self)).function();
        }),
        function(std::move(its_function)) {}
  std::function<void()> function;
};

Outlook tick(EventLoop& loop) {
  const Outlook outlook = loop.poll();
  loop.run_batch(nullptr);
  return outlook;
}

}  // namespace

TEST_CASE("ready callbacks run in order; what they add waits for the next tick") {
  EventLoop loop(ClockKind::virtual_time);
  std::string log;
  Callback late([&] { log += "c"; });
  Callback first([&] {
    log += "a";
    loop.call_soon(late);
  });
  Callback second([&] { log += "b"; });
  loop.call_soon(first);
  loop.call_soon(second);
  CHECK(tick(loop) == Outlook::work);
  CHECK(log == "ab");
  CHECK(tick(loop) == Outlook::work);
  CHECK(log == "abc");
  CHECK(tick(loop) == Outlook::deadlock);
}

TEST_CASE("the host pointer reaches the callbacks") {
  EventLoop loop(ClockKind::virtual_time);
  int host = 0;
  struct Counter : Runnable {
    Counter() : Runnable([](Runnable&, void* data) { ++*static_cast<int*>(data); }) {}
  } counter;
  loop.call_soon(counter);
  loop.poll();
  loop.run_batch(&host);
  CHECK(host == 1);
}

TEST_CASE("due timers run behind what was ready, in order of their deadlines") {
  EventLoop loop(ClockKind::virtual_time);
  std::string log;
  Callback ready([&] { log += "r"; });
  TimerCallback later([&] { log += "2"; }), now([&] { log += "0"; }), past([&] { log += "p"; });
  loop.call_at(2, later);
  loop.call_at(0, now);
  loop.call_at(-1, past);
  loop.call_soon(ready);
  tick(loop);
  CHECK(log == "rp0");
  CHECK(loop.time() == 0);
  tick(loop);
  CHECK(log == "rp02");
  CHECK(loop.time() == 2);
}

TEST_CASE("a virtual clock jumps only when nothing is ready") {
  EventLoop loop(ClockKind::virtual_time);
  int ran = 0;
  TimerCallback timer([&] { ++ran; });
  Callback ready([] {});
  loop.call_at(3600, timer);
  for (int i = 0; i < 100; ++i) {
    loop.call_soon(ready);
    tick(loop);
  }
  CHECK(loop.time() == 0);
  tick(loop);
  CHECK(ran == 1);
  CHECK(loop.time() == 3600);
}

TEST_CASE("a timer is cancelled while it waits and when it is due") {
  EventLoop loop(ClockKind::virtual_time);
  std::string log;
  TimerCallback waiting([&] { log += "w"; }), due([&] { log += "d"; });
  TimerCallback canceller([&] {
    log += "c";
    loop.cancel(due);
  });
  loop.call_at(1, waiting);
  loop.call_at(2, canceller);
  loop.call_at(2, due);
  loop.cancel(waiting);
  loop.cancel(waiting);
  tick(loop);
  CHECK(log == "c");
  CHECK(tick(loop) == Outlook::deadlock);
}

TEST_CASE("nothing ready, no timer, nobody outside: a deadlock, told without waiting") {
  EventLoop loop(ClockKind::real);
  CHECK(loop.poll() == Outlook::deadlock);
  loop.hold();
  CHECK(loop.held());
  loop.wake();
  CHECK(loop.poll() == Outlook::work);
  loop.release();
  CHECK(loop.poll() == Outlook::deadlock);
}

TEST_CASE("a timer that is never due does not spin: it is a deadlock under virtual time") {
  EventLoop loop(ClockKind::virtual_time);
  TimerCallback never([] {});
  loop.call_at(std::numeric_limits<double>::infinity(), never);
  CHECK(loop.poll() == Outlook::deadlock);
  loop.cancel(never);
}

TEST_CASE("a stopping loop does not wait") {
  EventLoop loop(ClockKind::real);
  TimerCallback far([] {});
  loop.call_at(loop.time() + 1000, far);
  loop.stop();
  CHECK(loop.stopping());
  CHECK(loop.poll() == Outlook::work);
  loop.clear_stop();
  CHECK_FALSE(loop.stopping());
  loop.cancel(far);
}

TEST_CASE("an abandoned batch goes back to the front") {
  EventLoop loop(ClockKind::virtual_time);
  std::string log;
  Callback a([&] { log += "a"; }), b([&] { log += "b"; }), c([&] { log += "c"; });
  loop.call_soon(a);
  loop.call_soon(b);
  loop.poll();
  loop.call_soon(c);
  loop.abandon_batch();
  tick(loop);
  CHECK(log == "abc");
}

TEST_CASE("take_any takes out what is ready, the rest of a batch and what is not yet due") {
  EventLoop loop(ClockKind::virtual_time);
  int ran = 0;
  Callback in_batch([&] { ++ran; }), ready([&] { ++ran; });
  TimerCallback timer([&] { ++ran; });
  loop.call_soon(in_batch);
  loop.poll();
  loop.call_soon(ready);
  loop.call_at(1, timer);
  loop.abandon_batch();
  std::vector<Runnable*> taken;
  while (Runnable* runnable = loop.take_any()) taken.push_back(runnable);
  CHECK(taken.size() == 3);
  CHECK_FALSE(ready.linked());
  CHECK_FALSE(in_batch.linked());
  CHECK_FALSE(timer.armed());
  CHECK(tick(loop) == Outlook::deadlock);
  CHECK(ran == 0);
}

TEST_CASE("a real timer fires, and never early") {
  EventLoop loop(ClockKind::real);
  bool fired = false;
  TimerCallback timer([&] { fired = true; });
  const double deadline = loop.time() + 0.003;
  loop.call_at(deadline, timer);
  while (!fired) tick(loop);
  CHECK(loop.time() >= deadline);
  CHECK(loop.time() < deadline + 5);
}

TEST_CASE("posts from threads arrive in order, and keep the loop waiting until then") {
  for (const ClockKind kind : {ClockKind::real, ClockKind::virtual_time}) {
    EventLoop loop(kind);
    constexpr int count = 2000;
    std::vector<int> arrived;
    std::vector<std::unique_ptr<PostedCallback>> posts;
    for (int i = 0; i < count; ++i) {
      posts.push_back(std::make_unique<PostedCallback>([&arrived, i] { arrived.push_back(i); }));
      loop.expect_post(*posts.back());
    }
    TimerCallback hour([] {});
    if (kind == ClockKind::virtual_time) loop.call_at(3600, hour);
    std::thread poster([&] {
      for (auto& post : posts) loop.post(*post);
    });
    while (arrived.size() < count) REQUIRE(tick(loop) == Outlook::work);
    poster.join();
    for (int i = 0; i < count; ++i) REQUIRE(arrived[static_cast<std::size_t>(i)] == i);
    CHECK_FALSE(loop.held());
    if (kind == ClockKind::virtual_time) CHECK(loop.time() == 0);
    while (loop.take_any() != nullptr) {
    }
  }
}

TEST_CASE("several threads post at once") {
  EventLoop loop(ClockKind::real);
  constexpr int threads = 4, each = 500;
  int arrived = 0;
  std::vector<std::unique_ptr<PostedCallback>> posts;
  for (int i = 0; i < threads * each; ++i) {
    posts.push_back(std::make_unique<PostedCallback>([&] { ++arrived; }));
    loop.expect_post(*posts.back());
  }
  std::vector<std::thread> posters;
  for (int t = 0; t < threads; ++t)
    posters.emplace_back([&, t] {
      for (int i = 0; i < each; ++i) loop.post(*posts[static_cast<std::size_t>(t * each + i)]);
    });
  while (arrived < threads * each) tick(loop);
  for (std::thread& poster : posters) poster.join();
  CHECK(tick(loop) == Outlook::deadlock);
}

TEST_CASE("finish_posts waits for all that was expected") {
  EventLoop loop(ClockKind::real);
  std::atomic<bool> ran = false;
  PostedCallback post([&] { ran = true; });
  loop.expect_post(post);
  std::thread poster([&] { loop.post(post); });
  loop.finish_posts(nullptr);
  CHECK(ran);
  poster.join();
}
