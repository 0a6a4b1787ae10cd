// Argument checks that the library adds to Lua's.

#include "runtime/lua/arguments.hpp"

#include <cmath>

#include "runtime/lua/boundary.hpp"
#include "tests/unit/lua/state.hpp"

namespace {

using aio::test::State;

int seconds(lua_State* L) {
  lua_pushnumber(L, aio::check_seconds(L, 1));
  return 1;
}

int count(lua_State* L) {
  lua_pushinteger(L, aio::check_count(L, 1, 2));
  return 1;
}

constexpr const char* known[] = {"name", "context", "eager_start"};

int options(lua_State* L) {
  lua_pushboolean(L, aio::check_options(L, 1, "work", known));
  return 1;
}

}  // namespace

TEST_CASE("seconds are numbers, not NaN, not numerals") {
  State state;
  lua_pushnumber(state.L, 1.5);
  CHECK(state.call(seconds) == "1.5");
  lua_pushinteger(state.L, -3);
  CHECK(state.call(seconds) == "-3.0");
  lua_pushnumber(state.L, std::nan(""));
  CHECK(state.call(seconds).find("got NaN") != std::string::npos);
  lua_pushliteral(state.L, "1");
  CHECK(state.call(seconds) == "bad argument #1 to '?' (number expected, got string)");
}

TEST_CASE("counts are integers of at least the smallest") {
  State state;
  lua_pushinteger(state.L, 2);
  CHECK(state.call(count) == "2");
  lua_pushnumber(state.L, 3.0);
  CHECK(state.call(count) == "3");
  lua_pushinteger(state.L, 1);
  CHECK(state.call(count) == "bad argument #1 to '?' (must be at least 2, got 1)");
  lua_pushnumber(state.L, 2.5);
  CHECK(state.call(count).find("no integer representation") != std::string::npos);
}

TEST_CASE("options: nothing, nil or a table of known names") {
  State state;
  CHECK(state.call(options) == "false");
  lua_pushnil(state.L);
  CHECK(state.call(options) == "false");
  lua_newtable(state.L);
  CHECK(state.call(options) == "true");
  lua_newtable(state.L);
  lua_pushinteger(state.L, 1);
  lua_setfield(state.L, -2, "name");
  CHECK(state.call(options) == "true");
  lua_pushinteger(state.L, 1);
  CHECK(state.call(options) == "work: options table expected, got number");
}

TEST_CASE("an unknown option is refused with the nearest known one") {
  State state;
  const auto refusal = [&](const char* name) {
    lua_newtable(state.L);
    lua_pushinteger(state.L, 1);
    lua_setfield(state.L, -2, name);
    return state.call(options);
  };
  CHECK(refusal("nmae") == "work: unknown option 'nmae' (did you mean 'name'?)");
  CHECK(refusal("eagerstart") == "work: unknown option 'eagerstart' (did you mean 'eager_start'?)");
  CHECK(refusal("something_else") == "work: unknown option 'something_else'");
  CHECK(refusal("") == "work: unknown option ''");
  CHECK(refusal(std::string(10000, 'n').c_str()).find("unknown option") != std::string::npos);
}
