#include "runtime/task/context.hpp"

#include "runtime/lua/boundary.hpp"
#include "runtime/lua/errors.hpp"
#include "runtime/task/engine.hpp"
#include "runtime/task/failure.hpp"
#include "runtime/task/slow_step.hpp"
#include "runtime/task/task.hpp"

namespace aio {

namespace {

// Makes the value on top the current context of a callback; pops it.
void enter_context(lua_State* L, Engine& engine) {
  if (lua_isnil(L, -1)) {
    lua_pop(L, 1);
    return;
  }
  engine.context_slot = engine.anchors.add(L);
}

void leave_context(Engine& engine) {
  engine.anchors.release(engine.context_slot);
  engine.context_slot = Anchors::none;
}

// "callback <script.lua:12>" for the function at `function`.
void push_callback_name(lua_State* L, int function) {
  lua_Debug about;
  if (!lua_isfunction(L, function)) {
    lua_pushliteral(L, "callback");
    return;
  }
  lua_pushvalue(L, function);
  lua_getinfo(L, ">S", &about);
  lua_pushfstring(L, "callback <%s:%d>", about.short_src, about.linedefined);
}

void finish_watch(lua_State* L, int function, SlowStepWatch& watch) {
  push_callback_name(L, function);
  watch.finish(L);
}

// Reports the error on top of the stack, below it the trace; pops the error.
void report_callback_error(lua_State* L, int function) {
  const int error = lua_gettop(L);
  take_trace(L, error);
  lua_createtable(L, 0, 3);
  push_callback_name(L, function);
  lua_pushfstring(L, "Exception in %s", lua_tostring(L, -1));
  lua_remove(L, -2);
  lua_setfield(L, -2, "message");
  lua_pushvalue(L, error);
  lua_setfield(L, -2, "exception");
  lua_pushvalue(L, error + 1);
  set_context_traceback(L);
  call_exception_handler(L);
  lua_settop(L, error - 1);
}

int get_context(lua_State* L) {
  push_context(L);
  return 1;
}

int set_context(lua_State* L) {
  lua_settop(L, 1);
  Engine& engine = Engine::of(L);
  running_loop_if_any(L);  // a main chunk becomes the main task, which has a context
  if (engine.current != nullptr) {
    push_task(L, *engine.current);
    lua_insert(L, 1);
    engine.current->has_context = lua_isnil(L, 2) == 0;
    lua_setiuservalue(L, 1, Task::context);
  } else {
    leave_context(engine);
    enter_context(L, engine);
  }
  return 0;
}

}  // namespace

bool has_context(lua_State* L) {
  const Engine& engine = Engine::of(L);
  return engine.current != nullptr ? engine.current->has_context
                                   : engine.context_slot != Anchors::none;
}

void push_context(lua_State* L) {
  Engine& engine = Engine::of(L);
  if (engine.current != nullptr && engine.current->has_context) {
    push_task(L, *engine.current);
    lua_getiuservalue(L, -1, Task::context);
    lua_remove(L, -2);
  } else if (engine.current == nullptr && engine.context_slot != Anchors::none) {
    engine.anchors.push(L, engine.context_slot);
  } else {
    lua_pushnil(L);
  }
}

void call_in_context(lua_State* L, int arguments) {
  Engine& engine = Engine::of(L);
  const int function = lua_gettop(L) - arguments;
  const int context = function - 1;
  const Anchors::Slot outer = engine.context_slot;
  engine.context_slot = Anchors::none;
  lua_pushvalue(L, context);
  enter_context(L, engine);
  lua_pushcfunction(L, entry<record_trace>);
  lua_replace(L, context);
  lua_pushvalue(L, function);  // kept for the report
  lua_insert(L, context);
  SlowStepWatch watch(L, L);
  const int status = lua_pcall(L, arguments, 0, context + 1);
  if (watch.active()) finish_watch(L, context, watch);
  leave_context(engine);
  engine.context_slot = outer;
  if (status != LUA_OK && is_error(L, -1, ErrorClass::keyboard_interrupt)) {
    engine.fatal = true;
    engine.fatal_slot = engine.anchors.add(L);
  } else if (status != LUA_OK) {
    report_callback_error(L, context);
  }
  lua_settop(L, context - 1);
}

void open_context(lua_State* L) {
  lua_pushcfunction(L, entry<get_context>);
  lua_setfield(L, -2, "context");
  lua_pushcfunction(L, entry<set_context>);
  lua_setfield(L, -2, "set_context");
}

}  // namespace aio
