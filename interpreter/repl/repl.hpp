#pragma once
// The interactive prompt (docs/repl.md). What it does is written in Lua (init.lua and beside it);
// the C++ here is what Lua cannot do: the terminal, the loop that waits for it, interrupts.

#include <lua.hpp>

namespace aio {

// Reads and runs inputs from stdin until its end. Returns false after an error of the prompt
// itself. Once per process.
bool run_repl(lua_State* L);

}  // namespace aio
