#pragma once
// Which program child processes run. One setting for all of the process: it is a property of what
// was built and installed, not of a state.

#include <string>

namespace aio {

// A path. The program must be aio, or hand such command lines to run_worker_process.
void set_worker_executable(std::string path);

// The one that was set, or else `aio` as the shell would find it; empty if there is none.
std::string worker_executable();

// The path of `name` as the shell would find it, empty if it is nothing that can be run.
std::string find_executable(const std::string& name);

}  // namespace aio
