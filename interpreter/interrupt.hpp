#pragma once
// Ctrl-C in the program. The signal handler counts, wakes a waiting loop and arms a hook on the
// coroutine that runs, as stock `lua` does; the rest happens in the state's thread. The third
// request that nothing has answered ends the process.

#include <lua.hpp>

namespace aio {

// Makes Ctrl-C interrupt this state's code from now on. One state per process.
void install_interrupt(lua_State* L);

}  // namespace aio
