// A task's step: the only place that resumes a task's coroutine.

#include "runtime/lua/boundary.hpp"
#include "runtime/lua/errors.hpp"
#include "runtime/task/await.hpp"
#include "runtime/task/cancel.hpp"
#include "runtime/task/coroutine_object.hpp"
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
  Engine::of(L).anchors.release(L, task.self);
  task.self = Anchors::none;
}

// Ends it as cancelled with the CancelledError on top of the stack; pops it.
void finish_cancelled(lua_State* L, int index, Task& task) {
  lua_setiuservalue(L, index, Future::outcome);
  task.error_is_object = true;
  task.packed = false;
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
  const int count = lua_gettop(L) - first + 1;
  task.packed = count != 1;
  if (task.packed) {
    lua_createtable(L, count, 1);
    lua_insert(L, first);
    for (int i = count; i >= 1; --i) lua_rawseti(L, first, i);
    lua_pushinteger(L, count);
    lua_setfield(L, first, "n");
  }
  lua_setiuservalue(L, index, Future::outcome);
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

int body_done(lua_State* L, int status, lua_KContext) {
  Task& task = *to<Task>(L, 1);
  if (status == LUA_OK || status == LUA_YIELD)
    finish_returned(L, 1, task, 3);
  else
    finish_raised(L, 1, task);
  lua_settop(L, 0);
  return 0;
}

// What runs in the task's thread: task, function, arguments. The protected call inside the
// coroutine is what lets <close> handlers await while an error or a cancellation unwinds.
int body(lua_State* L) {
  lua_pushcfunction(L, entry<record_trace>);
  lua_insert(L, 2);
  const int status = lua_pcallk(L, lua_gettop(L) - 3, LUA_MULTRET, 2, 0, continuation<body_done>);
  return body_done(L, status, 0);
}

// Pushes function and arguments of the task's body, replacing the body at the top.
int push_body(lua_State* L) {
  const int index = lua_gettop(L);
  if (auto* call = to<Call>(L, index)) return push_call(L, index, *call);
  if (lua_isfunction(L, index)) {
    // An async function that was not called, aio.run(main): what it wraps runs, not a call of it.
    if (!is_async_function(L, index) || lua_getupvalue(L, index, 1) == nullptr)
      lua_pushvalue(L, index);
    return 0;
  }
  // create_task has used an operation up for everybody else; the task itself awaits it now.
  if (auto* operation = to<Operation>(L, index)) operation->state = Coroutine::State::fresh;
  lua_pushcfunction(L, entry<await>);
  lua_pushvalue(L, index);
  return 1;
}

// Gives the task a thread and puts body, task, function and arguments on it. Returns the number of
// arguments for lua_resume. The task is at the top of L.
int start(lua_State* L, Task& task) {
  const int index = lua_gettop(L);
  lua_State* thread = Engine::of(L).idle_threads.take(L);
  lua_setiuservalue(L, index, Task::thread);
  lua_pushcfunction(L, entry<body>);
  lua_pushvalue(L, index);
  lua_getiuservalue(L, index, Task::body);
  const int arguments = push_body(L);
  lua_remove(L, index + 3);
  const int count = arguments + 3;
  if (lua_checkstack(thread, count + LUA_MINSTACK) == 0) luaL_error(L, "too many arguments");
  lua_xmove(L, thread, count);
  task.lua_thread = thread;
  return count - 1;
}

// A body that is refused without running.
void cancel_unstarted(lua_State* L, Task& task) {
  const int index = lua_gettop(L);
  push_cancelled_error(L, index, task);
  finish_cancelled(L, index, task);
}

void recycle(lua_State* L, int index, Task& task) {
  lua_getiuservalue(L, index, Task::thread);
  task.lua_thread = nullptr;
  lua_pushnil(L);
  lua_setiuservalue(L, index, Task::thread);
  if (task.thread_escaped)
    lua_pop(L, 1);
  else
    Engine::of(L).idle_threads.give_back(L);
}

// The thread died outside of the body's protected call (no memory), or yielded to nobody.
void finish_broken(lua_State* L, int index, Task& task) {
  lua_xmove(task.lua_thread, L, 1);
  lua_resetthread(task.lua_thread);
  lua_settop(task.lua_thread, 0);
  if (!task.done()) finish_raised(L, index, task);
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
  finish_cancelled(L, index, task);
  task.lua_thread = nullptr;
}

// Resumes until a real suspension or the end; a stack break (see await.cpp) goes on at once.
int resume(lua_State* L, Task& task, int arguments) {
  Engine& engine = Engine::of(L);
  for (;;) {
    int results = 0;
    const int status = engine.resume(task.lua_thread, L, arguments, &results);
    if (status != LUA_YIELD || !engine.stack_break) return status;
    engine.stack_break = false;
    engine.suspended_by_await = false;
    lua_pop(task.lua_thread, results);
    arguments = 0;
  }
}

// In debug mode: tells if the step took long.
void finish_watch(lua_State* L, int index, SlowStepWatch& watch) {
  push_task_name(L, index);
  lua_pushfstring(L, "task '%s'", lua_tostring(L, -1));
  watch.finish(L);
}

void after_resume(lua_State* L, int index, Task& task, int status) {
  Engine& engine = Engine::of(L);
  if (status == LUA_OK) {
    recycle(L, index, task);
  } else if (status == LUA_YIELD && engine.suspended_by_await) {
    engine.suspended_by_await = false;
  } else {
    if (status == LUA_YIELD)
      lua_pushliteral(task.lua_thread, "a task was suspended by something else than await");
    finish_broken(L, index, task);
  }
}

}  // namespace

void step(lua_State* L, Task& task) {
  Engine& engine = Engine::of(L);
  push_task(L, task);
  const int index = lua_gettop(L);
  ++engine.steps;
  task.waiting_on = nullptr;
  task.waiting_in = nullptr;
  task.inline_depth = 0;
  if (task.end_it) {
    end_task(L, index, task);
    lua_settop(L, index - 1);
    return;
  }
  if (!task.started() && task.must_cancel) {
    cancel_unstarted(L, task);
    lua_settop(L, index - 1);
    return;
  }
  int arguments = 0;
  if (task.started())
    lua_pop(task.lua_thread, 1);  // the await marker
  else
    arguments = start(L, task);
  // A main chunk is nobody's task until it needs a loop (main_task.hpp).
  engine.current = task.loop == 0 ? nullptr : &task;
  lua_State* const outer = engine.innermost;
  engine.innermost = task.lua_thread;
  SlowStepWatch watch(L, task.lua_thread);
  const int status = resume(L, task, arguments);
  engine.current = nullptr;
  engine.innermost = outer;
  if (watch.active()) finish_watch(L, index, watch);
  after_resume(L, index, task, status);
  lua_settop(L, index - 1);
}

}  // namespace aio
