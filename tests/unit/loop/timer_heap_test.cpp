// The timer heap: earliest first, equal deadlines in order of insertion, removal of any element.

#include "runtime/loop/timer_heap.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <memory>
#include <random>
#include <vector>

#include "tests/unit/catch.hpp"

namespace {

using aio::Runnable;
using aio::Timer;
using aio::TimerHeap;

struct TestTimer : Timer {
  explicit TestTimer(int its_number = 0) : Timer([](Runnable&, void*) {}), number(its_number) {}
  int number;
};

int pop_number(TimerHeap& heap) { return static_cast<TestTimer&>(heap.pop()).number; }

}  // namespace

TEST_CASE("timers come out by deadline") {
  TimerHeap heap;
  TestTimer a(1), b(2), c(3);
  heap.insert(a, 3);
  heap.insert(b, -1);
  heap.insert(c, 2);
  CHECK(heap.size() == 3);
  CHECK(heap.earliest() == -1);
  CHECK(pop_number(heap) == 2);
  CHECK_FALSE(b.armed());
  CHECK(pop_number(heap) == 3);
  CHECK(pop_number(heap) == 1);
  CHECK(heap.empty());
}

TEST_CASE("equal deadlines come out in order of insertion") {
  TimerHeap heap;
  std::vector<TestTimer> timers;
  timers.reserve(100);
  for (int i = 0; i < 100; ++i) timers.emplace_back(i);
  for (TestTimer& timer : timers) heap.insert(timer, 1);
  for (int i = 0; i < 100; ++i) CHECK(pop_number(heap) == i);
}

TEST_CASE("infinite deadlines are the last") {
  TimerHeap heap;
  TestTimer never(1), soon(2);
  heap.insert(never, std::numeric_limits<double>::infinity());
  heap.insert(soon, 1e300);
  CHECK(pop_number(heap) == 2);
  CHECK(pop_number(heap) == 1);
}

TEST_CASE("a removed timer can be inserted again") {
  TimerHeap heap;
  TestTimer a(1), b(2);
  heap.insert(a, 1);
  heap.insert(b, 2);
  heap.remove(a);
  CHECK_FALSE(a.armed());
  heap.insert(a, 3);
  CHECK(pop_number(heap) == 2);
  CHECK(pop_number(heap) == 1);
}

TEST_CASE("random operations agree with a multimap") {
  std::mt19937 random(20240607);
  TimerHeap heap;
  std::multimap<double, TestTimer*> expected;
  std::vector<std::unique_ptr<TestTimer>> timers;
  for (int i = 0; i < 300; ++i) timers.push_back(std::make_unique<TestTimer>(i));

  const auto forget = [&](TestTimer* timer) {
    const auto found = std::find_if(expected.begin(), expected.end(),
                                    [&](const auto& entry) { return entry.second == timer; });
    expected.erase(found);
  };
  for (int step = 0; step < 30000; ++step) {
    TestTimer& timer = *timers[random() % timers.size()];
    const unsigned choice = random() % 10;
    if (!timer.armed() && choice < 7) {
      const double when = random() % 50;
      heap.insert(timer, when);
      expected.emplace(when, &timer);  // behind its equals
    } else if (timer.armed() && choice < 6) {
      heap.remove(timer);
      forget(&timer);
    } else if (!heap.empty() && choice >= 7) {
      auto& popped = static_cast<TestTimer&>(heap.pop());
      REQUIRE(&popped == expected.begin()->second);
      expected.erase(expected.begin());
    }
    REQUIRE(heap.size() == expected.size());
    if (!heap.empty()) REQUIRE(heap.earliest() == expected.begin()->second->when);
  }
}
