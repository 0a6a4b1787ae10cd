#pragma once
// Stops the Lua code of one operating system thread from another thread: a busy loop, a blocking
// sleep, a system call. One Interrupt per worker thread.
//
// How a busy loop is reached: lua_sethook from another thread is no option, for it walks the call
// chain that the interpreter changes meanwhile; and a hook that is always armed makes Lua two to
// three times slower. So the worker thread gets a signal (SIGURG, which is ignored where nobody
// asks for it) and its handler, in the worker thread itself, arms a hook on the coroutine that
// runs. This is what lua_sethook is made for. It needs to know which coroutine that is, hence
// `observed_resume`. Under ThreadSanitizer, which holds signals back, a hook is always armed.
//
// The hook raises an error. A pcall can catch it, so it is raised again and again until the job has
// ended, at first with some room between for clean-up (<close> variables), in the end at every
// instruction. A C function that takes long is not reached, unless it waits in a system call.

#include <pthread.h>

#include <atomic>
#include <condition_variable>
#include <lua.hpp>
#include <mutex>

#include "runtime/thread/observed_resume.hpp"

namespace aio {

// What else must be woken when the thread is interrupted, such as an event loop that waits. Called
// on the interrupting thread, under a lock: it must be short and must not call back.
struct InterruptWaker {
  void (*wake)(void* data) = nullptr;
  void* data = nullptr;
};

class Interrupt : private CoroutineObserver {
 public:
  Interrupt() noexcept : CoroutineObserver{on_coroutine} {}

  // --- any thread
  // Asks the thread to stop. The caller makes sure that the thread exists. May be repeated, and
  // should be until it has stopped: a signal can arrive just before a system call begins.
  void request() noexcept;
  bool requested() const noexcept { return requested_.load(std::memory_order_acquire); }

  // --- the worker thread
  // Makes this the Interrupt of the calling thread, until `detach`.
  void attach();
  static void detach() noexcept;
  static Interrupt* of_thread() noexcept;

  // A job begins or ends in `L`. `end` must exclude `request` for the same job (the pool's lock).
  // It may leave a hook on `L`, which removes itself, as does one on a coroutine that lives on.
  void begin(lua_State* L) noexcept;
  void end() noexcept;
  static void disarm(lua_State* L) noexcept;

  bool sleep(double seconds);
  InterruptWaker set_waker(InterruptWaker waker);
  [[noreturn]] void raise(lua_State* L);

  // The signal handler's.
  void on_signal() noexcept;

 private:
  static void on_coroutine(CoroutineObserver* self, lua_State* L) noexcept;
  void enter(lua_State* L) noexcept;
  void arm(lua_State* L) noexcept;
  void set_hook(lua_State* L) noexcept;

  std::atomic<bool> requested_{false};
  std::atomic<lua_State*> running_{nullptr};  // shared with the signal handler only
  std::atomic<int> raised_{0};                // how often; the same
  pthread_t thread_{};
  std::mutex mutex_;  // guards waker_ and the wait of `sleep`
  std::condition_variable woken_;
  InterruptWaker waker_;
};

// What follows works in any thread; in one without an Interrupt nothing is ever interrupted.

// Whether the running job is to stop.
bool interrupt_requested() noexcept;

// Blocks the thread. Returns false at once when the job is interrupted; the caller then returns to
// Lua, where the error is raised, or calls `raise_interrupted`.
bool interruptible_sleep(lua_State* L, double seconds);
[[noreturn]] void raise_interrupted(lua_State* L);

// Sets what an interrupt of this thread wakes, and returns what it woke so far.
InterruptWaker set_interrupt_waker(InterruptWaker waker);

}  // namespace aio
