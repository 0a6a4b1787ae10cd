// The pool's ways to stop jobs: cancelling one, giving up on a thread, shutting down.
#include <algorithm>
#include <system_error>
#include <utility>

#include "runtime/thread/pool_core.hpp"

namespace aio {

namespace {

using Seconds = std::chrono::duration<double>;

// How often a thread that does not stop is interrupted anew.
constexpr std::chrono::milliseconds press_interval{5};

// How long it may take to kill.
constexpr std::chrono::seconds killing_time{2};

}  // namespace

// Tells those who wait for the jobs; without the lock.
void PoolCore::report(Jobs& jobs) {
  while (Job* job = jobs.pop_front()) job->done_(job);
}

bool PoolCore::cancel(Job* job) {
  {
    Lock lock(mutex_);
    if (!job->queued_) return stop(lock, *job);
    withdraw(*job);
  }
  job->done_(job);
  return true;
}

// Interrupts the job if it runs. Waits for its thread to have read the strings that the job
// borrows.
bool PoolCore::stop(Lock& lock, Job& job) {
  if (job.worker_ == nullptr) return false;
  cancel_running(job);
  call_supervisor();
  changed_.wait(lock, [&job] { return !job.adopting_; });
  return true;
}

// Takes a job out of the queue; it is reported by the caller.
void PoolCore::withdraw(Job& job) {
  job.unlink();
  job.queued_ = false;
  job.outcome = Job::Outcome::cancelled;
  queued_.fetch_sub(1, std::memory_order_relaxed);
}

void PoolCore::cancel_running(Job& job) const {
  if (!std::exchange(job.cancelled_, true))
    job.worker_->give_up_ =
        Clock::now() + std::chrono::duration_cast<Clock::duration>(Seconds(options_.abandon_after));
  job.worker_->runner_->interrupt();
}

// Leaves the thread to itself. Its job, if it has one, is among `abandoned` afterwards.
void PoolCore::abandon(Worker& worker, Jobs& abandoned) {
  worker.abandoned_ = true;
  worker.thread_.detach();
  if (Job* job = std::exchange(worker.job_, nullptr)) {
    job->worker_ = nullptr;
    job->outcome = Job::Outcome::abandoned;
    abandoned.push_back(*job);
  }
  std::erase_if(workers_, [&worker](const auto& other) { return other.get() == &worker; });
}

// Interrupts every cancelled job once more, or gives up on its thread when its time is over. A
// thread that still reads the sender's memory is waited for: that takes no time to speak of.
void PoolCore::press(Jobs& abandoned) {
  const auto now = Clock::now();
  for (std::size_t i = workers_.size(); i-- > 0;) {
    Worker& worker = *workers_[i];
    if (worker.job_ == nullptr || !worker.job_->cancelled_ || worker.job_->adopting_) continue;
    if (now < worker.give_up_) {
      worker.runner_->interrupt();
    } else if (!std::exchange(worker.killed_, true) && worker.runner_->kill()) {
      worker.give_up_ = now + killing_time;
    } else {
      abandon(worker, abandoned);
    }
  }
}

// Without a supervisor (no thread can be had) an interrupt is not repeated, that is all.
void PoolCore::call_supervisor() {
  if (!supervisor_.joinable() && !stopped_) {
    try {
      supervisor_ = std::thread([core = shared_from_this()] { core->supervise(); });
    } catch (const std::system_error&) {
    }
  }
  supervisor_wake_.notify_one();
}

// New threads take the place of those that were given up on.
void PoolCore::replace_abandoned() {
  if (queue_.empty()) return;
  try {
    if (const auto called = call_worker()) called->wake_.notify_one();
  } catch (const std::system_error&) {  // the next `submit` tries again
  }
}

void PoolCore::supervise() {
  const auto stopping = [this] {
    return std::any_of(workers_.begin(), workers_.end(), [](const auto& worker) {
      return worker->job_ != nullptr && worker->job_->cancelled_;
    });
  };
  Lock lock(mutex_);
  for (;;) {
    supervisor_wake_.wait(lock, [&] { return stopped_ || stopping(); });
    supervisor_wake_.wait_for(lock, press_interval, [this] { return stopped_; });
    if (stopped_) return;
    Jobs abandoned;
    press(abandoned);
    replace_abandoned();
    const WorkerPool::Ended call = take_ended_call();
    lock.unlock();
    report(abandoned);
    if (call.call != nullptr) call.call(call.data);
    lock.lock();
  }
}

void PoolCore::wake_all() {
  for (Worker* worker : sleeping_) {
    worker->woken_ = true;
    begin_search(*worker);
    worker->wake_.notify_one();
  }
  sleeping_.clear();
  supervisor_wake_.notify_one();
}

// Cancels what runs, and returns when all threads have ended or were given up on. That includes
// threads without a job which do not get out of a finaliser.
void PoolCore::stop_running(Lock& lock, Jobs& ended) {
  cancel_all_running();
  const auto give_up =
      Clock::now() + std::chrono::duration_cast<Clock::duration>(Seconds(options_.abandon_after));
  while (!workers_.empty()) {
    press(ended);
    if (Clock::now() >= give_up)
      for (std::size_t i = workers_.size(); i-- > 0;)
        if (workers_[i]->job_ == nullptr) abandon(*workers_[i], ended);
    changed_.wait_for(lock, press_interval, [this] { return workers_.empty(); });
  }
}

void PoolCore::withdraw_all(Jobs& jobs) {
  queue_.for_each([&](Job& job) {
    withdraw(job);
    jobs.push_back(job);
  });
}

void PoolCore::cancel_queued() {
  Jobs jobs;
  {
    Lock lock(mutex_);
    withdraw_all(jobs);
  }
  report(jobs);
}

void PoolCore::cancel_all() {
  Jobs jobs;
  {
    Lock lock(mutex_);
    withdraw_all(jobs);
    cancel_all_running();
    call_supervisor();
  }
  report(jobs);
}

void PoolCore::cancel_all_running() {
  for (const auto& worker : workers_)
    if (worker->job_ != nullptr) cancel_running(*worker->job_);
}

bool PoolCore::close(WorkerPool::Ended ended) {
  {
    Lock lock(mutex_);
    if (std::exchange(closed_, true)) return false;
    ended_call_ = ended;
    wake_all();
    ended = take_ended_call();
  }
  if (ended.call != nullptr) ended.call(ended.data);
  return true;
}

void PoolCore::shutdown(double grace) {
  std::vector<std::shared_ptr<Worker>> ended;
  WorkerPool::Ended call;
  Jobs jobs;
  {
    Lock lock(mutex_);
    if (std::exchange(stopped_, true)) return;
    closed_ = true;
    withdraw_all(jobs);
    wake_all();
  }
  report(jobs);
  {
    Lock lock(mutex_);
    changed_.wait_for(lock, Seconds(grace), [this] { return workers_.empty(); });
    stop_running(lock, jobs);
    ended.swap(ended_);
    call = take_ended_call();
  }
  report(jobs);
  if (call.call != nullptr) call.call(call.data);
  for (const auto& worker : ended) worker->thread_.join();
  if (supervisor_.joinable()) supervisor_.join();
}

}  // namespace aio
