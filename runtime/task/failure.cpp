#include "runtime/task/failure.hpp"

#include "runtime/lua/boundary.hpp"
#include "runtime/lua/errors.hpp"
#include "runtime/lua/traceback.hpp"
#include "runtime/task/coroutine_object.hpp"
#include "runtime/task/engine.hpp"
#include "runtime/task/loop.hpp"
#include "runtime/task/task.hpp"

namespace aio {

namespace {

// The error recorded last and its trace are on the shelf. One place is enough: it is taken before
// the next error can be raised in a task's body. There, too, is the origin of an error that is
// about to be raised again, and the task that does it.

// Pushes what the label of a trace tells of the running task: its number, or its name, or nil.
void push_task_label(lua_State* L) {
  const Task* task = Engine::of(L).current;
  if (task == nullptr) {
    lua_pushnil(L);
  } else if (task->number != 0) {
    lua_pushinteger(L, static_cast<lua_Integer>(task->number));
  } else {
    push_task(L, *task);
    lua_getiuservalue(L, -1, Task::name);
    lua_replace(L, -2);
  }
}

void forget_origin(Engine& engine) {
  engine.origin_action = nullptr;
  engine.clear(Shelf::raised_origin);
  engine.clear(Shelf::raised_label);
}

// Whether the error at `index` is the one recorded last.
bool is_recorded(lua_State* L, const Engine& engine, int index) {
  engine.push(L, Shelf::raised_error);
  const bool same = lua_rawequal(L, -1, index) != 0;
  lua_pop(L, 1);
  return same;
}

// The trace on top of the stack, of the error at index 1, continues the origin if that is noted.
void link_origin(lua_State* L, Engine& engine) {
  if (engine.origin_action == nullptr) return;
  if (engine.origin_step == engine.steps && is_recorded(L, engine, 1)) {
    engine.push(L, Shelf::raised_origin);
    engine.push(L, Shelf::raised_label);
    link_trace(L, engine.origin_action);
  }
  forget_origin(engine);
}

int finalize(lua_State* L) {
  auto& failure = static_cast<LostFailure&>(*to_object(L, 1));
  failure.unlink();
  if (failure.retrieved) return 0;
  failure.retrieved = true;
  lua_createtable(L, 0, 4);
  if (failure.is_task) {
    lua_getiuservalue(L, 1, LostFailure::future_name);
    lua_pushfstring(L, "Task exception was never retrieved: %s", lua_tostring(L, -1));
    lua_remove(L, -2);
  } else {
    lua_pushliteral(L, "Future exception was never retrieved");
  }
  lua_setfield(L, -2, "message");
  lua_getiuservalue(L, 1, LostFailure::error);
  lua_setfield(L, -2, "exception");
  lua_getiuservalue(L, 1, LostFailure::trace);
  set_context_traceback(L);
  call_exception_handler(L, find_loop(Engine::of(L), failure.loop));
  return 0;
}

LostFailure* failure_of(lua_State* L, int future) {
  lua_getiuservalue(L, future, Future::trace);
  auto* failure = to<LostFailure>(L, -1);
  lua_pop(L, 1);
  return failure;
}

// The default exception handler: message, error and traceback on stderr. [context] at index 1.
int print_context(lua_State* L) {
  lua_getfield(L, 1, "message");
  const char* message = luaL_tolstring(L, -1, nullptr);
  lua_getfield(L, 1, "exception");
  const int error = lua_gettop(L);
  lua_writestringerror("%s\n", message);
  if (lua_isnil(L, error)) return 0;
  if (lua_getfield(L, 1, "traceback") == LUA_TSTRING) {
    push_error_text(L, error);
    lua_writestringerror("%s\n", lua_tostring(L, -1));
    lua_writestringerror("%s\n", lua_tostring(L, -2));
  } else {
    lua_pushnil(L);
    push_error_report(L, error, -1);
    lua_writestringerror("%s\n", lua_tostring(L, -1));
  }
  return 0;
}

// [context, loop as light userdata] → the script's handler, or the default one
int handle_context(lua_State* L) {
  const auto* loop = static_cast<const Loop*>(lua_touserdata(L, 2));
  if (loop != nullptr && !loop->closed()) {
    push_loop(L, *loop);
    if (lua_getiuservalue(L, -1, Loop::exception_handler) != LUA_TNIL) {
      lua_insert(L, -2);
      lua_pushvalue(L, 1);
      lua_call(L, 2, 0);
      return 0;
    }
  }
  lua_settop(L, 1);
  return print_context(L);
}

}  // namespace

void set_context_traceback(lua_State* L) {
  if (is_trace(L, -1)) {
    push_formatted_trace(L, -1);
    lua_setfield(L, -3, "traceback");
  }
  lua_pop(L, 1);
}

int record_trace(lua_State* L) {
  Engine& engine = Engine::of(L);
  lua_settop(L, 1);
  push_trace(L, 1);
  link_origin(L, engine);
  lua_pushvalue(L, 1);
  engine.put(L, Shelf::raised_error);
  if (lua_type(L, 1) == LUA_TTABLE) {
    lua_pushvalue(L, 2);
    set_error_trace(L, 1);
  }
  engine.put(L, Shelf::raised_trace);
  return 1;
}

void take_trace(lua_State* L, int index) {
  Engine& engine = Engine::of(L);
  if (!is_recorded(L, engine, lua_absindex(L, index))) {
    lua_pushnil(L);
    return;
  }
  engine.push(L, Shelf::raised_trace);
  engine.clear(Shelf::raised_error);
  engine.clear(Shelf::raised_trace);
}

namespace {

// The trace on top of the stack is the origin of the next one for the error at `index`. Pops it.
void set_origin(lua_State* L, int index, const char* action) {
  Engine& engine = Engine::of(L);
  engine.origin_step = engine.steps;
  engine.origin_action = engine.current == nullptr ? "run by" : action;
  engine.put(L, Shelf::raised_origin);
  lua_pushvalue(L, index);
  engine.put(L, Shelf::raised_error);
  engine.clear(Shelf::raised_trace);  // of another error
  push_task_label(L);
  engine.put(L, Shelf::raised_label);
}

}  // namespace

void continue_trace(lua_State* L, int future, int index) {
  index = lua_absindex(L, index);
  push_failure_trace(L, lua_absindex(L, future));
  set_origin(L, index, "awaited by");
}

void continue_foreign_trace(lua_State* L, int index) {
  index = lua_absindex(L, index);
  lua_pushvalue(L, -1);
  set_origin(L, index, "run in a thread for");
}

namespace {

// The newest failure is no longer the newest and nobody has looked: from now on a guard does.
void promote_newest_failure(lua_State* L, Engine& engine) {
  engine.push(L, Shelf::newest_failure);
  const int future = lua_gettop(L);
  auto& failure = create<LostFailure>(L, LostFailure::count);
  failure.retrieved = true;  // until it is complete: making its text may fail
  failure.is_task = to<Task>(L, future) != nullptr;
  failure.loop = engine.newest_failure->loop;
  lua_getiuservalue(L, future, Future::trace);
  lua_setiuservalue(L, -2, LostFailure::trace);
  lua_getiuservalue(L, future, Future::outcome);
  lua_setiuservalue(L, -2, LostFailure::error);
  if (failure.is_task) {
    push_task_name(L, future);
    lua_getiuservalue(L, future, Task::body);
    push_creation_place(L, -1);
    lua_pushfstring(L, "task '%s', created at %s", lua_tostring(L, -3), lua_tostring(L, -1));
    lua_setiuservalue(L, -5, LostFailure::future_name);
    lua_pop(L, 3);
  }
  failure.retrieved = false;
  engine.lost_failures.push_back(failure);
  lua_setiuservalue(L, future, Future::trace);
  lua_pop(L, 1);
  engine.newest_failure = nullptr;
  engine.clear(Shelf::newest_failure);
}

}  // namespace

void guard_failure(lua_State* L, int future) {
  future = lua_absindex(L, future);
  Engine& engine = Engine::of(L);
  if (engine.newest_failure != nullptr) promote_newest_failure(L, engine);
  lua_setiuservalue(L, future, Future::trace);
  lua_pushvalue(L, future);
  engine.put(L, Shelf::newest_failure);
  engine.newest_failure = to<Future>(L, future);
  engine.newest_failure_tick = engine.ticks;
  const bool is_task = to<Task>(L, future) != nullptr;
  if (is_task && engine.on_failure != nullptr) engine.on_failure(L, future);
}

void report_failure(lua_State* L, int future) {
  future = lua_absindex(L, future);
  Engine& engine = Engine::of(L);
  const bool is_newest =
      engine.newest_failure != nullptr && engine.newest_failure == to<Future>(L, future);
  if (is_newest) promote_newest_failure(L, engine);
  lua_pushcfunction(L, entry<finalize>);
  lua_getiuservalue(L, future, Future::trace);
  if (to<LostFailure>(L, -1) != nullptr)
    lua_call(L, 1, 0);
  else
    lua_pop(L, 2);
}

void guard_newest_failure(lua_State* L) { promote_newest_failure(L, Engine::of(L)); }

void guard_old_failure(lua_State* L) {
  Engine& engine = Engine::of(L);
  if (engine.ticks > engine.newest_failure_tick) promote_newest_failure(L, engine);
}

void mark_retrieved(lua_State* L, int future, Future& object) {
  if (object.retrieved) return;
  object.retrieved = true;
  Engine& engine = Engine::of(L);
  if (engine.newest_failure == &object) {
    engine.newest_failure = nullptr;
    engine.clear(Shelf::newest_failure);
  } else if (LostFailure* failure = failure_of(L, future)) {
    failure->retrieved = true;
    failure->unlink();
  }
}

void push_failure_trace(lua_State* L, int future) {
  lua_getiuservalue(L, future, Future::trace);
  if (to<LostFailure>(L, -1) == nullptr) return;
  lua_getiuservalue(L, -1, LostFailure::trace);
  lua_replace(L, -2);
}

void report_lost_failures(lua_State* L) {
  Engine& engine = Engine::of(L);
  if (engine.newest_failure != nullptr) promote_newest_failure(L, engine);
  if (engine.lost_failures.empty()) return;
  lua_gc(L, LUA_GCCOLLECT);  // most are garbage, and their finalisers report them in order
}

void report_newest_failure_at_exit(lua_State* L) {
  Engine& engine = Engine::of(L);
  if (engine.newest_failure == nullptr) return;
  lua_pushcfunction(L, entry<finalize>);
  engine.push(L, Shelf::newest_failure);
  promote_newest_failure(L, engine);
  lua_getiuservalue(L, -1, Future::trace);  // its guard
  lua_replace(L, -2);
  lua_call(L, 1, 0);
}

void call_exception_handler(lua_State* L, const Loop* loop) {
  const int context = lua_gettop(L);
  if (loop == nullptr) loop = Engine::of(L).loop;
  lua_pushcfunction(L, entry<handle_context>);
  lua_pushvalue(L, context);
  lua_pushlightuserdata(L, const_cast<Loop*>(loop));
  if (lua_pcall(L, 2, 0, 0) != LUA_OK) {
    push_error_text(L, -1);
    lua_writestringerror("Error in the exception handler: %s\n", lua_tostring(L, -1));
    lua_pushcfunction(L, entry<print_context>);
    lua_pushvalue(L, context);
    lua_pcall(L, 1, 0, 0);
  }
  lua_settop(L, context - 1);
}

namespace {

// Pushes the text of the trace, or, when that shows nothing of the script (an error that a <close>
// handler raised while another one was on its way), of the one the error object carries; else "".
void push_best_trace(lua_State* L, int error, int trace) {
  if (is_trace(L, trace)) {
    push_formatted_trace(L, trace);
    if (*lua_tostring(L, -1) != '\0') return;
    lua_pop(L, 1);
  }
  push_error_trace(L, error);
  if (is_trace(L, -1))
    push_formatted_trace(L, -1);
  else
    lua_pushliteral(L, "");
  lua_replace(L, -2);
}

}  // namespace

void push_error_report(lua_State* L, int error, int trace) {
  error = lua_absindex(L, error);
  trace = lua_absindex(L, trace);
  push_error_text(L, error);
  push_best_trace(L, error, trace);
  const bool empty = *lua_tostring(L, -1) == '\0';
  lua_pushfstring(L, empty ? "%s" : "%s\n%s", lua_tostring(L, -2), lua_tostring(L, -1));
  lua_replace(L, -3);
  lua_pop(L, 1);
}

void open_failure(lua_State* L) {
  static const luaL_Reg no_methods[] = {{nullptr, nullptr}};
  static const luaL_Reg metamethods[] = {{"__gc", entry<finalize>}, {nullptr, nullptr}};
  register_class(L, {LostFailure::class_type, no_methods, metamethods});
}

}  // namespace aio
