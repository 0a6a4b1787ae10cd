#include "interpreter/repl/readline_library.hpp"

#include <dlfcn.h>

namespace aio {

namespace {

constexpr const char* file_name = "libreadline.so.8";  // the version of the interface

class Loader {
 public:
  explicit Loader(void* library) : library_(library) {}

  template <class Pointer>
  void find(const char* name, Pointer& pointer) {
    pointer = reinterpret_cast<Pointer>(dlsym(library_, name));
    if (pointer == nullptr) complete_ = false;
  }
  bool complete() const { return complete_; }

 private:
  void* library_;
  bool complete_ = true;
};

bool find_all(void* library, Readline& table) {
  Loader loader(library);
  loader.find("rl_initialize", table.initialize);
  loader.find("rl_callback_handler_install", table.callback_handler_install);
  loader.find("rl_callback_handler_remove", table.callback_handler_remove);
  loader.find("rl_callback_read_char", table.callback_read_char);
  loader.find("rl_callback_sigcleanup", table.callback_sigcleanup);
  loader.find("rl_free_line_state", table.free_line_state);
  loader.find("rl_clear_visible_line", table.clear_visible_line);
  loader.find("rl_forced_update_display", table.forced_update_display);
  loader.find("rl_redisplay", table.redisplay);
  loader.find("rl_resize_terminal", table.resize_terminal);
  loader.find("rl_prep_terminal", table.prep_terminal);
  loader.find("rl_deprep_terminal", table.deprep_terminal);
  loader.find("rl_bind_key", table.bind_key);
  loader.find("rl_variable_bind", table.variable_bind);
  loader.find("rl_variable_value", table.variable_value);
  loader.find("rl_insert_text", table.insert_text);
  loader.find("rl_ding", table.ding);
  loader.find("rl_display_match_list", table.display_match_list);
  loader.find("add_history", table.add_history);
  loader.find("rl_readline_name", table.readline_name);
  loader.find("rl_instream", table.instream);
  loader.find("rl_outstream", table.outstream);
  loader.find("rl_line_buffer", table.line_buffer);
  loader.find("rl_point", table.point);
  loader.find("rl_end", table.end);
  loader.find("rl_catch_signals", table.catch_signals);
  loader.find("rl_catch_sigwinch", table.catch_sigwinch);
  loader.find("rl_change_environment", table.change_environment);
  return loader.complete();
}

}  // namespace

const Readline* load_readline(const char*& reason) {
  static Readline table;
  void* library = dlopen(file_name, RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) {
    reason = dlerror();
    return nullptr;
  }
  if (find_all(library, table)) return &table;
  reason = "libreadline.so.8 lacks a function that is needed";
  return nullptr;
}

}  // namespace aio
