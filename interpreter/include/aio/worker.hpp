#pragma once
// For programs that embed aio and use ProcessPoolExecutor: which program its child processes run.
// The program `aio`, and whoever calls run_program with the command line it was given, need none
// of this.

#include <string>

namespace aio {

// The path of the program `aio` of the same version, or of one that begins with
// run_worker_process. Without a setting: `aio` on the PATH. May be called from any thread.
void set_worker_executable(std::string path);

// At the beginning of main, in a program that is its own worker ("/proc/self/exe"): whether it was
// started as a child. Then the work has been done, and `status` is to be returned.
bool run_worker_process(int argc, char** argv, int& status);

}  // namespace aio
