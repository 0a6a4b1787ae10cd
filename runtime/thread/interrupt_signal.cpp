#include "runtime/thread/interrupt_signal.hpp"

#include <cerrno>
#include <csignal>

#include "runtime/thread/interrupt.hpp"

namespace aio::interrupt_signal {

namespace {

constexpr int number = SIGURG;

struct sigaction previous;  // written once, before the handler can run

void call_previous(siginfo_t* info, void* context) {
  if ((previous.sa_flags & SA_SIGINFO) != 0)
    previous.sa_sigaction(number, info, context);
  else if (previous.sa_handler != SIG_DFL && previous.sa_handler != SIG_IGN)
    previous.sa_handler(number);
}

// Restricted to what is safe in a signal handler: it reads atomics and may arm a Lua hook.
void handle(int, siginfo_t* info, void* context) {
  const int saved = errno;
  Interrupt* interrupt = Interrupt::of_thread();
  if (interrupt != nullptr && info->si_code == SI_TKILL)
    interrupt->on_signal();
  else
    call_previous(info, context);
  errno = saved;
}

bool install() {
  struct sigaction action {};
  action.sa_sigaction = handle;
  action.sa_flags = SA_SIGINFO | SA_ONSTACK;  // no SA_RESTART: system calls are to end
  sigemptyset(&action.sa_mask);
  return sigaction(number, nullptr, &previous) == 0 && sigaction(number, &action, nullptr) == 0;
}

}  // namespace

void open() {
  static const bool installed = install();
  static_cast<void>(installed);
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, number);
  pthread_sigmask(SIG_UNBLOCK, &signals, nullptr);
}

void send(pthread_t thread) noexcept { pthread_kill(thread, number); }

}  // namespace aio::interrupt_signal
