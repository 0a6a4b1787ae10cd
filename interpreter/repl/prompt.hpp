#pragma once
// The prompt in the session's loop: while somebody types, the loop runs, and what background tasks
// print appears above the line. Joins a LineReader (where lines come from), the Screen (what is
// written meanwhile) and the loop (which watches stdin and the terminal's signals).

#include <lua.hpp>
#include <memory>

#include "interpreter/repl/line_reader.hpp"
#include "interpreter/repl/screen.hpp"
#include "runtime/loop/descriptor_watch.hpp"
#include "runtime/loop/event_loop.hpp"
#include "runtime/loop/signal_watch.hpp"

namespace aio {

class Prompt final : public Curtain {
 public:
  // With `on_terminal`, output and the terminal's signals are looked after.
  Prompt(std::unique_ptr<LineReader> reader, bool on_terminal);
  ~Prompt() override;
  Prompt(const Prompt&) = delete;
  Prompt& operator=(const Prompt&) = delete;

  LineReader& reader() { return *reader_; }

  // Begins a line: from here on the loop, which the caller runs, reads it and stops when `waiting`
  // has become false.
  void begin(EventLoop& events, const char* text);
  bool waiting() const { return events_ != nullptr && outcome_ == Outcome::none; }
  enum class Outcome { none, line, end, interrupted };
  // Ends it, whatever has become of it.
  Outcome finish();
  // The same while the state is closed under it (os.exit in a background task).
  void withdraw();

  // Ctrl-C; `in_code` while a background task computes. Returns false when that is to be
  // interrupted: the request is not the first one.
  bool interrupt(bool in_code);
  // A background task has failed: `report` is called once those who await it have had their turn.
  void expect_report(void (*report)(lua_State* L));

  void hide() override;
  void foreign_output() noexcept override;

 private:
  // Something of the prompt's that the loop is to do in its turn.
  struct Turn : Runnable {
    Turn(Prompt& its_prompt, void (*its_action)(Prompt& self, lua_State* L))
        : Runnable(take), prompt(its_prompt), action(its_action) {}
    static void take(Runnable& self, void* host);
    Prompt& prompt;
    void (*action)(Prompt& self, lua_State* L);
  };

  void watch_signals();
  void leave_loop();
  void read();
  void show();
  void stop_process();
  static void report_turn(Prompt& self, lua_State* L);
  void report_later(lua_State* L);
  void stop(Outcome outcome);

  std::unique_ptr<LineReader> reader_;
  bool on_terminal_;
  bool captures_ = false;
  EventLoop* events_ = nullptr;  // while a line is read
  Outcome outcome_ = Outcome::none;
  int interrupts_ = 0;
  int turns_to_report_ = 0;
  void (*report_)(lua_State* L) = nullptr;
  DescriptorWatch* input_ = nullptr;
  SignalWatch* resized_ = nullptr;
  SignalWatch* stopped_ = nullptr;
  Turn on_input_;
  Turn on_resize_;
  Turn on_stop_;
  Turn on_hidden_;
  Turn on_failure_;
};

}  // namespace aio
