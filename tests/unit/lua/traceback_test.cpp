// Traces: taken cheaply, written out when read, continued through awaits.

#include "runtime/lua/traceback.hpp"

#include "runtime/lua/boundary.hpp"
#include "tests/unit/lua/state.hpp"

namespace {

using aio::test::State;

struct AioState : State {
  AioState() : State(With::aio) { lua_register(L, "trace", aio::entry<take_trace>); }

  static int take_trace(lua_State* L) {
    aio::push_trace(L, 1);
    return 1;
  }

  // The formatted trace that the code returns.
  std::string formatted(const char* code) {
    REQUIRE(luaL_loadbuffer(L, code, std::char_traits<char>::length(code), "=chunk") == LUA_OK);
    REQUIRE(lua_pcall(L, 0, 1, 0) == LUA_OK);
    REQUIRE(aio::is_trace(L, -1));
    aio::push_formatted_trace(L, -1);
    return State::take();
  }
};

}  // namespace

TEST_CASE("a trace shows functions, lines and names as Lua does") {
  AioState state;
  const std::string text = state.formatted(
      "local function inner()\n  local t = trace() return t\nend\n"
      "local t = inner() return t");
  CHECK(text == "stack traceback:\n\tchunk:2: in local 'inner'\n\tchunk:4: in main chunk");
}

TEST_CASE("a trace keeps its functions alive, and is garbage with them") {
  AioState state;
  const std::string text = state.formatted(
      "local t = load('local t = trace() return t', '=made')() collectgarbage() return t");
  CHECK(text.find("made:1: in ") != std::string::npos);
}

TEST_CASE("deep stacks are cut") {
  AioState state;
  const std::string text = state.formatted(
      "local function deep(n) if n == 0 then return (trace()) end return (deep(n - 1)) end return "
      "(deep(100))");
  CHECK(text.substr(text.size() - 4) == "\t...");
  CHECK(text.size() < 2000);
}

TEST_CASE("a linked trace says between the parts who continued it") {
  AioState state;
  REQUIRE(luaL_dostring(state.L, "local outer = trace() return outer") == LUA_OK);
  REQUIRE(luaL_dostring(state.L, "local inner = trace() return inner") == LUA_OK);
  lua_pushliteral(state.L, "A");
  aio::link_trace(state.L, "awaited by");
  REQUIRE(lua_gettop(state.L) == 1);
  aio::push_formatted_trace(state.L, -1);
  const std::string text = state.take();
  const std::size_t inner = text.find("local inner"), outer = text.find("local outer");
  CHECK(inner < text.find("\n  awaited by task 'A':"));
  CHECK(text.find("\n  awaited by task 'A':") < outer);
}

TEST_CASE("a chain of 100 000 links is written out in bounded length") {
  AioState state;
  REQUIRE(luaL_dostring(state.L, "local t = trace() return t") == LUA_OK);
  for (int i = 0; i < 100000; ++i) {
    AioState::take_trace(state.L);
    lua_insert(state.L, 1);
    lua_pushliteral(state.L, "A");
    aio::link_trace(state.L, "awaited by");
  }
  aio::push_formatted_trace(state.L, -1);
  CHECK(state.take().size() < 100000);
}

TEST_CASE("push_global_name finds functions by their public names") {
  AioState state;
  const auto name = [&](const char* expression) -> std::string {
    REQUIRE(luaL_dostring(state.L, (std::string("return ") + expression).c_str()) == LUA_OK);
    if (!aio::push_global_name(state.L, 1)) {
      CHECK(lua_gettop(state.L) == 1);
      lua_settop(state.L, 0);
      return "";
    }
    CHECK(lua_gettop(state.L) == 2);
    return state.take();
  };
  CHECK(name("print") == "print");
  CHECK(name("table.sort") == "table.sort");
  CHECK(name("require 'aio'.sleep") == "aio.sleep");
  CHECK(name("function() end").empty());
}

TEST_CASE("other values are no traces") {
  AioState state;
  for (const char* code : {"return nil", "return 'text'", "return io.stdout", "return {}"}) {
    REQUIRE(luaL_dostring(state.L, code) == LUA_OK);
    CHECK_FALSE(aio::is_trace(state.L, -1));
    lua_settop(state.L, 0);
  }
}
