#pragma once
// One Engine per Lua state: what the runtime knows that is not a Lua value. It is a userdata kept
// by the registry and found from any coroutine of the state through lua_getextraspace, so there are
// no globals and many runtimes fit in one process. Belongs to the thread that runs the state.

#include <cstdint>
#include <lua.hpp>

#include "runtime/loop/clock.hpp"
#include "runtime/loop/list.hpp"
#include "runtime/lua/anchors.hpp"
#include "runtime/lua/object.hpp"
#include "runtime/task/idle_threads.hpp"
#include "runtime/task/never_awaited.hpp"

namespace aio {

struct Future;
struct InterruptGuard;
struct Loop;
struct LostFailure;
struct Task;

inline int reset_thread(lua_State* co, lua_State*) { return lua_resetthread(co); }

struct Engine : Object, Shelf {
  static constexpr Type class_type{"aio engine"};

  Engine() : Object(class_type) {}

  static Engine& of(lua_State* L) { return static_cast<Engine&>(Shelf::of(L)); }

  Loop* loop = nullptr;     // the running one
  Task* current = nullptr;  // the task whose step runs now
  // The coroutine that may await: the current task's, or one resumed from it by ways that can all
  // be suspended. Null while something in between cannot (a sort, a foreign coroutine library).
  lua_State* innermost = nullptr;
  // A main chunk that becomes the main task when it first needs a loop; see main_task.hpp.
  Task* main_chunk = nullptr;
  Loop* session_loop = nullptr;  // which main chunks join; null: each has a loop of its own

  // What resumes coroutines: a host that interrupts running code puts in its own, which notes the
  // coroutine that runs (runtime/thread/interrupt.hpp).
  int (*resume)(lua_State* co, lua_State* from, int arguments, int* results) = lua_resume;
  int (*reset)(lua_State* co, lua_State* from) = reset_thread;

  ClockKind default_clock = ClockKind::real;  // of loops that do not say
  bool debug = false;                         // the same
  bool has_globals = false;  // aio, async, await are globals, see stdlib/modules.hpp

  Anchors anchors;
  IdleThreads idle_threads;
  // The thread whose task has just ended, and whether it may run another one.
  struct Ended {
    lua_State* thread = nullptr;
    bool reusable = false;
  } ended;
  // … and its debug hook, which must not be called when all has ended.
  struct Hook {
    lua_Hook function = nullptr;
    int mask = 0;
    int count = 0;
  } ended_hook;

  Nursery nursery;  // coroutine objects that nothing has awaited yet

  int loops_reference = LUA_NOREF;          // of the registry: open loops by number, weak
  Anchors::Slot main_loop = Anchors::none;  // of a main chunk, until its runner has taken it over
  List<Loop> loops;                         // open ones
  List<LostFailure> lost_failures;          // failed, nobody has looked yet
  std::uint64_t next_task_number = 1;
  std::uint64_t cancel_passes = 0;
  lua_Integer cancel_identities = 0;  // given to tasks so far, see cancel.cpp
  bool suspended_by_await = false;    // says why a lua_resume returned LUA_YIELD
  bool stack_break = false;           // … and that it wants to be resumed at once
  bool fatal = false;                 // an error that must leave the loop is in fatal_slot
  Anchors::Slot fatal_slot = Anchors::none;
  std::uint64_t steps = 0;                     // of all tasks so far
  std::uint64_t ticks = 0;                     // of all loops so far
  const char* origin_action = nullptr;         // an error is about to be raised again: failure.hpp
  std::uint64_t origin_step = 0;               // in which that was noted
  Future* newest_failure = nullptr;            // nobody has looked at it yet
  std::uint64_t newest_failure_tick = 0;       // in which it failed
  Anchors::Slot context_slot = Anchors::none;  // of the callback that runs, see context.hpp

  double step_started = 0;                    // in debug mode, see slow_step.hpp
  Anchors::Slot slow_slot = Anchors::none;    // the trace taken when the time was up
  InterruptGuard* interrupt_guard = nullptr;  // the innermost, see interrupts.hpp
  // Set by the embedding program: called between ticks, handles a pending Ctrl-C. May raise.
  void (*on_interrupt)(lua_State* L) = nullptr;
  void (*on_run)(Loop* running) = nullptr;  // the same: this loop runs from now on, or none
  void (*on_signal_released)(int number) = nullptr;  // the same: a loop no longer watches it
  // The same: the task at `index` ended with an error, and nobody has looked at it yet.
  void (*on_failure)(lua_State* L, int index) = nullptr;
  void (*on_close)() = nullptr;  // the same: the state is being closed
};

// Opens the engine in a state: the Engine, its classes; pushes the table of native functions.
int open_native(lua_State* L);

// Private light userdata on top of a coroutine that waits in an await: it is not the script's to
// resume (a generator inside a task is suspended together with the task).
inline const char await_marker = 0;

inline bool is_awaiting(lua_State* co) {
  return lua_status(co) == LUA_YIELD && lua_gettop(co) > 0 &&
         lua_touserdata(co, -1) == static_cast<const void*>(&await_marker);
}

}  // namespace aio
