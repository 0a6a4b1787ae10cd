#pragma once
// The session's native half: the table `native` of the prompt's Lua files.

#include <lua.hpp>

namespace aio {

// Pushes the table of native functions, with a prompt that reads from stdin behind them, and takes
// over what the engine tells its host (interrupts, failed tasks).
void open_session(lua_State* L);

// Gives it back, and the terminal; also after an error.
void close_session(lua_State* L);

}  // namespace aio
