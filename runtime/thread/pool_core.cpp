// The pool at work: handing out jobs. How it stops them is in pool_stop.cpp.
#include "runtime/thread/pool_core.hpp"

#include <algorithm>
#include <stdexcept>
#include <system_error>
#include <utility>

namespace aio {

PoolCore::PoolCore(PoolOptions options) : options_(std::move(options)) {
  workers_.reserve(options_.size);
  sleeping_.reserve(options_.size);
}

void PoolCore::submit(Job* job) {
  std::shared_ptr<Worker> called;
  {
    Lock lock(mutex_);
    if (closed_) throw std::runtime_error("cannot schedule new futures after shutdown");
    called = call_worker();
    job->retain();
    job->queued_ = true;
    queue_.push_back(*job);
    queued_.fetch_add(1, std::memory_order_relaxed);
  }
  if (called != nullptr) called->wake_.notify_one();
}

// Makes sure that a thread will look into the queue. The result, if any, is to be notified, best
// without the lock. Without a single thread, failing to start one is an error.
std::shared_ptr<Worker> PoolCore::call_worker() {
  if (searching_ > 0) return nullptr;
  if (!sleeping_.empty()) {
    Worker* worker = sleeping_.back();
    sleeping_.pop_back();
    worker->woken_ = true;
    begin_search(*worker);
    return worker->shared_from_this();
  }
  if (workers_.size() < options_.size) start_worker();
  return nullptr;
}

void PoolCore::start_worker() {
  auto worker = std::make_shared<Worker>(shared_from_this(), options_.make_runner(options_.setup));
  try {
    worker->start();
  } catch (const std::system_error&) {
    if (workers_.empty()) throw;
    return;  // the others will do the work
  }
  workers_.push_back(std::move(worker));
  ++searching_;
}

void PoolCore::begin_search(Worker& worker) {
  if (!std::exchange(worker.searching_, true)) ++searching_;
}

// One thread at a time stays awake for a while: it counts as searching, so nobody has to wake it.
void PoolCore::wait_for_call(Lock& lock, Worker& worker) {
  const bool alone = searching_ == 1;
  if (alone) {
    lock.unlock();
    worker.spin_.wait([this] { return queued_count() > 0; });
    lock.lock();
    if (!queue_.empty() || closed_) return;
  }
  --searching_;
  worker.woken_ = worker.searching_ = false;
  sleeping_.push_back(&worker);
  worker.wake_.wait(lock, [&worker] { return worker.woken_; });
  if (alone) worker.spin_.slept(!queue_.empty());
}

void PoolCore::take_job(Worker& worker) {
  Job* job = queue_.pop_front();
  queued_.fetch_sub(1, std::memory_order_relaxed);
  --searching_;
  worker.searching_ = false;
  worker.job_ = job;
  worker.killed_ = false;
  job->worker_ = &worker;
  job->queued_ = false;
  job->adopting_ = !job->request.borrowed.empty();
  std::swap(worker.request_, job->request);
}

bool PoolCore::next_job(Worker& worker) {
  std::shared_ptr<Worker> called;
  {
    Lock lock(mutex_);
    begin_search(worker);
    while (queue_.empty() && !closed_) wait_for_call(lock, worker);
    if (queue_.empty()) {
      --searching_;
      return false;
    }
    take_job(worker);
    if (!queue_.empty()) called = call_worker();
  }
  if (called != nullptr) called->wake_.notify_one();
  return true;
}

void PoolCore::adopted(Worker& worker) {
  if (worker.request_.borrowed.empty()) return;
  Lock lock(mutex_);
  if (worker.job_ != nullptr) worker.job_->adopting_ = false;
  changed_.notify_all();
}

bool PoolCore::finish(Worker& worker, Job::Outcome outcome, bool goes_on) {
  Job* job = nullptr;
  {
    Lock lock(mutex_);
    if (worker.abandoned_) return false;
    job = std::exchange(worker.job_, nullptr);
    job->worker_ = nullptr;
    worker.runner_->end();
    job->outcome = job->cancelled_ ? Job::Outcome::cancelled : outcome;
    if (!job->cancelled_) std::swap(job->reply, worker.reply_);
    if (goes_on) begin_search(worker);
  }
  job->done_(job);
  return true;
}

void PoolCore::leave(Worker& worker) {
  WorkerPool::Ended call;
  {
    Lock lock(mutex_);
    if (worker.abandoned_) return;
    ended_.push_back(worker.shared_from_this());
    std::erase(workers_, ended_.back());
    call = take_ended_call();
    changed_.notify_all();
  }
  if (call.call != nullptr) call.call(call.data);
}

// The call that is due once a closed pool has no thread any more; to be made without the lock.
WorkerPool::Ended PoolCore::take_ended_call() {
  if (!closed_ || !workers_.empty()) return {};
  return std::exchange(ended_call_, {});
}

std::size_t PoolCore::thread_count() {
  Lock lock(mutex_);
  return workers_.size();
}

std::size_t PoolCore::queued_count() { return queued_.load(std::memory_order_relaxed); }

}  // namespace aio
