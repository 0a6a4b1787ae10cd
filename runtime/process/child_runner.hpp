#pragma once
// Runs the jobs of one worker thread in a child process: started for the first job, used for all,
// replaced when it dies. The thread waits while the child works.

#include <mutex>
#include <string>

#include "runtime/process/channel.hpp"
#include "runtime/process/child_process.hpp"
#include "runtime/thread/job_runner.hpp"
#include "runtime/thread/worker_state.hpp"

namespace aio {

class ChildRunner : public JobRunner {
 public:
  // The setup outlives the runner. Its `executable` is what the child runs.
  explicit ChildRunner(const WorkerSetup& setup) : setup_(setup) {}

  void detach() noexcept override { dismiss(); }
  Job::Outcome prepare(Message& request, Message& reply) override;
  Job::Outcome run(Message& request, Message& reply) override;
  bool needs_rest() const override;
  void rest() override { dismiss(); }
  void interrupt() noexcept override;
  bool kill() noexcept override;

 private:
  void start();
  void greet();
  void expose(bool running);
  bool exchange(Message& request, Message& reply, Job::Outcome& outcome);
  bool has_begun() const { return links_.status->begun.load() == number_; }
  bool was_killed();
  std::string bury();
  void dismiss() noexcept;

  const WorkerSetup& setup_;
  ChildProcess process_;
  ParentLinks links_;
  Channel channel_;
  std::uint32_t number_ = 0;  // of the job, counted anew for each child

  // What other threads use. Without a running child there is nothing to interrupt or to kill.
  std::mutex mutex_;
  bool exposed_ = false;
  bool killed_ = false;
};

std::unique_ptr<JobRunner> make_child_runner(const WorkerSetup& setup);

}  // namespace aio
