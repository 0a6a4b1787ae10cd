#include "interpreter/repl/plain_reader.hpp"

#include <cerrno>
#include <cstdlib>

namespace aio {

PlainReader::PlainReader(bool shows_prompt) : shows_prompt_(shows_prompt) {
  // Not a byte more than the line is taken from stdin: scripts read the rest with io.read, and the
  // kernel knows whether there is more.
  std::setvbuf(stdin, nullptr, _IONBF, 0);
}

PlainReader::~PlainReader() { std::free(buffer_); }

void PlainReader::start(const char* prompt) {
  if (shows_prompt_) std::fputs(prompt, stdout);
  std::fflush(stdout);
}

Reading PlainReader::feed() {
  errno = 0;
  const ssize_t length = getline(&buffer_, &size_, stdin);
  if (length < 0 && errno == EINTR) {
    std::clearerr(stdin);
    return Reading::more;
  }
  if (length < 0) {
    if (shows_prompt_) std::fputs("\n", stdout);
    return Reading::end;
  }
  line_.assign(buffer_, static_cast<std::size_t>(length));
  if (!line_.empty() && line_.back() == '\n') line_.pop_back();
  return Reading::line;
}

}  // namespace aio
