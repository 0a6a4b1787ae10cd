#pragma once
// `require` and `dofile` in which a module may await while it loads.

#include <lua.hpp>

namespace aio {

// Registers what the two need; once a state.
void open_require(lua_State* L);

// Pushes a `require` that searches as Lua's own does (manual §6.3, package.searchers).
void push_require(lua_State* L);
// Pushes a `dofile` (manual §6.1).
void push_dofile(lua_State* L);

}  // namespace aio
