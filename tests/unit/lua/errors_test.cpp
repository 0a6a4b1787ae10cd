// Error objects as C++ makes, recognises and prints them.

#include "runtime/lua/errors.hpp"

#include "runtime/lua/boundary.hpp"
#include "tests/unit/lua/state.hpp"

namespace {

using aio::ErrorClass;
using aio::test::State;

int raise_timeout(lua_State* L) { aio::raise_error(L, ErrorClass::timeout, "after %d s", 5); }

struct AioState : State {
  AioState() : State(With::aio) {}
};

}  // namespace

TEST_CASE("raise_error raises an object with a formatted message") {
  AioState state;
  lua_pushcfunction(state.L, aio::entry<raise_timeout>);
  CHECK(lua_pcall(state.L, 0, 0, 0) == LUA_ERRRUN);
  CHECK(aio::is_error(state.L, -1, ErrorClass::timeout));
  CHECK_FALSE(aio::is_error(state.L, -1, ErrorClass::cancelled));
  CHECK(state.take() == "TimeoutError: after 5 s");
}

TEST_CASE("make_error takes any message, or none") {
  AioState state;
  lua_pushnil(state.L);
  aio::make_error(state.L, ErrorClass::cancelled, -1);
  CHECK(lua_gettop(state.L) == 1);
  CHECK(state.run("return ((...).message == nil) and tostring((...))") == "CancelledError");
  lua_newtable(state.L);
  aio::make_error(state.L, ErrorClass::os, -1);
  CHECK(state.run("return type((...).message)") == "table");
}

TEST_CASE("other values are no errors of a class") {
  AioState state;
  for (const char* code :
       {"return 5", "return {}", "return setmetatable({}, {})", "return io.stdout",
        "return require 'aio.native'.TimeoutError", "return nil"}) {
    REQUIRE(luaL_dostring(state.L, code) == LUA_OK);
    CHECK_FALSE(aio::is_error(state.L, -1, ErrorClass::timeout));
    lua_settop(state.L, 0);
  }
}

TEST_CASE("push_error_text describes any value") {
  AioState state;
  const auto text = [&](const char* expression) {
    REQUIRE(luaL_dostring(state.L, (std::string("return ") + expression).c_str()) == LUA_OK);
    aio::push_error_text(state.L, -1);
    REQUIRE(lua_gettop(state.L) == 2);
    return state.take();
  };
  CHECK(text("'plain'") == "plain");
  CHECK(text("12") == "12");
  CHECK(text("nil") == "(error object is a nil value)");
  CHECK(text("{}") == "(error object is a table value)");
  CHECK(text("setmetatable({}, {__tostring = function() return 'mine' end})") == "mine");
  CHECK(text("setmetatable({}, {__tostring = function() error 'x' end})") ==
        "(error object is a table value)");
  CHECK(text("setmetatable({}, {__tostring = function() return {} end})") ==
        "(error object is a table value)");
}

TEST_CASE("names of all classes") {
  for (int i = 0; i < static_cast<int>(ErrorClass::count_); ++i)
    CHECK(aio::error_class_name(static_cast<ErrorClass>(i)) != nullptr);
}
