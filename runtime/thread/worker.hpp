#pragma once
// One thread of a pool. Owned by the pool's list and by the thread itself: a thread that was given
// up on keeps what it needs alive until it ends by itself.

#include <chrono>
#include <condition_variable>
#include <memory>
#include <thread>

#include "runtime/loop/spin.hpp"
#include "runtime/thread/job_runner.hpp"

namespace aio {

class PoolCore;

class Worker : public std::enable_shared_from_this<Worker> {
 public:
  Worker(std::shared_ptr<PoolCore> core, std::unique_ptr<JobRunner> runner)
      : core_(std::move(core)), runner_(std::move(runner)) {}

  void start();

 private:
  friend class PoolCore;

  void run() noexcept;
  Job::Outcome attempt() noexcept;
  Job::Outcome perform();

  std::shared_ptr<PoolCore> core_;
  std::thread thread_;

  // The thread's own. `request` and `reply` are exchanged with the job under the pool's lock, so
  // that an abandoned thread has nothing in common with its former job.
  std::unique_ptr<JobRunner> runner_;
  Message request_;
  Message reply_;

  // Guarded by the pool's lock:
  Job* job_ = nullptr;
  std::chrono::steady_clock::time_point give_up_;  // if the job is cancelled
  bool searching_ = true;                          // counted as about to look for a job
  bool woken_ = false;                             // ends the wait below
  bool killed_ = false;                            // told to, when that time was over
  bool abandoned_ = false;                         // no longer in the pool
  std::condition_variable wake_;
  Spin spin_;  // the thread's own
};

}  // namespace aio
