#include "runtime/task/future.hpp"

#include "runtime/lua/arguments.hpp"
#include "runtime/lua/boundary.hpp"
#include "runtime/lua/errors.hpp"
#include "runtime/task/cancel.hpp"
#include "runtime/task/context.hpp"
#include "runtime/task/engine.hpp"
#include "runtime/task/failure.hpp"
#include "runtime/task/task.hpp"

namespace aio {

namespace {

const char* state_name(Waitable::State state) {
  switch (state) {
    case Waitable::State::pending:
      return "pending";
    case Waitable::State::cancelled:
      return "cancelled";
    default:
      return "finished";
  }
}

void require_pending(lua_State* L, const Future& future) {
  if (future.done())
    raise_error(L, ErrorClass::invalid_state, "the %s is already %s", future.type->name,
                state_name(future.state));
}

// The CancelledError of a cancelled future, made when first asked for: asyncio's message is kept
// until then.
void push_cancelled_error(lua_State* L, int future, Future& object) {
  lua_getiuservalue(L, future, Future::outcome);
  if (object.error_is_object) return;
  make_error(L, ErrorClass::cancelled, 0);
  lua_pushvalue(L, -1);
  lua_setiuservalue(L, future, Future::outcome);
  object.error_is_object = true;
}

}  // namespace

void store_results(lua_State* L, int future, Future& object, int first) {
  const int count = lua_gettop(L) - first + 1;
  object.results = count == 1   ? Future::Results::one
                   : count == 0 ? Future::Results::none
                                : Future::Results::packed;
  if (count == 0) return;
  if (count > 1) {
    lua_createtable(L, count, 1);
    lua_insert(L, first);
    for (int i = count; i >= 1; --i) lua_rawseti(L, first, i);
    lua_pushinteger(L, count);
    lua_setfield(L, first, "n");
  }
  lua_setiuservalue(L, future, Future::outcome);
}

void complete(lua_State* L, int future, Future& object, Waitable::State state) {
  Engine& engine = Engine::of(L);
  if (!object.callbacks.empty()) {
    EventLoop& events = events_of(L, object.loop);
    if (object.kept_count > 0) {
      lua_pushvalue(L, future);
      object.anchor = engine.anchors.add(L);
    }
    events.call_soon_all(object.callbacks);
  }
  object.state = state;
}

void set_result(lua_State* L, int future, int first) {
  Future& object = *to<Future>(L, future);
  require_pending(L, object);
  store_results(L, future, object, first);
  complete(L, future, object, Waitable::State::finished);
}

void set_exception(lua_State* L, int future) {
  future = lua_absindex(L, future);
  Future& object = *to<Future>(L, future);
  require_pending(L, object);
  lua_pushvalue(L, -1);
  lua_setiuservalue(L, future, Future::outcome);
  take_trace(L, -1);
  guard_failure(L, future);
  if (object.callbacks.empty()) guard_newest_failure(L);
  lua_pop(L, 1);
  complete(L, future, object, Waitable::State::failed);
}

bool cancel_future(lua_State* L, int future) {
  future = lua_absindex(L, future);
  Future& object = *to<Future>(L, future);
  if (object.done()) {
    lua_pop(L, 1);
    return false;
  }
  lua_setiuservalue(L, future, Future::outcome);
  complete(L, future, object, Waitable::State::cancelled);
  return true;
}

int push_results(lua_State* L, int future, const Future& object) {
  if (object.results == Future::Results::none) return 0;
  lua_getiuservalue(L, future, Future::outcome);
  if (object.results == Future::Results::one) return 1;
  const int results = lua_gettop(L);
  lua_getfield(L, results, "n");
  const int count = static_cast<int>(lua_tointeger(L, -1));
  lua_pop(L, 1);
  luaL_checkstack(L, count, "too many results");
  for (int i = 1; i <= count; ++i) lua_rawgeti(L, results, i);
  lua_remove(L, results);
  return count;
}

void push_failure(lua_State* L, int future) {
  future = lua_absindex(L, future);
  Future& object = *to<Future>(L, future);
  if (object.state == Waitable::State::cancelled) {
    push_cancelled_error(L, future, object);
  } else {
    mark_retrieved(L, future, object);
    lua_getiuservalue(L, future, Future::outcome);
  }
}

namespace {

int future_new(lua_State* L) {
  create<Future>(L, Future::Slot::count, running_loop(L).number);
  return 1;
}

int future_set_result(lua_State* L) {
  check<Future>(L, 1);
  if (to<Task>(L, 1) != nullptr) return luaL_error(L, "Task does not support set_result operation");
  set_result(L, 1, 2);
  return 0;
}

int future_set_exception(lua_State* L) {
  check<Future>(L, 1);
  if (to<Task>(L, 1) != nullptr)
    return luaL_error(L, "Task does not support set_exception operation");
  luaL_checkany(L, 2);
  lua_settop(L, 2);
  // An error class stands for an error made of it, as in `raise TimeoutError`.
  if (is_error_class(L, 2)) lua_call(L, 0, 1);
  set_exception(L, 1);
  return 0;
}

int future_result(lua_State* L) {
  const auto& future = check<Future>(L, 1);
  switch (future.state) {
    case Waitable::State::pending:
      raise_error(L, ErrorClass::invalid_state, "result is not ready");
    case Waitable::State::finished:
      return push_results(L, 1, future);
    default:
      push_failure(L, 1);
      continue_trace(L, 1, -1);
      return lua_error(L);
  }
}

int future_exception(lua_State* L) {
  const auto& future = check<Future>(L, 1);
  switch (future.state) {
    case Waitable::State::pending:
      raise_error(L, ErrorClass::invalid_state, "exception is not set");
    case Waitable::State::finished:
      lua_pushnil(L);
      return 1;
    case Waitable::State::failed:
      push_failure(L, 1);
      return 1;
    default:
      push_failure(L, 1);
      return lua_error(L);
  }
}

int future_done(lua_State* L) {
  lua_pushboolean(L, check<Future>(L, 1).done());
  return 1;
}

int future_cancelled(lua_State* L) {
  lua_pushboolean(L, check<Future>(L, 1).state == Waitable::State::cancelled);
  return 1;
}

int future_cancel(lua_State* L) {
  check<Future>(L, 1);
  lua_settop(L, 2);
  CancelPass pass(Engine::of(L));
  lua_pushboolean(L, cancel_any(L, 1, pass));
  return 1;
}

int future_get_loop(lua_State* L) {
  const auto& future = check<Future>(L, 1);
  Loop* loop = find_loop(Engine::of(L), future.loop);
  if (loop == nullptr) return luaL_error(L, "Event loop is closed");
  push_loop(L, *loop);
  return 1;
}

int future_tostring(lua_State* L) {
  const auto& future = check<Future>(L, 1);
  if (to<Task>(L, 1) != nullptr) {
    push_task_name(L, 1);
    lua_pushfstring(L, "<Task %s name='%s'>", state_name(future.state), lua_tostring(L, -1));
  } else {
    lua_pushfstring(L, "<Future %s>", state_name(future.state));
  }
  return 1;
}

// isfuture(value)
int isfuture(lua_State* L) {
  luaL_checkany(L, 1);
  lua_pushboolean(L, to<Future>(L, 1) != nullptr);
  return 1;
}

}  // namespace

int add_done_callback_method(lua_State* L);
int remove_done_callback_method(lua_State* L);

void open_future(lua_State* L) {
  static const luaL_Reg methods[] = {{"set_result", entry<future_set_result>},
                                     {"set_exception", entry<future_set_exception>},
                                     {"result", entry<future_result>},
                                     {"exception", entry<future_exception>},
                                     {"done", entry<future_done>},
                                     {"cancelled", entry<future_cancelled>},
                                     {"cancel", entry<future_cancel>},
                                     {"get_loop", entry<future_get_loop>},
                                     {"add_done_callback", entry<add_done_callback_method>},
                                     {"remove_done_callback", entry<remove_done_callback_method>},
                                     {nullptr, nullptr}};
  static const luaL_Reg metamethods[] = {{"__tostring", entry<future_tostring>},
                                         {nullptr, nullptr}};
  register_class(L, {Future::class_type, methods, metamethods});
  lua_pushcfunction(L, entry<future_new>);
  lua_setfield(L, -2, "Future");
  lua_pushcfunction(L, entry<isfuture>);
  lua_setfield(L, -2, "isfuture");
}

}  // namespace aio
