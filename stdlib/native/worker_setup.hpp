#pragma once
// How the Lua states of workers are made: as the script's own state, with coroutines that can be
// interrupted.

#include "runtime/thread/worker_pool.hpp"

namespace aio {

// For workers of any kind; the environment (package.path, arg …) is still to be filled in.
WorkerSetup worker_setup(bool has_globals);

}  // namespace aio
