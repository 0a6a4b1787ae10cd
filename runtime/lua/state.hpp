#pragma once
// Making Lua states.

#include <lua.hpp>

namespace aio {

// As luaL_newstate, with aio's allocator (under AddressSanitizer: the C library's, so that it sees
// every block). Null when memory is short. Close it with lua_close; the allocator goes with it.
lua_State* new_state();

}  // namespace aio
