#pragma once
// The life of a child process: one Lua state that runs what the parent sends.

#include "runtime/thread/worker_state.hpp"

namespace aio {

// Runs until the parent lets it go; returns the exit status. `setup` says how states are made; the
// parent's frames add to it. If the parent dies, the process ends at once, whatever it does.
int run_child(WorkerSetup setup);

// Whether this command line is that of a child.
bool is_child(int argc, char** argv);

}  // namespace aio
