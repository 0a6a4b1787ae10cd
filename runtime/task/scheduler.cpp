#include "runtime/task/scheduler.hpp"

#include "runtime/lua/boundary.hpp"
#include "runtime/lua/errors.hpp"
#include "runtime/task/coroutine_object.hpp"
#include "runtime/task/deadlock.hpp"
#include "runtime/task/done_callback.hpp"
#include "runtime/task/engine.hpp"
#include "runtime/task/failure.hpp"
#include "runtime/task/gather.hpp"
#include "runtime/task/handle.hpp"
#include "runtime/task/held_locks.hpp"
#include "runtime/task/loop.hpp"
#include "runtime/task/main_task.hpp"
#include "runtime/task/never_awaited.hpp"
#include "runtime/task/signal_handler.hpp"
#include "runtime/task/task.hpp"

namespace aio {

namespace {

void raise_fatal(lua_State* L, Engine& engine) {
  if (!engine.fatal) return;
  engine.fatal = false;
  engine.anchors.push(L, engine.fatal_slot);
  engine.anchors.release(engine.fatal_slot);
  engine.fatal_slot = Anchors::none;
  lua_error(L);
}

void tick(lua_State* L, Engine& engine, Loop& loop) {
  if (loop.events->poll() == EventLoop::Outlook::deadlock) raise_deadlock(L, loop);
  if (engine.on_interrupt != nullptr) engine.on_interrupt(L);
  ++engine.ticks;
  loop.events->run_batch(L);
  if (engine.newest_failure != nullptr) guard_old_failure(L);
  if (engine.nursery.count > 0) watch_for_long(L);
  raise_fatal(L, engine);
}

void run_ticks(lua_State* L, void* data) {
  Loop& loop = *static_cast<Loop*>(data);
  Engine& engine = Engine::of(L);
  luaL_checkstack(L, LUA_MINSTACK, "no room to run the event loop");
  do {
    tick(L, engine, loop);
  } while (!loop.events->stopping());
}

// A future's callback that stops the loop, as asyncio's _run_until_complete_cb.
struct StopCallback : Runnable {
  explicit StopCallback(EventLoop& its_events) : Runnable(stop_loop), events(its_events) {}

  static void stop_loop(Runnable& self, void*) { static_cast<StopCallback&>(self).events.stop(); }

  EventLoop& events;
};

void require_idle(lua_State* L, const Loop& loop) {
  if (loop.closed()) luaL_error(L, "Event loop is closed");
  if (loop.running) luaL_error(L, "This event loop is already running");
  if (Engine::of(L).loop != nullptr || runs_in_main_task(L))
    luaL_error(L, "Cannot run the event loop while another loop is running");
}

// The future at index 2 of the loop at index 1, for run_until_complete.
Future& future_to_run(lua_State* L, Loop& loop) {
  if (to<Future>(L, 2) == nullptr) {
    const bool runnable = to_coroutine(L, 2) != nullptr || lua_isfunction(L, 2);
    luaL_argexpected(L, runnable, 2, "coroutine object, future or function");
    spawn(L, loop, 2);
    lua_replace(L, 2);
  }
  Future& future = *to<Future>(L, 2);
  if (future.loop != loop.number)
    luaL_error(L, "The future belongs to a different loop than the one specified");
  return future;
}

void run_until_done(lua_State* L, Loop& loop, Future& future) {
  StopCallback stop(*loop.events);
  if (future.done())
    loop.events->call_soon(stop);
  else
    future.callbacks.push_back(stop);
  const int status = run_until_stopped_protected(L, loop);
  stop.unlink();
  if (status != LUA_OK) lua_error(L);
}

}  // namespace

int run_until_stopped_protected(lua_State* L, Loop& loop) {
  Engine& engine = Engine::of(L);
  Loop* const outer = engine.loop;
  Task* const outer_task = engine.current;
  lua_State* const outer_innermost = engine.innermost;
  engine.innermost = nullptr;
  engine.loop = &loop;
  engine.current = nullptr;
  loop.running = true;
  if (engine.on_run != nullptr) engine.on_run(&loop);
  const int status = protect(L, run_ticks, &loop);
  if (engine.on_run != nullptr) engine.on_run(outer);
  loop.running = false;
  engine.loop = outer;
  engine.current = outer_task;
  engine.innermost = outer_innermost;
  if (status != LUA_OK) loop.events->abandon_batch();
  loop.events->clear_stop();
  return status;
}

void run_until_stopped(lua_State* L, Loop& loop) {
  if (run_until_stopped_protected(L, loop) != LUA_OK) lua_error(L);
}

int loop_run_forever(lua_State* L) {
  auto& loop = check<Loop>(L, 1);
  require_idle(L, loop);
  run_until_stopped(L, loop);
  return 0;
}

int loop_run_until_complete(lua_State* L) {
  auto& loop = check<Loop>(L, 1);
  luaL_checkany(L, 2);
  lua_settop(L, 2);
  require_idle(L, loop);
  Future& future = future_to_run(L, loop);
  run_until_done(L, loop, future);
  if (!future.done()) return luaL_error(L, "Event loop stopped before Future completed.");
  if (future.state == Waitable::State::finished) return push_results(L, 2, future);
  push_failure(L, 2);
  continue_trace(L, 2, -1);
  return lua_error(L);
}

int loop_stop(lua_State* L) {
  auto& loop = check<Loop>(L, 1);
  if (!loop.closed()) loop.events->stop();
  return 0;
}

void abandon_loop(lua_State* L, Loop& loop) {
  if (loop.closed()) return;
  Engine& engine = Engine::of(L);
  stop_signal_handlers(L, loop);
  loop.events->finish_posts(L);  // while all that it may touch is alive
  while (!loop.tasks.empty()) {
    Task& task = loop.tasks.front();
    static_cast<TaskNode&>(task).unlink();
    static_cast<Runnable&>(task).unlink();
    if (task.waiting_on != nullptr && task.waiting_on->kind == Waitable::Kind::waiter)
      static_cast<Waiter*>(task.waiting_on)->unlink();
    task.waiting_on = nullptr;
    task.waiting_in = nullptr;
    release_held_locks(task);
    engine.anchors.release(task.self);
    task.self = Anchors::none;
  }
  while (!loop.gathers.empty()) abandon_gather(L, loop.gathers.front());
  while (Runnable* runnable = loop.events->take_any()) {
    if (!discard_handle(L, *runnable)) discard_done_callback(L, *runnable);
  }
  loop.events.reset();
  loop.unlink();
}

int loop_close(lua_State* L) {
  auto& loop = check<Loop>(L, 1);
  if (loop.running) return luaL_error(L, "Cannot close a running event loop");
  if (loop.closed()) return 0;
  Engine& engine = Engine::of(L);
  Loop* const outer = engine.loop;
  engine.loop = &loop;  // whose exception handler is told what was lost
  report_never_awaited(L);
  report_lost_failures(L);  // these two collect garbage: a finaliser may have closed the loop
  engine.loop = outer;
  abandon_loop(L, loop);
  return 0;
}

}  // namespace aio
