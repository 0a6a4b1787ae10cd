#pragma once
// Two Lua states and a message between them. Lua code in the first one tests with:
//   over(f, ...)   runs f in the other state, returns its results; an error comes back as text
//   copy(...)      the values, sent over and back
//   refused(...)   the message of the refusal to send the values, nil if there was none

#include <lua.hpp>
#include <string>

#include "runtime/lua/boundary.hpp"
#include "runtime/thread/transfer.hpp"
#include "tests/unit/catch.hpp"

namespace aio::test {

class TwoStates {
 public:
  TwoStates() : here(luaL_newstate()), there(luaL_newstate()) {
    for (lua_State* L : {here, there}) luaL_openlibs(L);
    add("over", entry<over>);
    add("copy", entry<copy>);
    add("refused", entry<refused>);
  }
  ~TwoStates() {
    lua_close(here);
    lua_close(there);
  }
  TwoStates(const TwoStates&) = delete;
  TwoStates& operator=(const TwoStates&) = delete;

  // Runs Lua code in the first state; the test fails with the code's error.
  void run(const char* code, const char* name = "=script.lua") {
    const bool fine =
        luaL_loadbuffer(here, code, std::char_traits<char>::length(code), name) == LUA_OK &&
        lua_pcall(here, 0, 0, 0) == LUA_OK;
    const std::string error = fine ? "" : lua_tostring(here, -1);
    lua_settop(here, 0);
    INFO(error);
    REQUIRE(fine);
  }

  lua_State* here;
  lua_State* there;
  Message request;
  Message reply;

 private:
  void add(const char* name, lua_CFunction function) {
    lua_pushlightuserdata(here, this);
    lua_pushcclosure(here, function, 1);
    lua_setglobal(here, name);
  }

  static TwoStates& self(lua_State* L) {
    return *static_cast<TwoStates*>(lua_touserdata(L, lua_upvalueindex(1)));
  }

  // In the other state, protected.
  static int call_there(lua_State* L) {
    auto& states = *static_cast<TwoStates*>(lua_touserdata(L, 1));
    lua_settop(L, 0);
    const int values = unpack(L, states.request);
    lua_call(L, values - 1, LUA_MULTRET);
    pack(L, 1, lua_gettop(L), {"over", "the other state", "result"}, states.reply);
    return 0;
  }

  static int echo_there(lua_State* L) {
    auto& states = *static_cast<TwoStates*>(lua_touserdata(L, 1));
    lua_settop(L, 0);
    pack(L, 1, unpack(L, states.request), {"copy"}, states.reply);
    return 0;
  }

  static int exchange(lua_State* L, lua_CFunction function) {
    TwoStates& states = self(L);
    const int count = lua_gettop(L);
    lua_newtable(L);
    const PackOptions options{"to_thread", "a thread", "argument", count + 1};
    pack(L, 1, count, options, states.request);
    lua_pushcfunction(states.there, function);
    lua_pushlightuserdata(states.there, &states);
    if (lua_pcall(states.there, 1, 0, 0) != LUA_OK) {
      lua_pushstring(L, lua_tostring(states.there, -1));
      lua_settop(states.there, 0);
      return lua_error(L);
    }
    return unpack(L, states.reply);
  }

  static int over(lua_State* L) { return exchange(L, entry<call_there>); }
  static int copy(lua_State* L) { return exchange(L, entry<echo_there>); }

  static int pack_arguments(lua_State* L) {
    pack(L, 1, lua_gettop(L), {"to_thread"}, self(L).request);
    return 0;
  }

  static int refused(lua_State* L) {
    lua_pushvalue(L, lua_upvalueindex(1));
    lua_pushcclosure(L, entry<pack_arguments>, 1);
    lua_insert(L, 1);
    return lua_pcall(L, lua_gettop(L) - 1, 0, 0) == LUA_OK ? 0 : 1;
  }
};

}  // namespace aio::test
