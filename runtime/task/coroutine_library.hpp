#pragma once
// Lua's coroutine library with awaits passing through coroutines.

#include <lua.hpp>

namespace aio {

// Pushes the library's table.
void open_coroutine_library(lua_State* L);

// The coroutine inside which the awaiting coroutine `co` waits, or null if it awaits itself.
lua_State* inner_coroutine(lua_State* co);

}  // namespace aio
