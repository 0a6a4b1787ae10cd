#pragma once
// Ctrl-C in the program. The signal handler counts, wakes a waiting loop and arms a hook on the
// coroutine that runs, as stock `lua` does; the rest happens in the state's thread. A script that
// has not ended by the third request is ended with the process.

#include <lua.hpp>

namespace aio {

// Makes Ctrl-C interrupt this state's code from now on. One state per process.
void install_interrupt(lua_State* L);

// Ctrl-C is the system's again; to be called before the state is closed.
void uninstall_interrupt();

// Counting starts anew: for each input at a prompt.
void forget_interrupts();

}  // namespace aio
