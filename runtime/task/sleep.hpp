#pragma once
// aio.sleep.

#include <lua.hpp>

namespace aio {

// Registers `sleep` in the table on top.
void open_sleep(lua_State* L);

}  // namespace aio
