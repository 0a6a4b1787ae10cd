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

// The pair {error, trace} recorded last: raised_slot anchors it. One is enough, since it is taken
// before the next error can be raised in a task's body.
constexpr int pair_error = 1;
constexpr int pair_trace = 2;
constexpr int pair_origin = 3;  // of the error that is about to be raised again
constexpr int pair_label = 4;

void push_pair(lua_State* L) {
  Engine& engine = Engine::of(L);
  engine.anchors.push(L, engine.raised_slot);
}

void set_pair_nil(lua_State* L, int pair, int field) {
  lua_pushnil(L);
  lua_rawseti(L, pair, field);
}

void link_origin(lua_State* L, int pair, int trace) {
  lua_rawgeti(L, pair, pair_origin);
  if (!lua_isnil(L, -1)) {
    lua_pushvalue(L, trace);
    lua_insert(L, -2);
    lua_rawgeti(L, pair, pair_label);
    link_trace(L);
  }
  lua_settop(L, trace);
}

// "awaited by task 'A'", for what the running task does with the error's origin.
void push_label(lua_State* L, const char* action) {
  const Task* task = Engine::of(L).current;
  if (task == nullptr) {
    lua_pushliteral(L, "run by");
    return;
  }
  push_task(L, *task);
  push_task_name(L, lua_gettop(L));
  lua_pushfstring(L, "%s task '%s'", action, lua_tostring(L, -1));
  lua_replace(L, -3);
  lua_pop(L, 1);
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
  lua_settop(L, 1);
  push_pair(L);
  push_trace(L, 1);
  const int pair = 2;
  const int trace = 3;
  lua_rawgeti(L, pair, pair_error);
  const Engine& engine = Engine::of(L);
  if (engine.origin_step == engine.steps && lua_rawequal(L, -1, 1) != 0)
    link_origin(L, pair, trace);
  lua_settop(L, trace);
  set_pair_nil(L, pair, pair_origin);
  lua_pushvalue(L, 1);
  lua_rawseti(L, pair, pair_error);
  lua_pushvalue(L, trace);
  lua_rawseti(L, pair, pair_trace);
  set_error_trace(L, 1);
  lua_settop(L, 1);
  return 1;
}

void take_trace(lua_State* L, int index) {
  index = lua_absindex(L, index);
  push_pair(L);
  const int pair = lua_gettop(L);
  lua_rawgeti(L, pair, pair_error);
  if (lua_rawequal(L, -1, index) != 0) {
    lua_rawgeti(L, pair, pair_trace);
    for (int field = pair_error; field <= pair_label; ++field) set_pair_nil(L, pair, field);
  } else {
    lua_pushnil(L);
  }
  lua_replace(L, pair);
  lua_settop(L, pair);
}

namespace {

// The trace on top of the stack is the origin of the next one for the error at `index`. Pops it.
void set_origin(lua_State* L, int index, const char* action) {
  const int origin = lua_gettop(L);
  Engine& engine = Engine::of(L);
  engine.origin_step = engine.steps;
  push_pair(L);
  const int pair = origin + 1;
  lua_pushvalue(L, origin);
  lua_rawseti(L, pair, pair_origin);
  lua_pushvalue(L, index);
  lua_rawseti(L, pair, pair_error);
  set_pair_nil(L, pair, pair_trace);
  push_label(L, action);
  lua_rawseti(L, pair, pair_label);
  lua_settop(L, origin - 1);
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

void guard_failure(lua_State* L, int future) {
  future = lua_absindex(L, future);
  const int trace = lua_gettop(L);
  auto& failure = create<LostFailure>(L, LostFailure::count);
  failure.is_task = to<Task>(L, future) != nullptr;
  failure.loop = to<Future>(L, future)->loop;
  lua_pushvalue(L, trace);
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
  Engine::of(L).lost_failures.push_back(failure);
  lua_setiuservalue(L, future, Future::trace);
  lua_settop(L, trace - 1);
}

void mark_retrieved(lua_State* L, int future, Future& object) {
  if (object.retrieved) return;
  object.retrieved = true;
  if (LostFailure* failure = failure_of(L, future)) {
    failure->retrieved = true;
    failure->unlink();
  }
}

void push_failure_trace(lua_State* L, int future) {
  lua_getiuservalue(L, future, Future::trace);
  if (to<LostFailure>(L, -1) == nullptr) {
    lua_pop(L, 1);
    lua_pushnil(L);
    return;
  }
  lua_getiuservalue(L, -1, LostFailure::trace);
  lua_remove(L, -2);
}

void report_lost_failures(lua_State* L) {
  Engine& engine = Engine::of(L);
  if (engine.lost_failures.empty()) return;
  lua_gc(L, LUA_GCCOLLECT);  // most are garbage, and their finalisers report them in order
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
  Engine& engine = Engine::of(L);
  lua_createtable(L, 4, 0);
  engine.raised_slot = engine.anchors.add(L);
}

}  // namespace aio
