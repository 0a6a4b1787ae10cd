#pragma once
// GNU readline 8, loaded when the prompt starts and only then: scripts do not pay for it, neither
// the library aio::aio nor the program's file contains any of it, and where it is missing there is
// plain reading (docs/decisions/0012-line-editing.md). What is used of it is declared here, as its
// manual has it, so that building needs no header of readline's either.

#include <cstdio>

namespace aio {

struct Readline {
  using Command = int(int count, int key);

  int (*initialize)();
  void (*callback_handler_install)(const char* prompt, void (*line_entered)(char* line));
  void (*callback_handler_remove)();
  void (*callback_read_char)();
  void (*callback_sigcleanup)();
  void (*free_line_state)();
  int (*clear_visible_line)();
  int (*forced_update_display)();
  void (*redisplay)();
  void (*resize_terminal)();
  void (*prep_terminal)(int meta_flag);
  void (*deprep_terminal)();
  int (*bind_key)(int key, Command* command);
  int (*variable_bind)(const char* name, const char* value);
  char* (*variable_value)(const char* name);
  int (*insert_text)(const char* text);
  int (*ding)();
  void (*display_match_list)(char** matches, int count, int longest);
  void (*add_history)(const char* line);

  const char** readline_name;
  std::FILE** instream;
  std::FILE** outstream;
  char** line_buffer;
  int* point;
  int* end;
  int* catch_signals;
  int* catch_sigwinch;
  int* change_environment;
};

// Null with the reason in `reason` when it is not there. Loaded once, for the process's life.
const Readline* load_readline(const char*& reason);

}  // namespace aio
