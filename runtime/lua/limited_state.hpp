#pragma once
// Lua states with a limit of memory.

#include <cstddef>
#include <lua.hpp>

namespace aio {

// As new_state (state.hpp), but the state gets at most `most` bytes; 0: no limit. Beyond that
// allocations fail: Lua collects garbage and then raises "not enough memory".
lua_State* new_limited_state(std::size_t most);

}  // namespace aio
