#pragma once
// One child process: started, watched, ended. Knows nothing of jobs.

#include <sys/types.h>

#include <string>

#include "runtime/process/links.hpp"

namespace aio {

class ChildProcess {
 public:
  ChildProcess() = default;
  ~ChildProcess() { kill(); }
  ChildProcess(ChildProcess&& other) noexcept : pid_(std::exchange(other.pid_, -1)) {}
  ChildProcess& operator=(ChildProcess&& other) noexcept {
    std::swap(pid_, other.pid_);
    return *this;
  }
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;

  // Runs `executable --aio-worker`, connected to `links`, which are filled in. It dies with the
  // thread that calls this. Throws std::system_error.
  static ChildProcess start(const std::string& executable, ParentLinks& links);

  bool running() const noexcept { return pid_ > 0; }

  // Waits for its end, at most so long; false if it lives on. After its end it is not `running`.
  bool wait(double seconds) noexcept;
  // Ends it and waits for that.
  void kill() noexcept;
  // Only the signal; `wait` is still to be called.
  void send_kill() const noexcept;

  // How it ended, once it has: "was killed by signal 9 (SIGKILL)", "exited with status 1".
  std::string end() const;

 private:
  bool reap(int options) noexcept;

  pid_t pid_ = -1;
  int status_ = 0;
  bool status_known_ = false;
};

}  // namespace aio
