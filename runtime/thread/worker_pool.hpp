#pragma once
// A pool of operating system threads, each with a Lua state of its own. Threads start when they are
// first needed and stay. Jobs wait in a queue while all threads are busy; they are never refused.
// Any thread may call any function here.

#include <cstddef>
#include <memory>

#include "runtime/thread/job.hpp"
#include "runtime/thread/lua_runner.hpp"

namespace aio {

class PoolCore;

struct PoolOptions {
  unsigned size = 0;            // threads at most; 0: default_pool_size()
  double abandon_after = 0.25;  // seconds that an interrupted job gets to stop
  WorkerSetup setup;
  RunnerFactory make_runner = make_lua_runner;
};

// min(32, processors + 4)
unsigned default_pool_size() noexcept;

class WorkerPool {
 public:
  explicit WorkerPool(PoolOptions options);
  ~WorkerPool();  // shutdown(0)
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  // What every worker begins with. Its messages are to be filled before the first `submit`.
  WorkerSetup& setup() noexcept;

  // Queues the job, whose `request` is packed. Throws if the pool is shut down or cannot start its
  // first thread; then the job is the caller's alone, as before.
  void submit(Job* job);

  // Stops the job: one that waits never runs; the Lua code of one that runs is interrupted. `done`
  // is called in any case, for a waiting job before this returns, for a running one at the latest
  // `abandon_after` seconds from now. A job stuck in C is abandoned then: its thread is detached,
  // another may take its place, and whatever it still does goes nowhere. Returns false if the job
  // had ended already. The caller holds a reference to the job.
  //
  // When this returns, nobody reads the strings that the job's request borrowed.
  bool cancel(Job* job);

  // Ends the pool and does not return before its threads have ended or were given up on: waiting
  // jobs are cancelled at once, running ones get `grace` seconds to finish and then are cancelled
  // as by `cancel`. Never takes much longer than grace + abandon_after. May be called twice.
  void shutdown(double grace);

  // Takes no more jobs; those that it has are run. `ended` is called once, when the last thread has
  // ended: on that thread, or before this returns if there is none. Afterwards `shutdown` does not
  // wait. Returns false, without a call, if the pool was closed before.
  struct Ended {
    void (*call)(void* data) = nullptr;
    void* data = nullptr;
  };
  bool close(Ended ended);

  // Cancels the jobs that wait, or all; does not wait for their ends.
  void cancel_queued();
  void cancel_all();

  // For tests and reports.
  std::size_t thread_count() const;
  std::size_t queued_count() const;

 private:
  // Shared with the threads: one that was given up on may outlive the pool.
  std::shared_ptr<PoolCore> core_;
};

}  // namespace aio
