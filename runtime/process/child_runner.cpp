#include "runtime/process/child_runner.hpp"

#include <sys/socket.h>

#include <system_error>

#include "runtime/process/start_message.hpp"

namespace aio {

namespace {

// A child that dies before its job has begun is replaced, and the job sent again: so often.
constexpr int most_attempts = 3;

constexpr int longest_start = 20;      // seconds until the greeting
constexpr double longest_death = 0.5;  // … from its end of the channel to its end
constexpr double longest_leave = 0.5;  // … from ours; a child may have finalisers to run

void explain(Message& reply, std::string text) {
  reply.clear();
  reply.bytes = std::move(text);
}

}  // namespace

Job::Outcome ChildRunner::prepare(Message&, Message& reply) {
  if (process_.running() && channel_.readable()) dismiss();  // it died while it had nothing to do
  if (process_.running()) return Job::Outcome::pending;
  try {
    start();
    return Job::Outcome::pending;
  } catch (const std::runtime_error& error) {
    explain(reply, std::string("cannot start a worker process: ") + error.what());
    bury();
    return Job::Outcome::broken;
  }
}

void ChildRunner::start() {
  links_ = ParentLinks();
  process_ = ChildProcess::start(setup_.executable, links_);
  channel_ = Channel(std::move(links_.channel));
  number_ = 0;
  expose(true);
  greet();
}

// The child speaks first.
void ChildRunner::greet() {
  std::string bytes;
  Frame frame{FrameKind::hello, 0, &bytes};
  channel_.limit_reads(longest_start);
  if (!channel_.read(frame) || frame.kind != FrameKind::hello)
    throw std::runtime_error("'" + setup_.executable + "' " + bury() +
                             " instead of answering; it must be the program aio");
  if (bytes != greeting())
    throw std::runtime_error("'" + setup_.executable + "' is another version: " +
                             bytes.substr(0, 100) + ", this is " + std::string(greeting()));
  channel_.limit_reads(0);
  bytes = encode_setup(setup_);
  frame.kind = FrameKind::setup;
  channel_.write(frame);  // if it fails, so will the job
}

void ChildRunner::expose(bool running) {
  const std::lock_guard lock(mutex_);
  exposed_ = running;
  killed_ = false;
}

Job::Outcome ChildRunner::run(Message& request, Message& reply) {
  for (int attempt = 1;; ++attempt) {
    Job::Outcome outcome = Job::Outcome::broken;
    if (exchange(request, reply, outcome)) return outcome;
    const bool begun = has_begun();
    const std::string end = bury();
    explain(reply, "a worker process " + end + (begun ? " while it ran the call" : ""));
    if (begun || was_killed() || attempt == most_attempts) return Job::Outcome::broken;
    if (prepare(request, reply) == Job::Outcome::broken) return Job::Outcome::broken;
  }
}

bool ChildRunner::was_killed() {
  const std::lock_guard lock(mutex_);
  return killed_;
}

// One job, to the child and back. False when the child has died, or sends anything but the reply.
bool ChildRunner::exchange(Message& request, Message& reply, Job::Outcome& outcome) {
  {
    const std::lock_guard lock(mutex_);
    ++number_;
  }
  if (!channel_.write({FrameKind::job, number_, &request.bytes})) return false;
  reply.clear();
  Frame frame{FrameKind::hello, 0, &reply.bytes};
  if (!channel_.read(frame) || frame.number != number_) return false;
  if (frame.kind == FrameKind::returned) outcome = Job::Outcome::returned;
  if (frame.kind == FrameKind::raised) outcome = Job::Outcome::raised;
  return outcome != Job::Outcome::broken;
}

bool ChildRunner::needs_rest() const {
  return setup_.most_jobs != 0 && number_ >= setup_.most_jobs;
}

// The control socket does not block: an interrupt that finds it full is one of many.
void ChildRunner::interrupt() noexcept {
  const std::lock_guard lock(mutex_);
  if (exposed_)
    send(links_.control.number(), &number_, sizeof number_, MSG_DONTWAIT | MSG_NOSIGNAL);
}

// If no child is running, one is being started or buried, which does not take long.
bool ChildRunner::kill() noexcept {
  const std::lock_guard lock(mutex_);
  killed_ = true;
  if (exposed_) process_.send_kill();
  return true;
}

// The child has closed its end, or is not to be trusted any more. Returns how it ended.
std::string ChildRunner::bury() {
  {
    const std::lock_guard lock(mutex_);
    exposed_ = false;
  }
  std::string end = "ended";
  if (process_.running() && !process_.wait(longest_death)) {
    process_.kill();
    end = "sent what is no reply, or none in time, and was killed";
  } else {
    end = process_.end();
  }
  channel_.close();
  return end;
}

// Lets a child go that has no job.
void ChildRunner::dismiss() noexcept {
  {
    const std::lock_guard lock(mutex_);
    exposed_ = false;
  }
  channel_.close();
  if (process_.running() && !process_.wait(longest_leave)) process_.kill();
  links_ = ParentLinks();
}

std::unique_ptr<JobRunner> make_child_runner(const WorkerSetup& setup) {
  return std::make_unique<ChildRunner>(setup);
}

}  // namespace aio
