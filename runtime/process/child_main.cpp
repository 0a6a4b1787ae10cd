#include "runtime/process/child_main.hpp"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstring>
#include <mutex>
#include <thread>

#include "runtime/process/channel.hpp"
#include "runtime/process/links.hpp"
#include "runtime/process/start_message.hpp"
#include "runtime/thread/lua_runner.hpp"
#include "runtime/thread/output.hpp"

namespace aio {

namespace {

class Child {
 public:
  explicit Child(WorkerSetup setup);

  int run();

 private:
  bool greet();
  bool serve();
  Job::Outcome perform(std::uint32_t number);
  Job::Outcome attempt() noexcept;
  void begin(std::uint32_t number);
  void end();
  void listen();

  Channel channel_;
  Descriptor control_;
  StatusPage status_;
  WorkerSetup setup_;
  LuaRunner runner_;
  Message request_;
  Message reply_;

  std::mutex mutex_;            // guards what the listening thread needs
  std::uint32_t current_ = 0;   // the job that runs
  std::uint32_t unwanted_ = 0;  // the job that is to stop
};

Child::Child(WorkerSetup setup)
    : channel_(Descriptor(channel_descriptor)),
      control_(control_descriptor),
      status_(Descriptor(status_descriptor)),
      setup_(std::move(setup)),
      runner_(setup_) {
  join_output(output_descriptor);
}

int Child::run() {
  if (!greet()) return 1;
  std::thread([this] { listen(); }).detach();
  runner_.attach();
  while (serve()) {
  }
  runner_.detach();
  write_output({});
  return 0;
}

bool Child::greet() {
  std::string bytes(greeting());
  Frame frame{FrameKind::hello, 0, &bytes};
  return channel_.write(frame) && channel_.read(frame) && frame.kind == FrameKind::setup &&
         decode_setup(bytes, setup_);
}

// One job. False when the parent wants no more.
bool Child::serve() {
  Frame frame{FrameKind::job, 0, &request_.bytes};
  if (!channel_.read(frame) || frame.kind != FrameKind::job) return false;
  const Job::Outcome outcome = perform(frame.number);
  write_output({});
  frame.kind = outcome == Job::Outcome::returned ? FrameKind::returned : FrameKind::raised;
  frame.bytes = &reply_.bytes;
  if (!channel_.write(frame)) return false;
  request_.clear();
  reply_.clear();
  if (runner_.needs_rest()) runner_.rest();
  return true;
}

Job::Outcome Child::perform(std::uint32_t number) {
  begin(number);
  const Job::Outcome outcome = attempt();
  end();
  return outcome;
}

Job::Outcome Child::attempt() noexcept {
  try {
    const Job::Outcome outcome = runner_.prepare(request_, reply_);
    if (outcome != Job::Outcome::pending) return outcome;
    reply_.clear();
    return runner_.run(request_, reply_);
  } catch (const std::exception&) {
    reply_.clear();
    reply_.set_error("no memory");
    return Job::Outcome::raised;
  }
}

void Child::begin(std::uint32_t number) {
  const std::lock_guard lock(mutex_);
  status_->begun.store(number);
  current_ = number;
  if (unwanted_ == number) runner_.interrupt();
}

void Child::end() {
  const std::lock_guard lock(mutex_);
  current_ = 0;
  runner_.end();
}

// A thread of its own: the numbers of jobs that are to stop, and the end of the parent.
void Child::listen() {
  std::uint32_t number = 0;
  for (;;) {
    const ssize_t got = ::read(control_.number(), &number, sizeof number);
    if (got < 0 && errno == EINTR) continue;
    if (got != sizeof number) _exit(0);
    const std::lock_guard lock(mutex_);
    unwanted_ = number;
    if (current_ == number) runner_.interrupt();
  }
}

// Descriptors that the parent's script has open are not the child's to keep open; ours are not its
// children's.
void adopt_descriptors() {
  close_range(end_of_descriptors, ~0u, 0);
  for (int number = channel_descriptor; number < end_of_descriptors; ++number)
    fcntl(number, F_SETFD, FD_CLOEXEC);
}

void ignore(int) {}

// Ctrl-C reaches the whole group of processes; the parent decides what it means. A closed pipe is
// an error of the write. Handlers, since what is ignored would be ignored by programs that the
// script starts as well.
void adopt_signals() {
  struct sigaction action {};
  action.sa_handler = ignore;
  action.sa_flags = SA_RESTART;
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGPIPE, &action, nullptr);
}

bool is_connected() {
  struct stat about {};
  return fstat(channel_descriptor, &about) == 0 && S_ISSOCK(about.st_mode);
}

}  // namespace

int run_child(WorkerSetup setup) {
  if (!is_connected()) {
    std::fprintf(stderr, "aio: %s is for ProcessPoolExecutor, which starts its workers with it\n",
                 child_option);
    return 1;
  }
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  adopt_descriptors();
  adopt_signals();
  setup.place = "process";
  setup.caller = "submit";
  // Never destroyed: the listening thread uses it until the very end of the process.
  static auto* const child = new Child(std::move(setup));
  return child->run();
}

bool is_child(int argc, char** argv) {
  return argc == 2 && std::strcmp(argv[1], child_option) == 0;
}

}  // namespace aio
