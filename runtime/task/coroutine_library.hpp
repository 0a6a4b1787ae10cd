#pragma once
// Lua's coroutine library with awaits passing through coroutines.

#include <lua.hpp>

namespace aio {

// Pushes the library's table.
void open_coroutine_library(lua_State* L);

}  // namespace aio
