#pragma once
// The functions of Lua's library that workers have in a version of their own.

#include <lua.hpp>

namespace aio {

// print that formats its whole line first and writes it at once, flushed: lines of several threads
// never mix. The main state should have it too, or its lines can be cut by those of the workers.
int print_line(lua_State* L);

// Replaces `print`, and the functions of `coroutine` that run one, so that an interrupt always
// knows which coroutine runs.
void open_worker_library(lua_State* L);

}  // namespace aio
