#pragma once
// What the threads of a pool share. One lock guards all of it; no Lua code and no callback runs
// under it.
//
// Waking is rationed: at most one thread at a time is "searching", that is, awake without a job.
// While one is, a new job wakes nobody, for the searching thread will find it; when it does and
// more jobs wait, it calls the next one. So a burst of short jobs does not wake every thread.

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <vector>

#include "runtime/thread/worker.hpp"
#include "runtime/thread/worker_pool.hpp"

namespace aio {

class PoolCore : public std::enable_shared_from_this<PoolCore> {
 public:
  explicit PoolCore(PoolOptions options);

  // --- as in WorkerPool
  void submit(Job* job);
  bool cancel(Job* job);
  void shutdown(double grace);
  bool close(WorkerPool::Ended ended);
  void cancel_queued();
  void cancel_all();
  WorkerSetup& setup() noexcept { return options_.setup; }
  std::size_t thread_count();
  std::size_t queued_count();

  // --- the workers'
  // Waits for a job and makes it the worker's. Returns false when the worker is to end.
  bool next_job(Worker& worker);
  // The worker does not need the memory of the job's sender any more.
  void adopted(Worker& worker);
  // The worker's job has ended: reports it. `goes_on` promises that the worker asks for its next
  // job without delay, so that a job which follows at once finds it. Returns false if the worker
  // was given up on meanwhile.
  bool finish(Worker& worker, Job::Outcome outcome, bool goes_on);
  // The last thing that a worker does.
  void leave(Worker& worker);

 private:
  using Clock = std::chrono::steady_clock;
  using Lock = std::unique_lock<std::mutex>;
  using Jobs = List<Job>;

  std::shared_ptr<Worker> call_worker();
  void start_worker();
  void begin_search(Worker& worker);
  void wait_for_call(Lock& lock, Worker& worker);
  void take_job(Worker& worker);

  bool stop(Lock& lock, Job& job);
  void withdraw(Job& job);
  void withdraw_all(Jobs& jobs);
  void cancel_running(Job& job) const;
  void cancel_all_running();
  void call_supervisor();
  void replace_abandoned();
  void abandon(Worker& worker, Jobs& abandoned);
  void press(Jobs& abandoned);
  void supervise();
  void stop_running(Lock& lock, Jobs& ended);
  void wake_all();
  static void report(Jobs& jobs);
  WorkerPool::Ended take_ended_call();

  PoolOptions options_;

  std::mutex mutex_;
  std::condition_variable changed_;  // a worker left or adopted; what `cancel`, `shutdown` wait for
  Jobs queue_;
  std::atomic<std::size_t> queued_{0};  // length of the queue, also readable without the lock
  std::vector<std::shared_ptr<Worker>> workers_;
  std::vector<Worker*> sleeping_;               // the one that slept last is woken first
  std::vector<std::shared_ptr<Worker>> ended_;  // to be joined
  unsigned searching_ = 0;
  bool closed_ = false;
  bool stopped_ = false;  // by `shutdown`
  WorkerPool::Ended ended_call_;

  // Started by the first cancellation of a running job. Repeats interrupts, and gives up on
  // threads that do not react.
  std::thread supervisor_;
  std::condition_variable supervisor_wake_;
};

}  // namespace aio
