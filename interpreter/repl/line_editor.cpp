#include "interpreter/repl/line_editor.hpp"

#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>

#include "interpreter/repl/readline_library.hpp"
#include "interpreter/repl/screen.hpp"

namespace aio {

namespace {

// readline's callbacks carry no data, and it serves one terminal anyhow.
LineEditor* the_editor = nullptr;

constexpr std::size_t longest_list = 300;  // candidates shown at once

bool input_waits() {
  pollfd input{STDIN_FILENO, POLLIN, 0};
  return ::poll(&input, 1, 0) > 0;
}

// Whether a character of the text goes on at `at` (UTF-8).
bool is_inside_character(const std::string& text, std::size_t at) {
  return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U;
}

// What all candidates begin with, in whole characters.
std::string common_beginning(const std::vector<std::string>& candidates) {
  const std::string& first = candidates.front();
  std::size_t size = first.size();
  for (const std::string& other : candidates) {
    const auto end = std::mismatch(first.begin(), first.end(), other.begin(), other.end()).first;
    size = std::min(size, static_cast<std::size_t>(end - first.begin()));
  }
  while (size > 0 && std::any_of(candidates.begin(), candidates.end(), [&](const std::string& one) {
           return is_inside_character(one, size);
         }))
    --size;
  return first.substr(0, size);
}

}  // namespace

LineEditor::LineEditor(const Readline& library) : readline_(library) {
  the_editor = this;
  *readline_.readline_name = "aio";
  *readline_.instream = stdin;
  *readline_.outstream = terminal_stream();
  *readline_.catch_signals = 0;  // the loop watches them
  *readline_.catch_sigwinch = 0;
  *readline_.change_environment = 0;
  readline_.initialize();
  // Both would wait for a key, and the loop with it.
  readline_.variable_bind("page-completions", "off");
  readline_.variable_bind("completion-query-items", "0");
  readline_.bind_key('\t', tab_typed);
  std::atexit(restore_terminal);
}

LineEditor::~LineEditor() {
  stop();
  the_editor = nullptr;
}

// The process ends while a line is typed: a background task has called os.exit.
void LineEditor::restore_terminal() {
  if (the_editor != nullptr) the_editor->withdraw();
}

void LineEditor::withdraw() {
  hide();
  stop();
}

void LineEditor::start(const char* prompt) {
  reading_ = Reading::more;
  active_ = true;
  readline_.callback_handler_install(prompt, line_entered);
}

void LineEditor::stop() {
  if (!active_) return;
  active_ = false;
  readline_.callback_handler_remove();
}

void LineEditor::line_entered(char* line) {
  LineEditor& self = *the_editor;
  self.reading_ = line == nullptr ? Reading::end : Reading::line;
  if (line != nullptr) self.line_ = line;
  self.stop();
  if (line == nullptr && !self.ends_line_itself()) std::fputs("\n", *self.readline_.outstream);
  std::fflush(*self.readline_.outstream);
  std::free(line);
}

// At the end of input readline writes a line break where it has told the terminal about pasting.
bool LineEditor::ends_line_itself() const {
  const char* pasting = readline_.variable_value("enable-bracketed-paste");
  return pasting != nullptr && std::strcmp(pasting, "on") == 0;
}

Reading LineEditor::feed() {
  do {
    readline_.callback_read_char();
  } while (reading_ == Reading::more && input_waits());
  return reading_;
}

void LineEditor::abandon() {
  if (!active_) return;
  *readline_.point = *readline_.end;
  readline_.redisplay();
  std::fputs("^C", *readline_.outstream);
  readline_.callback_sigcleanup();  // also of a search under way
  readline_.free_line_state();
  stop();
  std::fputs("\n", *readline_.outstream);
  std::fflush(*readline_.outstream);
}

void LineEditor::hide() {
  if (!active_) return;
  readline_.clear_visible_line();
  std::fflush(*readline_.outstream);
}

void LineEditor::show() {
  if (!active_) return;
  readline_.forced_update_display();
}

void LineEditor::resize() {
  if (active_) readline_.resize_terminal();
}

void LineEditor::before_stop() {
  if (active_) readline_.deprep_terminal();
}

void LineEditor::after_stop() {
  if (!active_) return;
  readline_.prep_terminal(1);
  show();
}

void LineEditor::add_history(const char* text) { readline_.add_history(text); }

void LineEditor::set_completer(Completer completer, void* data) {
  completer_ = completer;
  completer_data_ = data;
}

int LineEditor::tab_typed(int, int) {
  the_editor->complete();
  return 0;
}

void LineEditor::complete() {
  if (completer_ == nullptr) return;
  Completion completion;
  const auto point = static_cast<std::size_t>(*readline_.point);
  completer_(completer_data_, {*readline_.line_buffer, point}, completion);
  if (completion.candidates.empty()) {
    readline_.ding();
    return;
  }
  const std::size_t typed = point - std::min(completion.start, point);
  const std::string common = common_beginning(completion.candidates);
  if (common.size() > typed)
    readline_.insert_text(common.c_str() + typed);
  else if (completion.candidates.size() > 1)
    list(completion);
}

void LineEditor::list(const Completion& completion) {
  const std::size_t count = std::min(completion.candidates.size(), longest_list);
  std::vector<char*> matches(count + 2, nullptr);  // the first is not shown, the last ends them
  std::size_t longest = 0;
  for (std::size_t i = 0; i < count; ++i) {
    matches[i + 1] = const_cast<char*>(completion.candidates[i].c_str());
    longest = std::max(longest, completion.candidates[i].size());
  }
  matches[0] = matches[1];
  readline_.display_match_list(matches.data(), static_cast<int>(count), static_cast<int>(longest));
  if (count < completion.candidates.size())
    std::fprintf(*readline_.outstream, "... %zu more\n", completion.candidates.size() - count);
  readline_.forced_update_display();
}

}  // namespace aio
