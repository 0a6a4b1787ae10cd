#pragma once
// The program `aio`, callable: what its main.cpp does.

namespace aio {

// Runs the command line. Returns the process's exit status: 0; 1 after an uncaught error or a wrong
// command line; 130 after Ctrl-C. Once per process: it takes over SIGINT.
int run_program(int argc, char** argv);

}  // namespace aio
