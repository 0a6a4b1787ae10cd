#pragma once
// The standard library of a state: Lua's own, with the functions that must let awaits through
// replaced, and the modules of aio, found by `require` through package.preload.

#include <lua.hpp>

namespace aio {

// Opens all of it. Loads no aio module yet, but the native one is ready.
void open_stdlib(lua_State* L);

// What aio alone adds: for states that have Lua's library already. With `replace` the globals
// pcall, xpcall, coroutine, require and dofile are replaced, else the host's stay as they are.
void open_aio(lua_State* L, bool replace);

// Sets the globals aio, async and await, as the program has them; so do its worker threads then.
void set_globals(lua_State* L);

}  // namespace aio
