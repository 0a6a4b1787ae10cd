#include "runtime/thread/interrupt.hpp"

#include <chrono>
#include <iterator>
#include <thread>
#include <utility>

#include "runtime/lua/boundary.hpp"
#include "runtime/thread/interrupt_signal.hpp"

namespace aio {

namespace {

using Seconds = std::chrono::duration<double>;

// Read in the signal handler, so its memory must not be made on first use (as in shared libraries).
[[gnu::tls_model("initial-exec")]] thread_local Interrupt* interrupt_of_thread = nullptr;

const char error_key = 0;  // registry: the error that is raised, always the same

// Instructions before the hook raises for the first, second … time. The room after the first is for
// clean-up; the last value is for good.
constexpr int room[] = {1, 10'000, 1'000, 100, 10, 1};
constexpr int last_room = static_cast<int>(std::size(room)) - 1;

// With the polling hook: how many instructions a busy loop runs before it notices.
constexpr int polling_interval = 1000;

// Longer than anybody waits, short enough for the clock's arithmetic.
constexpr double longest_sleep = 1e9;

void on_hook(lua_State* L, lua_Debug*) {
  Interrupt* interrupt = Interrupt::of_thread();
  if (interrupt == nullptr || !interrupt->requested()) return Interrupt::disarm(L);
  interrupt->raise(L);
}

int error_tostring(lua_State* L) {
  lua_pushliteral(L, "interrupted: the call that this thread worked for was cancelled");
  return 1;
}

// Pushes the error that interrupted code sees if it looks.
void push_error(lua_State* L) {
  if (lua_rawgetp(L, LUA_REGISTRYINDEX, &error_key) != LUA_TNIL) return;
  lua_pop(L, 1);
  lua_newtable(L);
  lua_createtable(L, 0, 2);
  lua_pushliteral(L, "Interrupted");
  lua_setfield(L, -2, "__name");
  lua_pushcfunction(L, entry<error_tostring>);
  lua_setfield(L, -2, "__tostring");
  lua_setmetatable(L, -2);
  lua_pushvalue(L, -1);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &error_key);
}

}  // namespace

void Interrupt::attach() {
  thread_ = pthread_self();
  interrupt_of_thread = this;
  set_coroutine_observer(this);
  interrupt_signal::open();
}

void Interrupt::detach() noexcept {
  set_coroutine_observer(nullptr);
  interrupt_of_thread = nullptr;
}

void Interrupt::on_coroutine(CoroutineObserver* self, lua_State* L) noexcept {
  static_cast<Interrupt*>(self)->enter(L);
}

Interrupt* Interrupt::of_thread() noexcept { return interrupt_of_thread; }

void Interrupt::request() noexcept {
  requested_.store(true, std::memory_order_release);
  {
    std::lock_guard lock(mutex_);
    woken_.notify_all();
    if (waker_.wake != nullptr) waker_.wake(waker_.data);
  }
  interrupt_signal::send(thread_);
}

void Interrupt::begin(lua_State* L) noexcept {
  raised_.store(0, std::memory_order_relaxed);
  disarm(L);
  enter(L);
}

void Interrupt::end() noexcept {
  requested_.store(false, std::memory_order_relaxed);
  running_.store(nullptr, std::memory_order_relaxed);
}

void Interrupt::disarm(lua_State* L) noexcept {
  if (interrupt_signal::polling)
    lua_sethook(L, on_hook, LUA_MASKCOUNT, polling_interval);
  else
    lua_sethook(L, nullptr, 0, 0);
}

// From here on `L` runs. The order matters: a signal that comes before the store armed another
// coroutine, but then the flag is seen here.
void Interrupt::enter(lua_State* L) noexcept {
  running_.store(L, std::memory_order_relaxed);
  std::atomic_signal_fence(std::memory_order_seq_cst);
  if (requested()) arm(L);
}

// Also called in the signal handler, between any two instructions of this thread, be it in the
// midst of lua_sethook. A hook that is armed keeps counting: repeated signals must not start its
// count afresh.
void Interrupt::arm(lua_State* L) noexcept {
  const int count = room[raised_.load(std::memory_order_relaxed)];
  const bool armed = lua_gethook(L) == on_hook && lua_gethookmask(L) != 0;
  if (!armed || lua_gethookcount(L) > count) set_hook(L);
}

void Interrupt::set_hook(lua_State* L) noexcept {
  const int raised = raised_.load(std::memory_order_relaxed);
  const int mask = raised == last_room ? LUA_MASKCOUNT | LUA_MASKCALL : LUA_MASKCOUNT;
  lua_sethook(L, on_hook, mask, room[raised]);
}

void Interrupt::on_signal() noexcept {
  lua_State* L = running_.load(std::memory_order_relaxed);
  if (L != nullptr && requested()) arm(L);
}

void Interrupt::raise(lua_State* L) {
  const int raised = raised_.load(std::memory_order_relaxed);
  if (raised < last_room) raised_.store(raised + 1, std::memory_order_relaxed);
  set_hook(L);
  push_error(L);
  lua_error(L);
  __builtin_unreachable();
}

bool Interrupt::sleep(double seconds) {
  const auto duration = std::chrono::duration_cast<std::chrono::steady_clock::duration>(
      Seconds(seconds < longest_sleep ? seconds : longest_sleep));
  std::unique_lock lock(mutex_);
  return !woken_.wait_for(lock, duration, [this] { return requested(); });
}

InterruptWaker Interrupt::set_waker(InterruptWaker waker) {
  std::lock_guard lock(mutex_);
  std::swap(waker_, waker);
  return waker;
}

bool interrupt_requested() noexcept {
  return interrupt_of_thread != nullptr && interrupt_of_thread->requested();
}

bool interruptible_sleep(lua_State*, double seconds) {
  if (!(seconds > 0)) return !interrupt_requested();
  if (interrupt_of_thread != nullptr) return interrupt_of_thread->sleep(seconds);
  std::this_thread::sleep_for(Seconds(seconds < longest_sleep ? seconds : longest_sleep));
  return true;
}

void raise_interrupted(lua_State* L) {
  if (interrupt_of_thread != nullptr) interrupt_of_thread->raise(L);
  luaL_error(L, "interrupted");
  __builtin_unreachable();
}

InterruptWaker set_interrupt_waker(InterruptWaker waker) {
  return interrupt_of_thread == nullptr ? InterruptWaker{} : interrupt_of_thread->set_waker(waker);
}

}  // namespace aio
