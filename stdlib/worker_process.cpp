#include "stdlib/worker_process.hpp"

#include "runtime/process/child_main.hpp"
#include "stdlib/native/worker_setup.hpp"

namespace aio {

bool run_worker_process(int argc, char** argv, int& status) {
  if (!is_child(argc, argv)) return false;
  status = run_child(worker_setup(false));
  return true;
}

}  // namespace aio
