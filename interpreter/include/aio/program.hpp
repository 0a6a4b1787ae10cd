#pragma once
// The program `aio`, callable: what its main.cpp does.

struct lua_State;

namespace aio {

// The interactive prompt, given the state that has been set up: reads and runs inputs until there
// are no more. Returns whether it could. The program `aio` brings one; the library has none.
using InteractiveMode = bool (*)(lua_State* L);

// Runs the command line. Returns the process's exit status: 0; 1 after an uncaught error or a wrong
// command line; 130 after Ctrl-C. Once per process: it takes over SIGINT. Without `interactive`,
// -i and a terminal without a script are refused.
int run_program(int argc, char** argv, InteractiveMode interactive = nullptr);

}  // namespace aio
