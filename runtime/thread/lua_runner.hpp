#pragma once
// Runs jobs in a Lua state of the worker thread.

#include "runtime/thread/interrupt.hpp"
#include "runtime/thread/job_runner.hpp"
#include "runtime/thread/worker_state.hpp"

namespace aio {

class LuaRunner : public JobRunner {
 public:
  // The setup outlives the runner.
  explicit LuaRunner(const WorkerSetup& setup) : setup_(setup) {}

  void attach() override;
  void detach() noexcept override;
  Job::Outcome prepare(Message& request, Message& reply) override;
  Job::Outcome run(Message& request, Message& reply) override;
  bool needs_rest() const override { return state_.has_garbage(); }
  void rest() override { state_.collect(); }
  void end() noexcept override { interrupt_.end(); }
  void interrupt() noexcept override { interrupt_.request(); }

 private:
  const WorkerSetup& setup_;
  WorkerState state_;
  Interrupt interrupt_;
};

std::unique_ptr<JobRunner> make_lua_runner(const WorkerSetup& setup);

}  // namespace aio
