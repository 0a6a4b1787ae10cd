#include "interpreter/repl/prompt.hpp"

#include <unistd.h>

#include <csignal>
#include <utility>

namespace aio {

namespace {

// A failed task's awaiters have seen the error after so many ticks, however it goes through
// gathers, groups and waits; it is nobody's if it is still there.
constexpr int turns_for_awaiters = 8;

template <class Watch>
void stop_watch(Watch*& watch) {
  if (watch != nullptr) std::exchange(watch, nullptr)->stop();
}

}  // namespace

void Prompt::Turn::take(Runnable& self, void* host) {
  auto& turn = static_cast<Turn&>(self);
  turn.action(turn.prompt, static_cast<lua_State*>(host));
}

Prompt::Prompt(std::unique_ptr<LineReader> reader, bool on_terminal)
    : reader_(std::move(reader)),
      on_terminal_(on_terminal),
      on_input_(*this, [](Prompt& self, lua_State*) { self.read(); }),
      on_resize_(*this, [](Prompt& self, lua_State*) { self.reader_->resize(); }),
      on_stop_(*this, [](Prompt& self, lua_State*) { self.stop_process(); }),
      on_hidden_(*this, [](Prompt& self, lua_State*) { self.show(); }),
      on_failure_(*this, report_turn) {
  if (on_terminal_) captures_ = capture_output(*this);
}

Prompt::~Prompt() {
  if (captures_) release_output();
}

void Prompt::begin(EventLoop& events, const char* text) {
  events_ = &events;
  outcome_ = Outcome::none;
  interrupts_ = 0;
  input_ = DescriptorWatch::start(events, STDIN_FILENO, on_input_);
  if (input_ == nullptr) events.call_soon(on_input_);
  if (on_terminal_) watch_signals();
  if (turns_to_report_ > 0) events.call_soon(on_failure_);
  if (captures_) prompt_shown();
  reader_->start(text);
}

void Prompt::watch_signals() {
  resized_ = SignalWatch::start(*events_, SIGWINCH, on_resize_);
  stopped_ = SignalWatch::start(*events_, SIGTSTP, on_stop_);
}

Prompt::Outcome Prompt::finish() {
  if (captures_) prompt_gone();
  if (outcome_ != Outcome::line && outcome_ != Outcome::end) reader_->abandon();
  leave_loop();
  return outcome_;
}

void Prompt::withdraw() {
  reader_->withdraw();
  if (captures_) prompt_gone();
  leave_loop();
}

void Prompt::leave_loop() {
  stop_watch(input_);
  stop_watch(resized_);
  stop_watch(stopped_);
  for (Turn* turn : {&on_input_, &on_hidden_, &on_failure_}) static_cast<Runnable*>(turn)->unlink();
  events_ = nullptr;
}

void Prompt::stop(Outcome outcome) {
  outcome_ = outcome;
  if (captures_) prompt_gone();
  events_->stop();
}

void Prompt::read() {
  if (!waiting()) return;
  switch (reader_->feed()) {
    case Reading::line:
      stop(Outcome::line);
      break;
    case Reading::end:
      stop(Outcome::end);
      break;
    default:
      if (input_ == nullptr) events_->call_soon(on_input_);
  }
}

bool Prompt::interrupt(bool in_code) {
  if (in_code && ++interrupts_ > 1) return false;
  outcome_ = Outcome::interrupted;
  events_->stop();
  return true;
}

void Prompt::expect_report(void (*report)(lua_State* L)) {
  report_ = report;
  turns_to_report_ = turns_for_awaiters;
  if (events_ != nullptr && !on_failure_.linked()) events_->call_soon(on_failure_);
}

void Prompt::report_turn(Prompt& self, lua_State* L) { self.report_later(L); }

void Prompt::report_later(lua_State* L) {
  if (--turns_to_report_ > 0)
    events_->call_soon(on_failure_);
  else
    report_(L);
}

void Prompt::hide() {
  reader_->hide();
  if (events_ != nullptr && !on_hidden_.linked()) events_->call_soon(on_hidden_);
}

void Prompt::foreign_output() noexcept { events_->wake(); }

void Prompt::show() {
  if (!waiting()) return;
  prompt_shown();
  reader_->show();
}

// Ctrl-Z: as without us, but the terminal is the shell's again before, and ours after.
void Prompt::stop_process() {
  reader_->before_stop();
  struct sigaction standard = {};
  struct sigaction ours = {};
  standard.sa_handler = SIG_DFL;
  sigemptyset(&standard.sa_mask);
  sigaction(SIGTSTP, &standard, &ours);
  std::raise(SIGTSTP);
  sigaction(SIGTSTP, &ours, nullptr);
  reader_->after_stop();
}

}  // namespace aio
