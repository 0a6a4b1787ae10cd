// Stopping jobs: busy loops, sleepers, system calls, C code; cancelling and shutting down.
#include <algorithm>
#include <csignal>

#include "runtime/thread/interrupt_signal.hpp"
#include "tests/unit/thread/pool_support.hpp"

using namespace aio::test;
using aio::Job;

namespace {

// Submits, lets the job run for a moment, cancels it; how long it took to stop, in seconds.
double time_to_stop(TestPool& test, const std::string& chunk,
                    Job::Outcome expected = Job::Outcome::cancelled) {
  Job* job = test.submit(chunk);
  std::this_thread::sleep_for(std::chrono::milliseconds(20));
  if (expected == Job::Outcome::abandoned) aio::test::wait_until_stuck(1);
  const auto start = Clock::now();
  REQUIRE(test.pool.cancel(job));
  CHECK(test.wait(job) == expected);
  CHECK(job->reply.bytes.empty());
  CHECK_FALSE(test.pool.cancel(job));
  return seconds_since(start);
}

}  // namespace

// Each is the body of a function that never returns by itself.
constexpr const char* endless[] = {
    "while true do end",
    "while true do pcall(function() while true do end end) end",
    "while true do pcall(error) end",
    "while true do xpcall(function() while true do end end, function() end) end",
    "local t = {} while true do t[#t % 100 + 1] = tostring(t) end",
    "sleep(60)",
    "while true do pcall(sleep, 60) end",
    "table.sort({1, 2, 3}, function() while true do end end)",
    "error(setmetatable({}, {__tostring = function() while true do end end}))",
    "while true do coroutine.wrap(function() sleep(60) end)() end",
    "coroutine.wrap(function() while true do end end)()",
    "while true do pcall(coroutine.wrap(function() while true do end end)) end",
    "while true do coroutine.resume(coroutine.create(function() while true do end end)) end",
    R"(local co = coroutine.wrap(function() while true do coroutine.yield() end end)
       while true do co() end)",
    R"(local x <close> = setmetatable({}, {__close = function() while true do end end})
       while true do end)",
    R"(local co = coroutine.create(function()
         local x <close> = setmetatable({}, {__close = function() while true do end end})
         coroutine.yield()
       end)
       coroutine.resume(co)
       while true do coroutine.close(co) end)",
};

TEST_CASE("cancelling interrupts Lua code within 50 ms") {
  TestPool test(2);
  for (const std::string body : endless) {
    INFO(body);
    double time = 1;
    for (int tries = 0; tries < 3 && time >= 0.05; ++tries)
      time = time_to_stop(test, "return function() " + body + " end");
    CHECK(time < 0.05);
    CHECK(test.result(test.submit("return function() return 'alive' end")) == "alive");
  }
  CHECK(test.pool.thread_count() <= 2);  // nobody had to be replaced
}

TEST_CASE("cancelling ends a system call") {
  if (aio::interrupt_signal::polling) return;
  TestPool test(1);
  CHECK(time_to_stop(
            test,
            "return function() local p = io.popen('sleep 0.5') p:read('a') while true do end end") <
        0.2);
}

TEST_CASE("interrupted code has room for its clean-up") {
  TestPool test(1);
  time_to_stop(test, R"(return function()
    cleaned = nil
    local guard <close> = setmetatable({}, {__close = function()
      for i = 1, 1000 do cleaned = i end
    end})
    while true do end
  end)");
  CHECK(test.result(test.submit("return function() return cleaned end")) == "1000");
}

TEST_CASE("interrupted code that looks sees what happened") {
  TestPool test(1);
  time_to_stop(test,
               "return function() seen = select(2, pcall(function() while true do end end)) end");
  CHECK(test.result(test.submit("return function() return tostring(seen) end")) ==
        "interrupted: the call that this thread worked for was cancelled");
}

TEST_CASE("a job that ignores its interrupt by returning is cancelled all the same") {
  TestPool test(1);
  time_to_stop(test, "return function() pcall(function() while true do end end) return 1 end");
}

TEST_CASE("coroutines of a cancelled job can be used by a later one") {
  TestPool test(1);
  time_to_stop(test, R"(return function()
    kept = coroutine.create(function() while true do coroutine.yield('kept') end end)
    coroutine.resume(kept)
    while true do pcall(coroutine.resume, kept) end
  end)");
  const std::string got =
      test.result(test.submit("return function() return coroutine.status(kept) end"));
  CHECK((got == "suspended" || got == "dead"));
  CHECK(test.result(test.submit(
            "return function() local s = 0 for i = 1, 1e6 do s = s + 1 end return s end")) ==
        "1000000");
}

TEST_CASE("a job cancelled before it starts never runs") {
  TestPool test(1);
  Job* first = test.submit("return function() sleep(0.05) end");
  Job* second = test.submit("return function() ran = true end");
  REQUIRE(test.pool.cancel(second));
  CHECK(second->outcome == Job::Outcome::cancelled);
  CHECK(test.wait(first) == Job::Outcome::returned);
  CHECK(test.result(test.submit("return function() return tostring(ran) end")) == "nil");
}

TEST_CASE("a job stuck in C is given up on, and its thread replaced") {
  const LetGoAtEnd let_go_at_end;
  TestPool test(1, 0.05);
  CHECK(time_to_stop(test, "return function() stuck() end", Job::Outcome::abandoned) >= 0.05);
  CHECK(test.result(test.submit("return function() return 'replaced' end")) == "replaced");
  CHECK(test.pool.thread_count() == 1);
}

