#pragma once
// Native functions of the prompt that need no session: the terminal, files, the sources of its Lua
// files.

#include <lua.hpp>

namespace aio {

// Adds them to the table on top of the stack.
void open_system(lua_State* L);

}  // namespace aio
