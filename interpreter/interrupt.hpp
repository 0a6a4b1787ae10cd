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

// A session (the prompt) outlives its inputs: from now on this is called instead of
// handle_interrupt, and no request ends the process. After the third one the code that runs is
// interrupted at each instruction until it has ended, null ends the session.
using InterruptHandler = void (*)(lua_State* L, bool in_code);
void begin_session(InterruptHandler handler);

// `L` goes on after a coroutine of its has ended: an interrupt that insists goes on with it.
void keep_interrupting(lua_State* L);

// Counting starts anew: for each input at a prompt.
void forget_interrupts();

}  // namespace aio
