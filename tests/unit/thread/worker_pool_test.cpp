// Jobs go through the pool: results, errors, many of them, and what a worker's state has.
#include <unistd.h>
#include <cstdio>

#include <algorithm>

#include "tests/unit/thread/pool_support.hpp"

using namespace aio::test;
using aio::Job;

TEST_CASE("a job returns its results") {
  TestPool test;
  Job* job = test.submit("local k = 10 return function(a, b) return a * k + b end, 4, 2");
  CHECK(test.wait(job) == Job::Outcome::returned);
  CHECK(test.result(job) == "42");
  CHECK(test.pool.thread_count() == 1);
}

TEST_CASE("an idle pool has no threads, a busy one no more than its size") {
  TestPool test(3);
  CHECK(test.pool.thread_count() == 0);
  for (int i = 0; i < 12; ++i) test.submit("return function() sleep(0.01) end");
  test.wait_for(12);
  CHECK(test.pool.thread_count() == 3);
  CHECK(aio::default_pool_size() >= 5);
}

TEST_CASE("10 000 jobs, all with their own result") {
  TestPool test;
  for (int i = 0; i < 10'000; ++i)
    test.submit("return function(i) return {i, tostring(i)} end, " + std::to_string(i));
  test.wait_for(10'000);
  CHECK(test.pool.queued_count() == 0);
  for (std::size_t i = 0; i < test.jobs.size(); ++i) {
    REQUIRE(test.reply(test.jobs[i]) == 1);
    lua_rawgeti(test.L, 1, 2);
    REQUIRE(lua_tostring(test.L, -1) == std::to_string(i));
  }
}

TEST_CASE("jobs that arrive one by one while workers fall asleep are not lost") {
  TestPool test(2);
  for (int i = 0; i < 2'000; ++i) {
    Job* job = test.submit("return tostring, 1");
    if (i % 3 == 0) REQUIRE(test.wait(job) == Job::Outcome::returned);
  }
  test.wait_for(2'000);
}

TEST_CASE("jobs from several threads at once") {
  TestPool test;
  std::string chunk = "return function() return 1 end";
  std::vector<std::thread> senders;
  std::atomic<int> finished{0};
  for (int t = 0; t < 3; ++t)
    senders.emplace_back([&] {
      lua_State* L = luaL_newstate();
      for (int i = 0; i < 300; ++i) {
        Job* job = Job::make(
            [](Job* ended) {
              static_cast<std::atomic<int>*>(ended->owner)->fetch_add(1);
              ended->release();
            },
            &finished);
        luaL_dostring(L, chunk.c_str());
        aio::pack(L, 1, 1, {"to_thread"}, job->request);
        lua_settop(L, 0);
        test.pool.submit(job);
        if (i % 7 == 0) test.pool.cancel(job);
        job->release();
      }
      lua_close(L);
    });
  for (std::thread& sender : senders) sender.join();
  test.pool.shutdown(60);
  CHECK(finished == 900);
}

TEST_CASE("errors come back as they were raised, with the worker's traceback") {
  TestPool test;
  Job* job = test.submit("return function() error({code = 7, list = {1, 2}}) end");
  CHECK(test.wait(job) == Job::Outcome::raised);
  REQUIRE(test.reply(job) == 2);
  lua_getfield(test.L, 1, "code");
  CHECK(lua_tointeger(test.L, -1) == 7);
  CHECK(test.traceback(job) ==
        "stack traceback:\n\t[C]: in function 'error'\n\tjob.lua:1: in function <job.lua:1>");

  job = test.submit(
      "local function fail() local x = nil; return x.y end return function() return (fail()) end");
  CHECK(test.result(job) == "job.lua:1: attempt to index a nil value (local 'x')");
  CHECK(test.traceback(job).find("in upvalue 'fail'") != std::string::npos);
}

TEST_CASE("an error that cannot cross comes back as text") {
  TestPool test;
  Job* job = test.submit(
      "return function() error(setmetatable({}, {__tostring = function() return 'odd' end})) end");
  CHECK(test.result(job) == "odd");
  job = test.submit("return function() error(setmetatable({}, {__tostring = error})) end");
  CHECK(test.result(job) == "an error without a description");
  job = test.submit("return function() error(nil) end");
  CHECK(test.result(job) == "nil");
  CHECK(test.wait(job) == Job::Outcome::raised);
}

TEST_CASE("a result that cannot cross is an error that says so") {
  TestPool test;
  Job* job = test.submit("return function() return 1, {f = coroutine.create(print)} end");
  CHECK(test.wait(job) == Job::Outcome::raised);
  CHECK(test.result(job) ==
        "to_thread: result 2, field 'f' (thread) cannot be sent to the thread that called it");
}

TEST_CASE("a global of the main state is nil in a thread, and the error says why") {
  TestPool test;
  Job* job = test.submit("main_only = {} return function() return main_only.x end");
  CHECK(test.result(job) ==
        "job.lua:1: attempt to index a nil value (global 'main_only') (globals of the main state "
        "do not exist in "
        "a thread; pass it as an argument or make it a local)");
}

TEST_CASE("workers have the main state's package.path and arg") {
  TestPool test;
  REQUIRE(
      luaL_dostring(
          test.L,
          "package.path = './?.x' package.cpath = './?.so' arg = {[0] = 'script.lua', 'one'}") ==
      LUA_OK);
  aio::capture_environment(test.L, test.pool.setup().environment);
  Job* job =
      test.submit("return function() return package.path .. package.cpath .. arg[0] .. arg[1] end");
  CHECK(test.result(job) == "./?.x./?.soscript.luaone");
}

TEST_CASE("a state that cannot be prepared fails the job, not the pool") {
  TestPool test(1, 0.25,
                [](lua_State* L, const aio::WorkerSetup&) { luaL_error(L, "no module here"); });
  for (int i = 0; i < 2; ++i) {
    Job* job = test.submit("return print");
    CHECK(test.wait(job) == Job::Outcome::raised);
    CHECK(test.result(job) == "no module here");
  }
}

TEST_CASE("borrowed strings reach the worker") {
  TestPool test;
  const std::string text(1'000'000, 'x');
  REQUIRE(luaL_loadstring(test.L, "local text = ... return #text") == LUA_OK);
  lua_pushlstring(test.L, text.data(), text.size());
  lua_newtable(test.L);
  CHECK(test.result(test.submit_values(2)) == "1000000");
}

TEST_CASE("lines printed by workers are never mixed") {
  char name[] = "/tmp/aio_print_XXXXXX";
  const int file = mkstemp(name);
  REQUIRE(file >= 0);
  std::fflush(stdout);
  const int terminal = dup(1);
  dup2(file, 1);
  {
    TestPool test;
    for (int i = 0; i < 8; ++i)
      test.submit(
          "return function(c) for i = 1, 300 do print(c:rep(20), c:rep(20), nil, true) end end, '" +
          std::string(1, static_cast<char>('a' + i)) + "'");
    test.wait_for(8);
  }
  dup2(terminal, 1);
  close(terminal);
  std::string text;
  char buffer[4096];
  lseek(file, 0, SEEK_SET);
  for (ssize_t size; (size = read(file, buffer, sizeof buffer)) > 0;)
    text.append(buffer, static_cast<std::size_t>(size));
  close(file);
  unlink(name);
  std::size_t lines = 0;
  for (std::size_t at = 0; at < text.size(); ++lines) {
    const std::string c(20, text[at]);
    const std::string line = c + "\t" + c + "\tnil\ttrue\n";
    REQUIRE(text.compare(at, line.size(), line) == 0);
    at += line.size();
  }
  CHECK(lines == 2400);
}
