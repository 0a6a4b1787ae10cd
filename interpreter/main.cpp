// The program `aio`: see interpreter/program.cpp for what a command line does, and docs/tour.md for
// the way from here to a woken task.

#include "aio/program.hpp"
#include "interpreter/repl/repl.hpp"

int main(int argc, char** argv) { return aio::run_program(argc, argv, aio::run_repl); }
