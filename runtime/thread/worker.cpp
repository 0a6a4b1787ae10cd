#include "runtime/thread/worker.hpp"

#include <exception>
#include <new>

#include "runtime/thread/pool_core.hpp"

namespace aio {

namespace {

constexpr std::size_t large_message = 1 << 20;

// Makes a message ready for the next job; the memory of an ordinary one is used again.
void recycle(Message& message) {
  if (message.bytes.capacity() > large_message)
    message = Message{};
  else
    message.clear();
}

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
  interrupt_.attach();
  while (core_->next_job(*this)) {
    const Job::Outcome outcome = attempt();
    const bool has_garbage = state_.has_garbage();
    if (!core_->finish(*this, outcome, !has_garbage)) break;
    recycle(request_);
    recycle(reply_);
    if (has_garbage) state_.collect();
  }
  state_.close();
  Interrupt::detach();
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
  const WorkerSetup& setup = core_->setup();
  if (!state_.open(setup, reply_)) {
    core_->adopted(*this);
    return Job::Outcome::raised;
  }
  if (!state_.adopt(request_)) throw std::bad_alloc();
  core_->adopted(*this);
  reply_.clear();
  return state_.run(setup.caller, interrupt_, request_, reply_);
}

}  // namespace aio
