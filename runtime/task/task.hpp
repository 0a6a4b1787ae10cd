#pragma once
// asyncio's Task: a future that drives a coroutine. The body runs in a Lua thread taken at the
// first step and given back at the last; a task that never suspends shares one thread with all
// others.
//
// Keeping alive: an unfinished task is anchored (Engine::anchors) and in its loop's list of tasks,
// whatever the script does with its handle.

#include <cstdint>
#include <lua.hpp>

#include "runtime/task/future.hpp"
#include "runtime/task/loop.hpp"

namespace aio {

struct Coroutine;
struct Lock;

struct LockNode : Link {};

struct Task : Future, Runnable, TaskNode {
  static constexpr Type class_type{"Task", &Future::class_type};
  // thread: while it runs; a failed one has its trace there, and no thread any more.
  enum Slot { thread = Future::trace, body, context, name, slot_count = name };

  // What has become of a CancelledError that was delivered for a cancel() of this task
  // (api.md §5): it travels; a plain pcall caught it and it must be raised again; or nothing open.
  enum class Cancellation : std::uint8_t { none, in_flight, caught };

  explicit Task(std::uint32_t its_loop);

  bool started() const { return lua_thread != nullptr; }

  Coroutine* coroutine = nullptr;   // the body, if it is one
  lua_State* lua_thread = nullptr;  // once started, until the end
  lua_State* waiting_in = nullptr;  // the innermost coroutine that awaits, while suspended
  Waitable* waiting_on = nullptr;   // null while runnable
  Anchors::Slot self = Anchors::none;
  std::uint64_t number = 0;  // of "Task-7"; 0: named by the script
  List<Lock, LockNode> held_locks;
  std::uint64_t cancel_pass = 0;    // the last CancelPass that came through
  lua_Integer cancel_identity = 0;  // in CancelledErrors of its own: an address may come again
  int cancel_requests = 0;          // cancelling()
  int inline_depth = 0;             // nested awaits of coroutine objects since the last suspension
  int protection_depth = 0;         // active pcalls and the like, see cancel.hpp
  int catcher_depth = 0;            // … when the CancelledError was delivered
  Cancellation cancellation = Cancellation::none;
  bool must_cancel = false;       // deliver a CancelledError at the next step
  bool cancel_passed_on = false;  // what it waits on was cancelled on its behalf
  bool has_own_cancel = false;    // the outcome slot holds the task's own CancelledError
  bool reraised = false;          // … which was raised again without a suspension since
  int swallowed = 0;              // how often it was raised again in vain
  bool end_it = false;            // … too often
  bool thread_escaped = false;    // the script has seen the thread: do not reuse it
  bool eager = false;             // in its eager first step
  bool has_context = false;       // in the slot `context`; else the empty one
};

// Makes a task for the body at `index` (coroutine object or function) and pushes it. Does not
// schedule it. `loop` may be null for a main chunk.
Task& create_task(lua_State* L, Loop* loop, int index);
// The same, scheduled: its first step is queued behind all that is ready.
Task& spawn(lua_State* L, Loop& loop, int index);

void push_task(lua_State* L, const Task& task);
// Pushes the name, "Task-7" or what the script chose.
void push_task_name(lua_State* L, int index);

// One step: runs the task until its next suspension or its end.
void step(lua_State* L, Task& task);

// Makes the value at `index` a future: futures as they are, coroutine objects and functions as new
// tasks. Pushes it. Raises for other values, naming argument `argument` of `function`.
Future& ensure_future(lua_State* L, int index, const char* function);

// loop:create_task(c, {name=, context=, eager_start=})
int loop_create_task(lua_State* L);

void open_task(lua_State* L);

}  // namespace aio
