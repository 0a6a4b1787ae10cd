// Every allocation of a worker's state fails in turn, and so does the second try that Lua makes
// after it has collected garbage: the job then fails or succeeds, and the pool goes on.
#include <cstdlib>

#include "tests/unit/thread/pool_support.hpp"

using namespace aio::test;
using aio::Job;

namespace {

// The worker may still be tidying up behind the last job. Counts down to 0 and two beyond, where it
// stays.
constexpr int over = -2;
std::atomic<int> allocations_left = over;

void* failing_allocate(void*, void* block, std::size_t, std::size_t size) {
  if (size == 0) {
    std::free(block);
    return nullptr;
  }
  if (allocations_left > over && allocations_left-- <= 0) return nullptr;
  return std::realloc(block, size);
}

lua_State* make_failing_state(std::size_t) { return lua_newstate(failing_allocate, nullptr); }

constexpr const char* chunk = R"(
  local shared, t = 1, {("x"):rep(100), {}, string}
  return function(a) shared = shared + 1 return a, t, function() return shared, print end end, {1, {2}}
)";

}  // namespace

TEST_CASE("a worker survives each failing allocation") {
  int failures = 0;
  for (int n = 1; n < 1500; n += n < 100 ? 1 : 7) {
    allocations_left = n;
    aio::PoolOptions options;
    options.size = 1;
    options.setup.make_state = make_failing_state;
    TestPool test(options);
    if (test.wait(test.submit(chunk)) != Job::Outcome::returned) ++failures;
    const bool enough = allocations_left.exchange(over) > 0;
    CHECK(test.wait(test.submit(chunk)) == Job::Outcome::returned);
    if (enough) break;
  }
  CHECK(failures > 100);
}
