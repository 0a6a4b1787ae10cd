#pragma once
// The interactive prompt.

#include <lua.hpp>

namespace aio {

// Reads and runs inputs from stdin until its end. Returns the exit status.
int run_repl(lua_State* L);

}  // namespace aio
