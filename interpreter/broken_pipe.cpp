#include "interpreter/broken_pipe.hpp"

#include <csignal>

#include <atomic>

#include "runtime/task/engine.hpp"

namespace aio {

namespace {

std::atomic<const Engine*> watched_engine{nullptr};

// A handler, not SIG_IGN: programs that the script starts do not inherit it.
void on_broken_pipe(int) {
  const Engine* engine = watched_engine.load();
  if (engine != nullptr && engine->loop != nullptr) return;
  std::signal(SIGPIPE, SIG_DFL);
  std::raise(SIGPIPE);  // ends the process as soon as this handler returns
}

}  // namespace

void install_broken_pipe(lua_State* L) {
  struct sigaction action = {};
  sigaction(SIGPIPE, nullptr, &action);
  if (action.sa_handler == SIG_IGN) return;
  watched_engine.store(&Engine::of(L));
  action = {};
  action.sa_handler = on_broken_pipe;
  action.sa_flags = SA_RESTART;
  sigemptyset(&action.sa_mask);
  sigaction(SIGPIPE, &action, nullptr);
}

void uninstall_broken_pipe() {
  if (watched_engine.exchange(nullptr) != nullptr) std::signal(SIGPIPE, SIG_DFL);
}

}  // namespace aio
