#include "runtime/thread/worker.hpp"

#include <exception>

#include "runtime/thread/pool_core.hpp"

namespace aio {

namespace {

// The text is short enough not to need any memory of its own.
void report_no_memory(Message& reply) noexcept {
  reply.clear();
  reply.set_error("no memory");
}

void name_thread() {
#ifdef __linux__
  pthread_setname_np(pthread_self(), "aio-worker");
#endif
}

}  // namespace

// The thread keeps the worker alive. May throw std::system_error.
void Worker::start() {
  thread_ = std::thread([worker = shared_from_this()] { worker->run(); });
}

void Worker::run() noexcept {
  name_thread();
  runner_->attach();
  while (core_->next_job(*this)) {
    const Job::Outcome outcome = attempt();
    const bool rests = runner_->needs_rest();
    if (!core_->finish(*this, outcome, !rests)) break;
    recycle(request_);
    recycle(reply_);
    if (rests) runner_->rest();
  }
  runner_->detach();
  core_->leave(*this);
}

Job::Outcome Worker::attempt() noexcept {
  try {
    return perform();
  } catch (const std::exception&) {
    core_->adopted(*this);
    report_no_memory(reply_);
    return Job::Outcome::raised;
  }
}

Job::Outcome Worker::perform() {
  const Job::Outcome outcome = runner_->prepare(request_, reply_);
  core_->adopted(*this);
  if (outcome != Job::Outcome::pending) return outcome;
  reply_.clear();
  return runner_->run(request_, reply_);
}

}  // namespace aio
