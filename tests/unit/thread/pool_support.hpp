#pragma once
// A pool with a Lua state that sends it jobs, and the time they took.

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <lua.hpp>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "runtime/lua/boundary.hpp"
#include "runtime/thread/transfer.hpp"
#include "runtime/thread/worker_pool.hpp"
#include "stdlib/native/worker_setup.hpp"
#include "tests/unit/catch.hpp"

namespace aio::test {

using Clock = std::chrono::steady_clock;

inline double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

// Gives workers `sleep(seconds)`, which blocks the way aio.time.sleep does, and `stuck()`, which
// reacts to nothing until the test lets go.
inline int lua_sleep(lua_State* L) {
  if (!interruptible_sleep(L, luaL_checknumber(L, 1))) raise_interrupted(L);
  return 0;
}

inline std::atomic<int> stuck_threads{0};
inline std::atomic<bool> let_go{false};

inline int lua_stuck(lua_State*) {
  ++stuck_threads;
  while (!let_go) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  --stuck_threads;
  return 0;
}

inline void wait_until_stuck(int threads) {
  while (stuck_threads != threads) std::this_thread::yield();
}

// Made first in a test, so that at its end the stuck threads go on.
struct LetGoAtEnd {
  ~LetGoAtEnd() {
    let_go = true;
    wait_until_stuck(0);
    let_go = false;
  }
};

inline void prepare(lua_State* L, const WorkerSetup& setup) {
  worker_setup(false).prepare(L, setup);
  lua_register(L, "sleep", entry<lua_sleep>);
  lua_register(L, "stuck", entry<lua_stuck>);
}

class TestPool {
 public:
  using Prepare = void (*)(lua_State* L, const WorkerSetup& setup);

  explicit TestPool(unsigned size = 4, double abandon_after = 0.25, Prepare its_prepare = prepare)
      : TestPool(options(size, abandon_after, its_prepare)) {}

  explicit TestPool(PoolOptions options) : L(luaL_newstate()), pool(std::move(options)) {
    luaL_openlibs(L);
  }
  ~TestPool() {
    pool.shutdown(0);
    for (Job* job : jobs) job->release();
    lua_close(L);
  }
  TestPool(const TestPool&) = delete;
  TestPool& operator=(const TestPool&) = delete;

  // Submits the values that the chunk returns, a function and its arguments.
  Job* submit(const std::string& chunk) {
    lua_settop(L, 0);
    if (luaL_loadbuffer(L, chunk.data(), chunk.size(), "=job.lua") != LUA_OK ||
        lua_pcall(L, 0, LUA_MULTRET, 0) != LUA_OK)
      FAIL(lua_tostring(L, -1));
    return submit_values(lua_gettop(L));
  }

  // Submits the first `count` values of the stack; one above them, a table, anchors large strings.
  Job* submit_values(int count) {
    Job* job = Job::make(on_done, this);
    jobs.push_back(job);
    const int anchor = lua_gettop(L) > count ? count + 1 : 0;
    pack(L, 1, count, {"to_thread", "a thread", "argument", anchor}, job->request);
    pool.submit(job);
    return job;
  }

  void wait_for(std::size_t count) {
    std::unique_lock lock(mutex);
    changed.wait(lock, [&] { return done.size() >= count; });
  }

  Job::Outcome wait(Job* job) {
    std::unique_lock lock(mutex);
    changed.wait(lock, [&] { return std::find(done.begin(), done.end(), job) != done.end(); });
    return job->outcome;
  }

  // Unpacks what the job has left, after waiting for it; the number of values.
  int reply(Job* job) {
    wait(job);
    lua_settop(L, 0);
    return unpack(L, job->reply);
  }

  // Waits for the job; the text of its only result, or of its error.
  std::string result(Job* job) {
    REQUIRE(reply(job) > 0);
    return luaL_tolstring(L, 1, nullptr);
  }

  std::string traceback(Job* job) {
    REQUIRE(reply(job) == 2);
    return luaL_tolstring(L, 2, nullptr);
  }

  lua_State* L;
  std::mutex mutex;
  std::condition_variable changed;
  std::vector<Job*> done;
  std::vector<Job*> jobs;
  WorkerPool pool;

 private:
  static PoolOptions options(unsigned size, double abandon_after, Prepare prepare) {
    PoolOptions options;
    options.size = size;
    options.abandon_after = abandon_after;
    options.setup.prepare = prepare;
    return options;
  }

  static void on_done(Job* job) {
    auto& self = *static_cast<TestPool*>(job->owner);
    {
      std::lock_guard lock(self.mutex);
      self.done.push_back(job);
      self.changed.notify_all();
    }
    job->release();
  }
};

}  // namespace aio::test
