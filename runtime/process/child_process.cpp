#include "runtime/process/child_process.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <system_error>
#include <thread>

#include "runtime/thread/output.hpp"

namespace aio {

namespace {

[[noreturn]] void fail(int error, const std::string& what) {
  throw std::system_error(error, std::generic_category(), what);
}

void check(int status, const char* what) {
  if (status < 0) fail(errno, what);
}

// The child's ends. Their numbers are above those they get in the child, so that giving them those
// overwrites none.
struct ChildLinks {
  Descriptor channel;
  Descriptor control;
  Descriptor status;
  int output = -1;  // stays the parent's: closing a copy of it would end the parent's own lock
};

Descriptor lift(int number) {
  const int lifted = fcntl(number, F_DUPFD_CLOEXEC, lowest_descriptor);
  check(lifted, "fcntl");
  return Descriptor(lifted);
}

// A pair of sockets: the parent's end is returned.
Descriptor connect(Descriptor& child_end) {
  int ends[2];
  check(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends), "socketpair");
  Descriptor ours(ends[0]);
  const Descriptor theirs(ends[1]);
  child_end = lift(theirs.number());
  return ours;
}

StatusPage share_status(Descriptor& child_end) {
  const int memory = memfd_create("aio-worker", MFD_CLOEXEC);
  check(memory, "memfd_create");
  const Descriptor owner(memory);
  check(ftruncate(memory, sizeof(ChildStatus)), "ftruncate");
  child_end = lift(memory);
  return StatusPage(owner);
}

// The two descriptions that posix_spawn takes, with owners.
class SpawnActions {
 public:
  SpawnActions() { posix_spawn_file_actions_init(&actions_); }
  ~SpawnActions() { posix_spawn_file_actions_destroy(&actions_); }
  SpawnActions(const SpawnActions&) = delete;
  SpawnActions& operator=(const SpawnActions&) = delete;

  void give(int number, int as) { posix_spawn_file_actions_adddup2(&actions_, number, as); }
  const posix_spawn_file_actions_t* get() const { return &actions_; }

 private:
  posix_spawn_file_actions_t actions_{};
};

class SpawnAttributes {
 public:
  // Signals are as in a fresh process, whatever this one does with them.
  SpawnAttributes() {
    posix_spawnattr_init(&attributes_);
    sigset_t none;
    sigset_t all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_setsigmask(&attributes_, &none);
    posix_spawnattr_setsigdefault(&attributes_, &all);
    posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  }
  ~SpawnAttributes() { posix_spawnattr_destroy(&attributes_); }
  SpawnAttributes(const SpawnAttributes&) = delete;
  SpawnAttributes& operator=(const SpawnAttributes&) = delete;

  const posix_spawnattr_t* get() const { return &attributes_; }

 private:
  posix_spawnattr_t attributes_{};
};

pid_t spawn(const std::string& executable, const ChildLinks& links) {
  SpawnActions actions;
  actions.give(links.channel.number(), channel_descriptor);
  actions.give(links.control.number(), control_descriptor);
  actions.give(links.status.number(), status_descriptor);
  actions.give(links.output, output_descriptor);
  const SpawnAttributes attributes;
  std::string name = executable.starts_with("/proc/") ? "aio" : executable;
  std::string option = child_option;
  char* arguments[] = {name.data(), option.data(), nullptr};
  pid_t pid = -1;
  const int error =
      posix_spawn(&pid, executable.c_str(), actions.get(), attributes.get(), arguments, environ);
  if (error != 0) fail(error, executable);
  return pid;
}

}  // namespace

ChildProcess ChildProcess::start(const std::string& executable, ParentLinks& links) {
  ChildLinks child;
  links.channel = connect(child.channel);
  links.control = connect(child.control);
  links.status = share_status(child.status);
  child.output = share_output();
  ChildProcess process;
  process.pid_ = spawn(executable, child);
  return process;
}

// Whether it has ended. Somebody else may have waited for it: then how is unknown.
bool ChildProcess::reap(int options) noexcept {
  if (pid_ <= 0) return true;
  pid_t ended = 0;
  do {
    ended = waitpid(pid_, &status_, options);
  } while (ended < 0 && errno == EINTR);
  if (ended == 0) return false;
  status_known_ = ended == pid_;
  pid_ = -1;
  return true;
}

bool ChildProcess::wait(double seconds) noexcept {
  using Clock = std::chrono::steady_clock;
  const auto end = Clock::now() + std::chrono::duration<double>(seconds);
  std::chrono::microseconds pause{100};
  while (!reap(WNOHANG)) {
    if (Clock::now() >= end) return false;
    std::this_thread::sleep_for(pause);
    pause = std::min(pause * 2, std::chrono::microseconds(5000));
  }
  return true;
}

void ChildProcess::send_kill() const noexcept {
  if (pid_ > 0) ::kill(pid_, SIGKILL);
}

void ChildProcess::kill() noexcept {
  send_kill();
  reap(0);
}

std::string ChildProcess::end() const {
  if (!status_known_) return "ended";
  if (WIFSIGNALED(status_)) {
    const char* name = sigabbrev_np(WTERMSIG(status_));
    return "was killed by signal " + std::to_string(WTERMSIG(status_)) +
           (name == nullptr ? "" : std::string(" (SIG") + name + ")");
  }
  return "exited with status " + std::to_string(WEXITSTATUS(status_));
}

}  // namespace aio
