#include "runtime/thread/output.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <mutex>
#include <system_error>

namespace aio {

namespace {

// A record lock of the system belongs to a process and ends with it, so one that is killed while
// it writes stops nobody.
std::atomic<int> lock_file{-1};

bool set_lock(int file, short kind) noexcept {
  struct flock lock {};
  lock.l_type = kind;
  lock.l_whence = SEEK_SET;
  int status = 0;
  do {
    status = fcntl(file, F_SETLKW, &lock);
  } while (status < 0 && errno == EINTR);
  return status == 0;
}

// Nobody reads what is printed any more (`aio script.lua | head -1`): the process ends as stock
// `lua` does, also when SIGPIPE is handled because a loop runs. Not where it is ignored.
void end_by_broken_pipe() {
  struct sigaction action = {};
  sigaction(SIGPIPE, nullptr, &action);
  if (action.sa_handler == SIG_IGN) return;
  std::signal(SIGPIPE, SIG_DFL);
  std::raise(SIGPIPE);
}

}  // namespace

// Threads of one process are kept apart by the lock of `stdout` itself.
bool write_output(std::string_view text) noexcept {
  flockfile(stdout);
  const int file = lock_file.load(std::memory_order_acquire);
  const bool locked = file >= 0 && set_lock(file, F_WRLCK);
  if (!text.empty()) std::fwrite(text.data(), 1, text.size(), stdout);
  const bool written = std::fflush(stdout) == 0;
  const int error = errno;
  if (locked) set_lock(file, F_UNLCK);
  funlockfile(stdout);
  errno = error;
  return written;
}

int print_line(lua_State* L) {
  const int count = lua_gettop(L);
  luaL_Buffer line;
  luaL_buffinit(L, &line);
  for (int i = 1; i <= count; ++i) {
    if (i > 1) luaL_addchar(&line, '\t');
    luaL_tolstring(L, i, nullptr);
    luaL_addvalue(&line);
  }
  luaL_addchar(&line, '\n');
  luaL_pushresult(&line);
  std::size_t size = 0;
  const char* text = lua_tolstring(L, -1, &size);
  if (!write_output({text, size}) && errno == EPIPE) end_by_broken_pipe();
  return 0;
}

int share_output() {
  static std::mutex mutex;
  const std::lock_guard guard(mutex);
  if (lock_file.load() < 0) {
    const int first = memfd_create("aio-output", MFD_CLOEXEC);
    const int file = first < 0 ? -1 : fcntl(first, F_DUPFD_CLOEXEC, lowest_descriptor);
    if (file < 0) throw std::system_error(errno, std::generic_category(), "memfd_create");
    close(first);
    join_output(file);
  }
  return lock_file.load();
}

// A thread may be in the middle of a line, which it began when there was nobody to lock out.
void join_output(int descriptor) noexcept {
  flockfile(stdout);
  lock_file.store(descriptor, std::memory_order_release);
  funlockfile(stdout);
}

}  // namespace aio
