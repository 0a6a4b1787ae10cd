#pragma once
// Hooks of the debug library belong to a coroutine. For stock `lua` all chunks of a command line
// run on one, so what `-l luacov` sets is there for the script. Here each has a coroutine of its
// own: a hook goes along.

#include <lua.hpp>

namespace aio {

// Before a chunk is started: the coroutine that is resumed next gets the hook of the last one.
void expect_chunk(lua_State* L);

// After it has ended: keeps its hook, if it has one.
void keep_hook(lua_State* L);

}  // namespace aio
