#pragma once
// A Lua state for one test, with aio or without, and what is asked of it most often.

#include <lua.hpp>
#include <string>

#include "runtime/lua/shelf.hpp"
#include "stdlib/modules.hpp"
#include "tests/unit/catch.hpp"

namespace aio::test {

class State {
 public:
  enum class With { libraries, aio };

  explicit State(With with = With::libraries) : L(luaL_newstate()) {
    if (with == With::aio) {
      open_stdlib(L);
    } else {
      luaL_openlibs(L);
      shelf_.open(L);
    }
  }
  ~State() { lua_close(L); }
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  // Runs code, with what is on the stack as its arguments. Returns its result or error as text.
  std::string run(const char* code) {
    const int arguments = lua_gettop(L);
    if (luaL_loadstring(L, code) != LUA_OK) return take();
    lua_insert(L, 1);
    lua_pcall(L, arguments, 1, 0);
    return take();
  }

  // Calls a C function with what is on the stack.
  std::string call(lua_CFunction function, int results = 1) {
    lua_pushcfunction(L, function);
    lua_insert(L, 1);
    lua_pcall(L, lua_gettop(L) - 1, results, 0);
    return take();
  }

  // The value on top as text; empties the stack.
  std::string take() {
    if (lua_gettop(L) == 0) return "";
    const std::string text = luaL_tolstring(L, -1, nullptr);
    lua_settop(L, 0);
    return text;
  }

  lua_State* const L;

 private:
  Shelf shelf_;  // without aio, for what runtime/lua needs; with it the Engine is the shelf
};

}  // namespace aio::test
