#pragma once
// What a worker thread does with its jobs: run them in a Lua state of its own (lua_runner.hpp), or
// send them to a child process (runtime/process). The pool around it is the same.

#include <memory>

#include "runtime/thread/job.hpp"

namespace aio {

struct WorkerSetup;

class JobRunner {
 public:
  JobRunner() = default;
  virtual ~JobRunner() = default;
  JobRunner(const JobRunner&) = delete;
  JobRunner& operator=(const JobRunner&) = delete;

  // --- The worker thread's. All may throw std::bad_alloc unless they say noexcept.
  virtual void attach() {}           // first
  virtual void detach() noexcept {}  // last; nothing is left open afterwards

  // Makes ready for a job and takes over what the request borrows: afterwards the sender's memory
  // is not needed. Runs none of the sender's code. When it returns something else than `pending`,
  // the job has ended so and `reply` says why.
  virtual Job::Outcome prepare(Message& request, Message& reply) = 0;
  virtual Job::Outcome run(Message& request, Message& reply) = 0;

  // Between jobs: whether there is something to do that may delay the next job, and doing it.
  virtual bool needs_rest() const { return false; }
  virtual void rest() {}

  // --- Under the pool's lock, so they never meet for one job: the job has ended; it is to stop
  // (any thread, perhaps several times).
  virtual void end() noexcept {}
  virtual void interrupt() noexcept = 0;
  // The job has not stopped in time. True if it certainly will now, false if nothing can be done.
  virtual bool kill() noexcept { return false; }
};

using RunnerFactory = std::unique_ptr<JobRunner> (*)(const WorkerSetup& setup);

}  // namespace aio
