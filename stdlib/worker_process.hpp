#pragma once
// The program as a child of a ProcessPoolExecutor.

namespace aio {

// If this is the command line of such a child, does its work and returns true, with the status to
// exit with.
bool run_worker_process(int argc, char** argv, int& status);

}  // namespace aio
