#pragma once
// A line editor on a terminal: GNU readline through its callback interface, one key at a time, so
// that the loop runs while somebody types.

#include <string>

#include "interpreter/repl/line_reader.hpp"

namespace aio {

struct Readline;

class LineEditor final : public LineReader {
 public:
  explicit LineEditor(const Readline& library);
  ~LineEditor() override;
  LineEditor(const LineEditor&) = delete;
  LineEditor& operator=(const LineEditor&) = delete;

  void start(const char* prompt) override;
  Reading feed() override;
  const std::string& line() const override { return line_; }
  void abandon() override;
  void withdraw() override;
  void hide() override;
  void show() override;
  void resize() override;
  void before_stop() override;
  void after_stop() override;
  void add_history(const char* text) override;
  void set_completer(Completer completer, void* data) override;

 private:
  static void line_entered(char* line);
  static int tab_typed(int count, int key);
  static void restore_terminal();
  bool ends_line_itself() const;
  void complete();
  void list(const Completion& completion);
  void stop();

  const Readline& readline_;
  Completer completer_ = nullptr;
  void* completer_data_ = nullptr;
  std::string line_;
  Reading reading_ = Reading::more;
  bool active_ = false;
};

}  // namespace aio
