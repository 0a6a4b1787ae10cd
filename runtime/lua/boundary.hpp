#pragma once
// The two doors between C++ and Lua. Debian's Lua is the C build: lua_error, luaL_check*, a failing
// allocation and lua_yield leave a C++ frame by longjmp, running no destructor. Hence the rules
// (docs/boundary.md):
//   1. A function that takes a lua_State* owns nothing with a destructor.
//   2. What must live across a Lua call belongs to Lua (`create<T>` in object.hpp).
//   3. Real work has no lua_State*; it uses RAII freely and returns a status.
//   4. Lua calls C++ only through `entry` (and `continuation`); C++ calls Lua only through
//      `protect`. Nothing is ever raised through a libuv callback.

#include <cstdio>
#include <exception>
#include <lua.hpp>

namespace aio {

// Lua calls C++: every C function given to Lua is an `entry<f>`. A C++ exception becomes a Lua
// error after the exception object is gone (its text is copied to the frame first).
template <lua_CFunction function>
int entry(lua_State* L) {
  char reason[256];
  try {
    return function(L);
  } catch (const std::exception& error) {
    std::snprintf(reason, sizeof reason, "%s", error.what());
  }
  return luaL_error(L, "%s", reason);
}

// The same for the continuation of a lua_callk, lua_pcallk or lua_yieldk.
template <lua_KFunction function>
int continuation(lua_State* L, int status, lua_KContext context) {
  char reason[256];
  try {
    return function(L, status, context);
  } catch (const std::exception& error) {
    std::snprintf(reason, sizeof reason, "%s", error.what());
  }
  return luaL_error(L, "%s", reason);
}

// C++ calls Lua: runs `function(L, data)` protected. Returns a lua status; unless it is LUA_OK the
// error value is on top of the stack. Needs two free stack slots.
using ProtectedFunction = void (*)(lua_State* L, void* data);
int protect(lua_State* L, ProtectedFunction function, void* data);

}  // namespace aio
