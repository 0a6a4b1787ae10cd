#pragma once
// Lines as they are: for pipes and files, and for terminals where there is no line editor.

#include <cstdio>

#include "interpreter/repl/line_reader.hpp"

namespace aio {

class PlainReader final : public LineReader {
 public:
  // Prompts are shown only if somebody looks at them.
  explicit PlainReader(bool shows_prompt);
  ~PlainReader() override;
  PlainReader(const PlainReader&) = delete;
  PlainReader& operator=(const PlainReader&) = delete;

  void start(const char* prompt) override;
  Reading feed() override;
  const std::string& line() const override { return line_; }
  void abandon() override {}
  void withdraw() override {}

 private:
  bool shows_prompt_;
  char* buffer_ = nullptr;  // getline's
  std::size_t size_ = 0;
  std::string line_;
};

}  // namespace aio
