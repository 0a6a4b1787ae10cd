#include "runtime/thread/worker_pool.hpp"

#include <algorithm>
#include <thread>
#include <utility>

#include "runtime/thread/pool_core.hpp"

namespace aio {

unsigned default_pool_size() noexcept {
  return std::min(32u, std::thread::hardware_concurrency() + 4);
}

WorkerPool::WorkerPool(PoolOptions options) {
  if (options.size == 0) options.size = default_pool_size();
  core_ = std::make_shared<PoolCore>(std::move(options));
}

WorkerPool::~WorkerPool() { core_->shutdown(0); }

WorkerSetup& WorkerPool::setup() noexcept { return core_->setup(); }

void WorkerPool::submit(Job* job) { core_->submit(job); }

bool WorkerPool::cancel(Job* job) { return core_->cancel(job); }

void WorkerPool::shutdown(double grace) { core_->shutdown(grace); }

bool WorkerPool::close(Ended ended) { return core_->close(ended); }

void WorkerPool::cancel_queued() { core_->cancel_queued(); }

void WorkerPool::cancel_all() { core_->cancel_all(); }

std::size_t WorkerPool::thread_count() const { return core_->thread_count(); }

std::size_t WorkerPool::queued_count() const { return core_->queued_count(); }

}  // namespace aio
