#include "interpreter/repl/screen.hpp"

#include <sys/types.h>
#include <unistd.h>

#include <cerrno>
#include <mutex>
#include <string>
#include <thread>
#include <utility>

namespace aio {

namespace {

// The streams belong to the process, so there is one screen; it is never destroyed, because the
// process's end still writes.
struct Screen {
  Curtain* curtain = nullptr;
  std::FILE* real_stdout = nullptr;
  std::FILE* real_stderr = nullptr;
  std::thread::id owner;

  std::mutex mutex;  // for what follows
  bool prompt_visible = false;
  bool line_is_empty = true;  // the cursor is at the beginning of a line
  std::string foreign;        // of other threads, while the prompt is visible
};

Screen& screen() {
  static auto* const the_screen = new Screen;
  return *the_screen;
}

void write_all(int descriptor, const char* data, std::size_t size) {
  while (size > 0) {
    const ssize_t written = ::write(descriptor, data, size);
    if (written < 0) {
      if (errno == EINTR) continue;
      return;
    }
    data += written;
    size -= static_cast<std::size_t>(written);
  }
}

// With the mutex held.
void write_to_terminal(Screen& self, int descriptor, const char* data, std::size_t size) {
  if (size == 0) return;
  write_all(descriptor, data, size);
  self.line_is_empty = data[size - 1] == '\n';
}

void hide_prompt(Screen& self) {
  bool hide = false;
  {
    const std::lock_guard lock(self.mutex);
    std::swap(hide, self.prompt_visible);
  }
  if (hide) self.curtain->hide();
}

// readline writes its bells to stderr.
bool is_bell(const char* data, std::size_t size) { return size == 1 && *data == '\a'; }

ssize_t write_own(Screen& self, int descriptor, const char* data, std::size_t size) {
  if (is_bell(data, size)) {
    write_all(descriptor, data, size);
    return static_cast<ssize_t>(size);
  }
  hide_prompt(self);
  const std::lock_guard lock(self.mutex);
  write_to_terminal(self, descriptor, data, size);
  return static_cast<ssize_t>(size);
}

ssize_t write_foreign(Screen& self, int descriptor, const char* data, std::size_t size) {
  const std::lock_guard lock(self.mutex);
  if (self.prompt_visible) {
    self.foreign.append(data, size);
    self.curtain->foreign_output();
  } else {
    write_to_terminal(self, descriptor, data, size);
  }
  return static_cast<ssize_t>(size);
}

// The cookie is the descriptor. Called by C's streams, in any thread.
template <int descriptor>
ssize_t write_stream(void*, const char* data, std::size_t size) {
  Screen& self = screen();
  return std::this_thread::get_id() == self.owner ? write_own(self, descriptor, data, size)
                                                  : write_foreign(self, descriptor, data, size);
}

template <int descriptor>
std::FILE* open_stream(int buffering) {
  std::FILE* stream =
      fopencookie(nullptr, "w", {nullptr, write_stream<descriptor>, nullptr, nullptr});
  if (stream != nullptr) std::setvbuf(stream, nullptr, buffering, BUFSIZ);
  return stream;
}

}  // namespace

bool capture_output(Curtain& curtain) {
  Screen& self = screen();
  std::FILE* output = open_stream<STDOUT_FILENO>(_IOLBF);
  std::FILE* errors = open_stream<STDERR_FILENO>(_IONBF);
  if (output == nullptr || errors == nullptr) return false;
  std::fflush(stdout);
  self.curtain = &curtain;
  self.owner = std::this_thread::get_id();
  self.real_stdout = std::exchange(stdout, output);
  self.real_stderr = std::exchange(stderr, errors);
  return true;
}

void release_output() {
  Screen& self = screen();
  if (self.real_stdout == nullptr) return;
  std::fflush(stdout);
  flush_foreign();
  stdout = std::exchange(self.real_stdout, nullptr);
  stderr = std::exchange(self.real_stderr, nullptr);
}

std::FILE* terminal_stream() {
  const Screen& self = screen();
  return self.real_stdout == nullptr ? stdout : self.real_stdout;
}

void prompt_shown() {
  Screen& self = screen();
  std::fflush(stdout);
  const std::lock_guard lock(self.mutex);
  if (!self.line_is_empty) write_to_terminal(self, STDOUT_FILENO, "\n", 1);
  self.prompt_visible = true;
}

void prompt_gone() {
  Screen& self = screen();
  const std::lock_guard lock(self.mutex);
  self.prompt_visible = false;
  self.line_is_empty = true;
}

void echo_shown() {
  Screen& self = screen();
  const std::lock_guard lock(self.mutex);
  write_to_terminal(self, STDOUT_FILENO, "\n", 1);
}

void begin_line() {
  Screen& self = screen();
  std::fflush(stdout);
  const std::lock_guard lock(self.mutex);
  if (!self.line_is_empty && !self.prompt_visible) write_to_terminal(self, STDOUT_FILENO, "\n", 1);
}

void flush_foreign() {
  Screen& self = screen();
  std::string text;
  {
    const std::lock_guard lock(self.mutex);
    text.swap(self.foreign);
  }
  if (!text.empty()) write_own(self, STDOUT_FILENO, text.data(), text.size());
}

}  // namespace aio
