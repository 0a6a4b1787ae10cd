// Every allocation from the failure of a task on fails in turn, and so does the second try that Lua
// makes after it has collected garbage: what is reported of an earlier failure stays one report,
// with the task's name.
#include "tests/unit/lua/state.hpp"

using aio::test::State;

namespace {

constexpr int over = -2;
int allocations_left = over;
lua_Alloc allocate_anyway = nullptr;

void* failing_allocate(void* data, void* block, std::size_t old_size, std::size_t size) {
  const bool more = size > 0 && (block == nullptr || size > old_size);
  if (more && allocations_left > over && allocations_left-- <= 0) return nullptr;
  return allocate_anyway(data, block, old_size, size);
}

int fail_after(lua_State* L) {
  allocations_left = static_cast<int>(luaL_checkinteger(L, 1));
  return 0;
}

// The second failure makes the guard of the first one necessary.
constexpr const char* script = R"(
  local fail_after, n = ...
  local aio = require "aio"
  local reports = {}
  local loop = aio.new_event_loop { clock = "virtual" }
  loop:set_exception_handler(function(_, context)
    if context.exception == "first" then reports[#reports + 1] = context.message:match ": task '%a+'" or "?" end
  end)
  pcall(loop.run_until_complete, loop, function()
    aio.create_task(function() error("first", 0) end, { name = "lost" })
    aio.create_task(function() fail_after(n) error("second", 0) end)
    aio.await(aio.sleep(0))
    fail_after(-2)
  end)
  fail_after(-2)
  loop:close()
  collectgarbage()
  return table.concat(reports, ", ")
)";

}  // namespace

TEST_CASE("a failure is reported once, also if its guard could not be made at first") {
  for (int allocation = 0; allocation < 30; ++allocation) {
    State state(State::With::aio);
    void* data = nullptr;
    allocate_anyway = lua_getallocf(state.L, &data);
    lua_setallocf(state.L, failing_allocate, data);
    lua_pushcfunction(state.L, fail_after);
    lua_pushinteger(state.L, allocation);
    INFO("allocation " << allocation);
    CHECK(state.run(script) == ": task 'lost'");
    allocations_left = over;
  }
}
