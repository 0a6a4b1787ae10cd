#pragma once
// Writing to a pipe that nobody reads any more. It ends a plain script, as it ends stock `lua`
// (`aio script.lua | head -1`). While a loop runs it must not: one closed connection would end a
// server. Then writing only returns an error.

#include <lua.hpp>

namespace aio {

// Takes over SIGPIPE, unless the parent process has it ignored. One state per process.
void install_broken_pipe(lua_State* L);

// SIGPIPE is the system's again; to be called before the state is closed.
void uninstall_broken_pipe();

}  // namespace aio
