#include "interpreter/interrupt.hpp"

#include <unistd.h>
#include <csignal>

#include <atomic>

#include "interpreter/broken_pipe.hpp"
#include "runtime/task/engine.hpp"
#include "runtime/task/interrupts.hpp"
#include "runtime/task/loop.hpp"

namespace aio {

namespace {

constexpr int exit_status = 130;  // 128 + SIGINT, as shells have it

// Shared with the signal handler, which runs in the same thread.
std::atomic<int> pending_requests{0};
std::atomic<int> all_requests{0};
std::atomic<lua_State*> running{nullptr};
std::atomic<Engine*> interrupted_engine{nullptr};
std::atomic<InterruptHandler> session_handler{nullptr};

constexpr int last_request = 3;  // that ends what runs, whatever it does

// In a session the third request ends the input, not the process: no pcall keeps going after it.
bool insists() { return session_handler.load() != nullptr && all_requests.load() >= last_request; }

void handle(lua_State* L, bool in_code) {
  const InterruptHandler handler = session_handler.load();
  (handler == nullptr ? handle_interrupt : handler)(L, in_code);
}

void on_hook(lua_State* L, lua_Debug*) {
  const bool again = insists();
  if (again)
    lua_sethook(L, on_hook, LUA_MASKCOUNT, 1);
  else
    lua_sethook(L, nullptr, 0, 0);
  if (pending_requests.exchange(0) > 0 || again) handle(L, true);
}

void on_signal(int) {
  const bool is_last = all_requests.fetch_add(1) + 1 >= last_request;
  if (is_last && session_handler.load() == nullptr) _exit(exit_status);
  pending_requests.fetch_add(1);
  constexpr int every_event = LUA_MASKCALL | LUA_MASKRET | LUA_MASKLINE | LUA_MASKCOUNT;
  if (lua_State* L = running.load()) lua_sethook(L, on_hook, every_event, 1);
  const Engine* engine = interrupted_engine.load();
  if (engine != nullptr && engine->loop != nullptr) engine->loop->events->wake();
}

void between_ticks(lua_State* L) {
  if (pending_requests.load() == 0) return;
  pending_requests.store(0);
  handle(L, false);
}

// Not in the order of all atomics, which would cost two barriers a step: the handler is in this
// thread.
int tracked_resume(lua_State* co, lua_State* from, int arguments, int* results) {
  running.store(co, std::memory_order_release);
  const int status = lua_resume(co, from, arguments, results);
  running.store(from, std::memory_order_release);
  return status;
}

// Installs our handler, also after a loop of the script has watched the signal itself.
void catch_sigint_again(int number) {
  if (number != SIGINT) return;
  struct sigaction action = {};
  action.sa_handler = on_signal;
  sigemptyset(&action.sa_mask);
  sigaction(SIGINT, &action, nullptr);
}

void leave_signals() {
  uninstall_interrupt();
  uninstall_broken_pipe();
}

}  // namespace

void install_interrupt(lua_State* L) {
  Engine& engine = Engine::of(L);
  engine.resume = tracked_resume;
  engine.on_interrupt = between_ticks;
  engine.on_close = leave_signals;  // also when the script closes the state by os.exit
  running.store(L);
  interrupted_engine.store(&engine);
  engine.on_signal_released = catch_sigint_again;
  catch_sigint_again(SIGINT);
}

void uninstall_interrupt() {
  std::signal(SIGINT, SIG_DFL);
  running.store(nullptr);
  interrupted_engine.store(nullptr);
}

void begin_session(InterruptHandler handler) { session_handler.store(handler); }

void keep_interrupting(lua_State* L) {
  if (insists()) lua_sethook(L, on_hook, LUA_MASKCOUNT, 1);
}

void forget_interrupts() {
  pending_requests.store(0);
  all_requests.store(0);
}

}  // namespace aio
