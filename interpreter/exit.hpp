#pragma once
// os.exit(code, true) closes the state, and before it the pending <close> variables of the main
// chunk, as stock `lua` does. There the main chunk is on the main thread, whose variables
// lua_close() closes; here it is a task.

#include <lua.hpp>

namespace aio {

// Replaces os.exit.
void install_exit(lua_State* L);

}  // namespace aio
