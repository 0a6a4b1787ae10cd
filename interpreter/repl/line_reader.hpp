#pragma once
// Where the prompt's lines come from: a line editor on a terminal, or plain reading. The reader
// knows neither Lua nor the loop; the Prompt (prompt.hpp) calls it when there is something to read.

#include <string>
#include <string_view>
#include <vector>

namespace aio {

enum class Reading { more, line, end };

// What the text before the cursor may go on with.
struct Completion {
  std::size_t start = 0;  // where in the line the word to complete begins
  std::vector<std::string> candidates;
};

class LineReader {
 public:
  virtual ~LineReader() = default;

  // Begins a line: shows the prompt.
  virtual void start(const char* prompt) = 0;
  // There is something to read. After `line` or `end` the reader has stopped by itself.
  virtual Reading feed() = 0;
  // The line that was entered.
  virtual const std::string& line() const = 0;
  // Gives the line up, and shows that; or without a trace.
  virtual void abandon() = 0;
  virtual void withdraw() = 0;

  // The prompt and what is typed vanish from the screen, and come back.
  virtual void hide() {}
  virtual void show() {}
  // The window has another size; the process goes on after it was stopped.
  virtual void resize() {}
  virtual void before_stop() {}
  virtual void after_stop() {}
  virtual void add_history(const char*) {}
  // A tabulator was typed: fills `completion` for the text before the cursor.
  using Completer = void (*)(void* data, std::string_view text, Completion& completion);
  virtual void set_completer(Completer, void*) {}
};

}  // namespace aio
