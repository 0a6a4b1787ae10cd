// The two doors: C++ exceptions become Lua errors, and C++ calls Lua protected.

#include "runtime/lua/boundary.hpp"

#include <new>
#include <stdexcept>
#include <string>

#include "tests/unit/lua/state.hpp"

namespace {

using aio::test::State;

int throws_runtime_error(lua_State*) { throw std::runtime_error("no luck"); }
int throws_long(lua_State*) { throw std::runtime_error(std::string(5000, 'x')); }
int throws_bad_alloc(lua_State*) { throw std::bad_alloc(); }
int raises(lua_State* L) { return luaL_error(L, "raised"); }

int destroyed = 0;
struct Counted {
  ~Counted() { ++destroyed; }
};
int throws_past_destructor(lua_State*) {
  const Counted counted;
  throw std::runtime_error("unwound");
}

int throw_in_continuation(lua_State*, int, lua_KContext) { throw std::runtime_error("continued"); }
int yields(lua_State* L) { return lua_yieldk(L, 0, 0, aio::continuation<throw_in_continuation>); }

}  // namespace

TEST_CASE("an exception becomes a Lua error with its text") {
  State state;
  CHECK(state.call(aio::entry<throws_runtime_error>) == "no luck");
  CHECK(state.call(aio::entry<throws_bad_alloc>) == std::bad_alloc().what());
  CHECK(state.call(aio::entry<throws_long>).size() == 255);
}

TEST_CASE("the exception has run all destructors before Lua jumps") {
  State state;
  destroyed = 0;
  CHECK(state.call(aio::entry<throws_past_destructor>) == "unwound");
  CHECK(destroyed == 1);
}

TEST_CASE("the error has the position of the Lua code that called") {
  State state;
  lua_pushcfunction(state.L, aio::entry<throws_runtime_error>);
  CHECK(state.run("local f = ...\nreturn f()") != "no luck");
  lua_pushcfunction(state.L, aio::entry<throws_runtime_error>);
  const std::string text = state.run("local f = ...\nlocal x = f() return x");
  CHECK(text.find(":2: no luck") != std::string::npos);
}

TEST_CASE("Lua errors pass the door unchanged") {
  State state;
  CHECK(state.call(aio::entry<raises>) == "raised");
}

TEST_CASE("a continuation is a door too") {
  State state;
  lua_State* co = lua_newthread(state.L);
  lua_pushcfunction(co, aio::entry<yields>);
  int results = 0;
  REQUIRE(lua_resume(co, state.L, 0, &results) == LUA_YIELD);
  CHECK(lua_resume(co, state.L, 0, &results) == LUA_ERRRUN);
  CHECK(std::string(lua_tostring(co, -1)) == "continued");
}

TEST_CASE("protect runs a function and catches") {
  State state;
  int data = 20;
  const auto increment = [](lua_State* L, void* its_data) {
    ++*static_cast<int*>(its_data);
    CHECK(lua_gettop(L) == 0);
  };
  CHECK(aio::protect(state.L, increment, &data) == LUA_OK);
  CHECK(data == 21);
  const auto fail = [](lua_State* L, void*) { luaL_error(L, "in protect"); };
  CHECK(aio::protect(state.L, fail, nullptr) == LUA_ERRRUN);
  CHECK(state.take() == "in protect");
  const auto thrown = [](lua_State*, void*) { throw std::runtime_error("thrown in protect"); };
  CHECK(aio::protect(state.L, thrown, nullptr) == LUA_ERRRUN);
  CHECK(state.take() == "thrown in protect");
}
