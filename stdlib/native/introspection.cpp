// Who waits for whom, for the call graph (asyncio's capture_call_graph).

#include "runtime/lua/boundary.hpp"
#include "runtime/lua/errors.hpp"
#include "runtime/lua/traceback.hpp"
#include "runtime/task/await.hpp"
#include "runtime/task/engine.hpp"
#include "runtime/task/failure.hpp"
#include "runtime/task/gather.hpp"
#include "runtime/task/loop.hpp"
#include "runtime/task/task.hpp"
#include "stdlib/native/natives.hpp"

namespace aio {

namespace {

bool is_child_of(lua_State* L, const GatherFuture& gather, int gather_index, int future) {
  lua_getiuservalue(L, gather_index, GatherFuture::children);
  bool found = false;
  for (int place = 1; place <= gather.count && !found; ++place) {
    lua_rawgeti(L, -1, place);
    found = lua_rawequal(L, -1, future) != 0;
    lua_pop(L, 1);
  }
  lua_pop(L, 1);
  return found;
}

// Whether the task waits for the future at `future`, directly or through a gather.
bool waits_for(lua_State* L, const Task& task, int future) {
  push_waiting_on(L, task);
  const int top = lua_gettop(L);
  bool found = lua_rawequal(L, top, future) != 0;
  if (const auto* gather = found ? nullptr : to<GatherFuture>(L, top))
    found = is_child_of(L, *gather, top, future);
  lua_settop(L, top - 1);
  return found;
}

// awaiters(future) → array of the tasks that wait for it, in order of their creation
int awaiters(lua_State* L) {
  const auto& future = check<Future>(L, 1);
  lua_newtable(L);
  Loop* loop = find_loop(Engine::of(L), future.loop);
  int count = 0;
  if (loop == nullptr) return 1;
  for (Task& task : loop->tasks) {
    if (!waits_for(L, task, 1)) continue;
    push_task(L, task);
    lua_rawseti(L, 2, ++count);
  }
  return 1;
}

// copy_outcome(from, to): the result or error of a done future for one that is pending
int copy_outcome(lua_State* L) {
  const auto& from = check<Future>(L, 1);
  auto& to_complete = check<Future>(L, 2);
  if (to_complete.done()) return 0;
  if (from.state == Waitable::State::finished) {
    const int count = push_results(L, 1, from);
    set_result(L, 2, lua_gettop(L) - count + 1);
    return 0;
  }
  push_failure(L, 1);
  lua_setiuservalue(L, 2, Future::outcome);
  push_failure_trace(L, 1);
  guard_failure(L, 2);
  complete(L, 2, to_complete, Waitable::State::failed);
  return 0;
}

// take_trace(error) → where it was raised, or nil: to be kept while other code runs
int take_trace_function(lua_State* L) {
  luaL_checkany(L, 1);
  take_trace(L, 1);
  return 1;
}

// restore_trace(error, trace): the next traceback of the error continues it
int restore_trace(lua_State* L) {
  lua_settop(L, 2);
  continue_foreign_trace(L, 1);
  return 0;
}

// has_failed(future) → whether it ended with an error, which may be nil (error(nil))
int has_failed(lua_State* L) {
  auto& future = check<Future>(L, 1);
  const bool failed = future.state == Waitable::State::failed;
  if (failed) mark_retrieved(L, 1, future);
  lua_pushboolean(L, failed);
  return 1;
}

// inherit_trace(error, from): the error object was raised where `from` was
int inherit_trace(lua_State* L) {
  lua_settop(L, 2);
  push_error_trace(L, 2);
  if (is_trace(L, -1)) replace_error_trace(L, 1);
  return 0;
}

// succeeded(future) → whether it ended with a result
int succeeded(lua_State* L) {
  lua_pushboolean(L, check<Future>(L, 1).state == Waitable::State::finished);
  return 1;
}

int iserror(lua_State* L) {
  luaL_checkany(L, 1);
  lua_pushboolean(L, is_any_error(L, 1));
  return 1;
}

// anchored() → how many values the engine keeps alive; for tests
int anchored(lua_State* L) {
  lua_pushinteger(L, Engine::of(L).anchors.count());
  return 1;
}

}  // namespace

void open_introspection(lua_State* L) {
  static const luaL_Reg functions[] = {{"awaiters", entry<awaiters>},
                                       {"copy_outcome", entry<copy_outcome>},
                                       {"take_trace", entry<take_trace_function>},
                                       {"restore_trace", entry<restore_trace>},
                                       {"has_failed", entry<has_failed>},
                                       {"inherit_trace", entry<inherit_trace>},
                                       {"succeeded", entry<succeeded>},
                                       {"iserror", entry<iserror>},
                                       {"anchored", entry<anchored>},
                                       {nullptr, nullptr}};
  luaL_setfuncs(L, functions, 0);
  // The methods of loops, to which stdlib/aio/init.lua adds those that are written in Lua.
  push_metatable(L, Loop::class_type);
  lua_getfield(L, -1, "methods");
  lua_remove(L, -2);
  lua_setfield(L, -2, "loop_methods");
}

}  // namespace aio
