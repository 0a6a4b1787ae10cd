// Lua states with a limit of memory.
#include "runtime/lua/limited_state.hpp"

#include "tests/unit/catch.hpp"

namespace {

int run(lua_State* L, const char* code) {
  return luaL_loadstring(L, code) != LUA_OK ? -1 : lua_pcall(L, 0, 0, 0);
}

}  // namespace

TEST_CASE("beyond its limit a state raises a memory error, and goes on") {
  lua_State* L = aio::new_limited_state(2'000'000);
  REQUIRE(L != nullptr);
  luaL_openlibs(L);
  for (int i = 0; i < 3; ++i) {
    CHECK(run(L, "local t = {} for i = 1, 1e7 do t[i] = {} end") == LUA_ERRMEM);
    CHECK(run(L, "local s = ('x'):rep(5000000)") == LUA_ERRMEM);
    CHECK(run(L, "for i = 1, 200 do local s = ('x'):rep(500000) end") == LUA_OK);
  }
  CHECK(lua_gc(L, LUA_GCCOUNT) <= 2000);
  lua_close(L);
}

TEST_CASE("no limit, and one that is too small") {
  lua_State* L = aio::new_limited_state(0);
  CHECK(run(L, "local s = 'x'") == LUA_OK);
  lua_close(L);
  CHECK(aio::new_limited_state(100) == nullptr);
}