TEST_CASE("a job stuck in C does not keep waiting jobs from running") {
  const LetGoAtEnd let_go_at_end;
  TestPool test(1, 0.05);
  Job* stuck = test.submit("return function() stuck() end");
  wait_until_stuck(1);
  Job* waiting = test.submit("return function() return 'ran' end");
  test.pool.cancel(stuck);
  CHECK(test.result(waiting) == "ran");
}

TEST_CASE("cancelling while jobs begin and end") {
  TestPool test(3);
  for (int i = 0; i < 1'500; ++i) {
    Job* job = test.submit(i % 2 == 0 ? "return function() for i = 1, 2000 do end end"
                                      : "return tostring, 1");
    if (i % 3 != 0) continue;
    for (volatile int spin = 0; spin < i * 7 % 20'000;) spin = spin + 1;
    test.pool.cancel(job);
  }
  test.wait_for(1'500);
  for (Job* job : test.jobs) {
    const bool ended =
        job->outcome == Job::Outcome::returned || job->outcome == Job::Outcome::cancelled;
    CHECK(ended);
  }
}

TEST_CASE("shutdown lets running jobs finish within its grace") {
  TestPool test(1);
  Job* job = test.submit("return function() sleep(0.05) return 1 end");
  while (test.pool.queued_count() != 0) std::this_thread::yield();
  test.pool.shutdown(60);
  CHECK(job->outcome == Job::Outcome::returned);
}

TEST_CASE("shutdown cancels what does not finish and waits for nobody for ever") {
  const LetGoAtEnd let_go_at_end;
  TestPool test(2, 0.05);
  Job* busy = test.submit("return function() while true do end end");
  Job* stuck = test.submit("return function() stuck() end");
  wait_until_stuck(1);
  Job* waiting = test.submit("return function() end");
  const auto start = Clock::now();
  test.pool.shutdown(0.1);
  CHECK(seconds_since(start) >= 0.1);
  CHECK(busy->outcome == Job::Outcome::cancelled);
  CHECK(stuck->outcome == Job::Outcome::abandoned);
  CHECK(waiting->outcome == Job::Outcome::cancelled);
  CHECK(test.done.size() == 3);
  CHECK(test.pool.thread_count() == 0);
  test.pool.shutdown(1);
  Job* late = Job::make(nullptr, nullptr);
  CHECK_THROWS_WITH(test.pool.submit(late), "cannot schedule new futures after shutdown");
  late->release();
}

TEST_CASE("shutdown of an idle pool takes no time") {
  TestPool test;
  for (int i = 0; i < 4; ++i) test.submit("return function() sleep(0.01) end");
  test.wait_for(4);
  const auto start = Clock::now();
  test.pool.shutdown(60);
  CHECK(seconds_since(start) < 1);
}

namespace {

std::atomic<bool> woken{false};

// Waits like an event loop: only its waker ends it.
int wait_for_waker(lua_State*) {
  const auto wake = [](void* flag) { *static_cast<std::atomic<bool>*>(flag) = true; };
  const auto before = aio::set_interrupt_waker({wake, &woken});
  while (!woken) std::this_thread::yield();
  aio::set_interrupt_waker(before);
  return 0;
}

}  // namespace

TEST_CASE("an interrupt wakes what the worker waits in") {
  TestPool test(1, 10, [](lua_State* L, const aio::WorkerSetup&) {
    lua_register(L, "wait_for_waker", wait_for_waker);
  });
  time_to_stop(test, "return function() wait_for_waker() end");
  CHECK(woken);
}

TEST_CASE("a SIGURG that is not ours reaches nobody of ours") {
  TestPool test(1);
  Job* job = test.submit("return function() sleep(0.05) return 'undisturbed' end");
  std::this_thread::sleep_for(std::chrono::milliseconds(10));
  raise(SIGURG);
  kill(getpid(), SIGURG);
  CHECK(test.result(job) == "undisturbed");
}

TEST_CASE("outside of a worker nothing is interrupted") {
  TestPool test;
  const auto start = Clock::now();
  CHECK(aio::interruptible_sleep(test.L, 0.01));
  CHECK(aio::interruptible_sleep(test.L, -1));
  CHECK(seconds_since(start) >= 0.01);
  CHECK_FALSE(aio::interrupt_requested());
}

TEST_CASE("close: the jobs are run, the end is told") {
  std::atomic<int> ends = 0;
  const aio::WorkerPool::Ended ended{[](void* data) { ++*static_cast<std::atomic<int>*>(data); },
                                     &ends};
  TestPool test(2);
  for (int i = 0; i < 5; ++i) test.submit("return function() sleep(0.002) return 1 end");
  CHECK(test.pool.close(ended));
  CHECK_FALSE(test.pool.close(ended));
  CHECK_THROWS_WITH(test.submit("return print"), "cannot schedule new futures after shutdown");
  test.jobs.back()->release();
  test.jobs.pop_back();
  test.wait_for(5);
  for (Job* job : test.jobs) CHECK(job->outcome == Job::Outcome::returned);
  while (ends == 0) std::this_thread::yield();
  CHECK(test.pool.thread_count() == 0);
}

TEST_CASE("close: an empty pool, and one whose jobs are cancelled") {
  std::atomic<int> ends = 0;
  const aio::WorkerPool::Ended ended{[](void* data) { ++*static_cast<std::atomic<int>*>(data); },
                                     &ends};
  TestPool empty(2);
  CHECK(empty.pool.close(ended));
  CHECK(ends == 1);
  TestPool test(1);
  for (int i = 0; i < 3; ++i) test.submit("return function() while true do end end");
  test.pool.close(ended);
  test.pool.cancel_all();
  test.wait_for(3);
  for (Job* job : test.jobs) CHECK(job->outcome == Job::Outcome::cancelled);
  while (ends == 1) std::this_thread::yield();
}
