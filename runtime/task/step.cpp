// A task's step: the only place that resumes a task's coroutine.

#include <utility>

#include "runtime/lua/boundary.hpp"
#include "runtime/lua/errors.hpp"
#include "runtime/task/async_function.hpp"
#include "runtime/task/await.hpp"
#include "runtime/task/cancel.hpp"
#include "runtime/task/engine.hpp"
#include "runtime/task/failure.hpp"
#include "runtime/task/held_locks.hpp"
#include "runtime/task/operation.hpp"
#include "runtime/task/slow_step.hpp"
#include "runtime/task/task.hpp"

namespace aio {

namespace {

// Debug mode: a lock that outlives its task is mostly a forgotten release.
void warn_of_held_lock(lua_State* L, int index) {
  push_task_name(L, index);
  lua_writestringerror("Task '%s' ended while holding a Lock that it never released\n",
                       lua_tostring(L, -1));
  lua_pop(L, 1);
}

// Ends a task whose outcome is in its slot. From here on only its handle keeps it alive.
void finish(lua_State* L, int index, Task& task, Waitable::State state) {
  const Loop* loop = Engine::of(L).loop;
  if (loop != nullptr && loop->debug && !task.held_locks.empty()) warn_of_held_lock(L, index);
  complete(L, index, task, state);
  static_cast<TaskNode&>(task).unlink();
  release_held_locks(task);
  task.cancellation = Task::Cancellation::none;
  Engine::of(L).anchors.release(task.self);
  task.self = Anchors::none;
}

// Ends it as cancelled with the CancelledError on top of the stack; pops it.
void finish_cancelled(lua_State* L, int index, Task& task) {
  lua_setiuservalue(L, index, Future::outcome);
  task.error_is_object = true;
  finish(L, index, task, Waitable::State::cancelled);
}

// The CancelledError of a task that ends without having raised it.
void push_cancelled_error(lua_State* L, int index, const Task& task) {
  lua_getiuservalue(L, index, Future::outcome);
  if (!task.has_own_cancel || task.must_cancel) make_error(L, ErrorClass::cancelled, -1);
}

void finish_returned(lua_State* L, int index, Task& task, int first) {
  const bool cancelled = task.must_cancel || task.cancellation != Task::Cancellation::none;
  if (cancelled) {
    push_cancelled_error(L, index, task);
    finish_cancelled(L, index, task);
    return;
  }
  task.has_own_cancel = false;
  store_results(L, index, task, first);
  finish(L, index, task, Waitable::State::finished);
}

// Ends it with the error on top of the stack.
void finish_raised(lua_State* L, int index, Task& task) {
  if (is_error(L, -1, ErrorClass::cancelled)) {
    finish_cancelled(L, index, task);
    return;
  }
  Engine& engine = Engine::of(L);
  if (is_error(L, -1, ErrorClass::keyboard_interrupt)) {
    lua_pushvalue(L, -1);
    engine.fatal = true;
    engine.fatal_slot = engine.anchors.add(L);
  }
  task.has_own_cancel = false;
  lua_pushvalue(L, -1);
  lua_setiuservalue(L, index, Future::outcome);
  take_trace(L, -1);
  guard_failure(L, index);
  finish(L, index, task, Waitable::State::failed);
}

bool is_call(const Task& task) {
  return task.coroutine != nullptr && task.coroutine->type == &Call::class_type;
}

// The thread is the task's no longer.
void detach_thread(lua_State* L, int index, Task& task) {
  task.lua_thread = nullptr;
  lua_pushnil(L);
  lua_setiuservalue(L, index, Task::thread);
}

// What a hook calls when the body returns would find a task that has ended and a thread that
// nothing keeps. `after_resume` puts it back: that of a chunk goes along to the next one.
void set_hook_aside(lua_State* L, Engine& engine) {
  if (lua_gethookmask(L) == 0) return;
  engine.ended_hook = {lua_gethook(L), lua_gethookmask(L), lua_gethookcount(L)};
  lua_sethook(L, nullptr, 0, 0);
}

void put_hook_back(lua_State* thread, Engine& engine) {
  const Engine::Hook hook = std::exchange(engine.ended_hook, {});
  if (hook.mask != 0) lua_sethook(thread, hook.function, hook.mask, hook.count);
}

int body_done(lua_State* L, int status, lua_KContext) {
  Task& task = known<Task>(L, 1);
  Engine& engine = Engine::of(L);
  const bool reusable = !task.thread_escaped && lua_gethookmask(L) == 0;
  detach_thread(L, 1, task);
  if (status == LUA_OK || status == LUA_YIELD)
    finish_returned(L, 1, task, 3);
  else
    finish_raised(L, 1, task);
  engine.ended = {L, reusable};
  set_hook_aside(L, engine);
  lua_settop(L, 0);
  return 0;
}

// What runs in the task's thread: [task, message handler, function, arguments…]. The protected call
// inside the coroutine is what lets <close> handlers await while an error or a cancellation
// unwinds.
int body(lua_State* L) {
  const int status = lua_pcallk(L, lua_gettop(L) - 3, LUA_MULTRET, 2, 0, continuation<body_done>);
  return body_done(L, status, 0);
}

// Pushes function and arguments of the task's body, which is at `index`.
void push_body(lua_State* L, int index, const Task& task) {
  if (is_call(task)) {
    push_call(L, index, static_cast<Call&>(*task.coroutine));
  } else if (task.coroutine != nullptr) {
    // create_task has used an operation up for everybody else; the task itself awaits it now.
    task.coroutine->state = Coroutine::State::fresh;
    lua_pushcfunction(L, entry<await>);
    lua_pushvalue(L, index);
  } else if (is_async_function(L, index)) {
    push_wrapped_function(L, index);  // aio.run(main): not a call of it, what it wraps runs
  } else if (lua_isfunction(L, index)) {
    lua_pushvalue(L, index);
  } else {
    lua_pushcfunction(L, entry<await>);
    lua_pushvalue(L, index);
  }
}

// Gives the task a thread and puts all that `body` needs on it. Returns the number of arguments for
// lua_resume.
int start(lua_State* L, Engine& engine, Task& task) {
  lua_State* thread = engine.idle_threads.take(L);
  const int count = is_call(task) ? static_cast<Call&>(*task.coroutine).arguments : 0;
  if (count > LUA_MINSTACK / 2 && lua_checkstack(thread, count + LUA_MINSTACK) == 0)
    luaL_error(L, "too many arguments");
  lua_pushcfunction(thread, entry<body>);
  engine.anchors.push(thread, task.self);
  lua_xmove(L, thread, 1);
  lua_setiuservalue(thread, 2, Task::thread);
  lua_getiuservalue(thread, 2, Task::body);
  push_body(thread, 3, task);
  lua_pushcfunction(thread, entry<record_trace>);
  lua_replace(thread, 3);
  task.lua_thread = thread;
  return lua_gettop(thread) - 1;
}

// A body that is refused without running. The task is on top of the stack.
void cancel_unstarted(lua_State* L, Task& task) {
  const int index = lua_gettop(L);
  push_cancelled_error(L, index, task);
  finish_cancelled(L, index, task);
}

// The thread died outside of the body's protected call (no memory), or yielded to nobody.
void finish_broken(lua_State* L, lua_State* thread, Task& task) {
  push_task(L, task);
  const int index = lua_gettop(L);
  lua_xmove(thread, L, 1);
  lua_resetthread(thread);
  lua_settop(thread, 0);
  detach_thread(L, index, task);
  finish_raised(L, index, task);
  lua_settop(L, index - 1);
}

// Ends a task that swallows its cancellation for ever (`while true do pcall(await, …) end`): closes
// its variables, which cannot await then, and drops the rest of its body.
void end_task(lua_State* L, int index, Task& task) {
  push_task_name(L, index);
  lua_writestringerror("Task '%s' caught its cancellation again and again; it was ended\n",
                       lua_tostring(L, -1));
  lua_settop(L, index);
  push_cancelled_error(L, index, task);
  Engine::of(L).reset(task.lua_thread, L);
  lua_settop(task.lua_thread, 0);
  detach_thread(L, index, task);
  finish_cancelled(L, index, task);
}

// Resumes until a real suspension or the end; a stack break (see await.cpp) goes on at once.
int resume(lua_State* L, Engine& engine, lua_State* thread, int arguments) {
  for (;;) {
    int results = 0;
    const int status = engine.resume(thread, L, arguments, &results);
    if (status != LUA_YIELD || !engine.stack_break) return status;
    engine.stack_break = false;
    engine.suspended_by_await = false;
    lua_pop(thread, results);
    arguments = 0;
  }
}

// A task that has ended may be garbage by now: it is not looked at.
void after_resume(lua_State* L, Engine& engine, lua_State* thread, Task& task, int status) {
  const Engine::Ended ended = std::exchange(engine.ended, {});
  if (status == LUA_YIELD && engine.suspended_by_await) {
    engine.suspended_by_await = false;
  } else if (ended.thread == thread) {
    if (status == LUA_OK && ended.reusable)
      engine.idle_threads.give_back(thread);
    else
      put_hook_back(thread, engine);
  } else {
    if (status == LUA_YIELD)
      lua_pushliteral(thread, "a task was suspended by something else than await");
    finish_broken(L, thread, task);
  }
}

void run_thread(lua_State* L, Engine& engine, Task& task, int arguments) {
  lua_State* const thread = task.lua_thread;
  // A main chunk is nobody's task until it needs a loop (main_task.hpp).
  engine.current = task.loop == 0 ? nullptr : &task;
  lua_State* const outer = std::exchange(engine.innermost, thread);
  const int status = resume(L, engine, thread, arguments);
  engine.current = nullptr;
  engine.innermost = outer;
  after_resume(L, engine, thread, task, status);
}

// The same in debug mode: tells if the step took long.
void run_watched(lua_State* L, Engine& engine, Task& task, int arguments) {
  push_task(L, task);
  const int index = lua_gettop(L);
  lua_getiuservalue(L, index, Task::thread);  // kept for the watch, also when the task has ended
  SlowStepWatch watch(L, task.lua_thread);
  run_thread(L, engine, task, arguments);
  push_task_name(L, index);
  lua_pushfstring(L, "task '%s'", lua_tostring(L, -1));
  watch.finish(L);
  lua_settop(L, index - 1);
}

// Ends a task that is not to run: cancelled before its first step, or hopeless.
void end_without_running(lua_State* L, Task& task) {
  push_task(L, task);
  const int index = lua_gettop(L);
  if (task.end_it)
    end_task(L, index, task);
  else
    cancel_unstarted(L, task);
  lua_settop(L, index - 1);
}

}  // namespace

void step(lua_State* L, Task& task) {
  Engine& engine = Engine::of(L);
  ++engine.steps;
  task.waiting_on = nullptr;
  task.waiting_in = nullptr;
  task.inline_depth = 0;
  if (task.end_it || (task.must_cancel && !task.started())) {
    end_without_running(L, task);
    return;
  }
  int arguments = 0;
  if (task.started())
    lua_pop(task.lua_thread, 1);  // the await marker
  else
    arguments = start(L, engine, task);
  const bool debug = engine.loop != nullptr && engine.loop->debug;
  if (debug)
    run_watched(L, engine, task, arguments);
  else
    run_thread(L, engine, task, arguments);
}

}  // namespace aio
