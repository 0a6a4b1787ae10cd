#pragma once
// The native halves of the standard library: each puts its functions into the table on top.

#include <lua.hpp>

namespace aio {

void open_time(lua_State* L);    // native.time: the functions of aio.time
void open_checks(lua_State* L);  // argument and option checks for the Lua halves
void open_introspection(lua_State* L);
void open_to_thread(lua_State* L);
void open_executor(lua_State* L);

inline void open_natives(lua_State* L) {
  open_time(L);
  open_checks(L);
  open_introspection(L);
  open_to_thread(L);
  open_executor(L);
}

}  // namespace aio
