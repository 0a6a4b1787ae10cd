// pcall, xpcall and aio.try. The first two are Lua's (manual §6.1) and note, besides, that they
// have caught the task's own cancellation, which does not settle it (api.md §5); `try` does.

#include "runtime/lua/boundary.hpp"
#include "runtime/task/cancel.hpp"
#include "runtime/task/engine.hpp"

namespace aio {

namespace {

bool failed(int status) { return status != LUA_OK && status != LUA_YIELD; }

int return_failure(lua_State* L) {
  lua_pushboolean(L, 0);
  lua_insert(L, -2);
  return 2;
}

int pcall_done(lua_State* L, int status, lua_KContext) {
  if (!failed(status)) return lua_gettop(L);
  note_caught(L, -1);
  return return_failure(L);
}

int pcall(lua_State* L) {
  luaL_checkany(L, 1);
  lua_pushboolean(L, 1);
  lua_insert(L, 1);
  const int status = lua_pcallk(L, lua_gettop(L) - 2, LUA_MULTRET, 0, 0, continuation<pcall_done>);
  return pcall_done(L, status, 0);
}

int try_done(lua_State* L, int status, lua_KContext) {
  if (!failed(status)) return lua_gettop(L);
  note_handled(L);
  return return_failure(L);
}

// try(f, …) → true, results… | false, error
int try_call(lua_State* L) {
  luaL_checkany(L, 1);
  lua_pushboolean(L, 1);
  lua_insert(L, 1);
  const int status = lua_pcallk(L, lua_gettop(L) - 2, LUA_MULTRET, 0, 0, continuation<try_done>);
  return try_done(L, status, 0);
}

// The handler may have turned the CancelledError into something else: one that was on its way and
// arrived here counts as caught.
void note_xpcall_caught(lua_State* L) {
  Task* task = Engine::of(L).current;
  if (task != nullptr && task->cancellation == Task::Cancellation::in_flight)
    task->cancellation = Task::Cancellation::caught;
  else
    note_caught(L, -1);
}

int xpcall_done(lua_State* L, int status, lua_KContext extra) {
  if (!failed(status)) return lua_gettop(L) - static_cast<int>(extra);
  note_xpcall_caught(L);
  return return_failure(L);
}

int xpcall(lua_State* L) {
  const int arguments = lua_gettop(L) - 2;
  luaL_checktype(L, 2, LUA_TFUNCTION);
  lua_pushboolean(L, 1);
  lua_pushvalue(L, 1);
  lua_rotate(L, 3, 2);  // f, handler, true, f, arguments…
  const int status = lua_pcallk(L, arguments, LUA_MULTRET, 2, 2, continuation<xpcall_done>);
  return xpcall_done(L, status, 2);
}

// settled(task) → whether a plain pcall had swallowed the task's own cancellation, which now counts
// as handled
int settled(lua_State* L) {
  Task& task = check<Task>(L, 1);
  lua_pushboolean(L, task.cancellation == Task::Cancellation::caught);
  task.cancellation = Task::Cancellation::none;
  task.has_own_cancel = false;
  return 1;
}

}  // namespace

void open_protected_calls(lua_State* L) {
  static const luaL_Reg functions[] = {{"pcall", entry<pcall>},
                                       {"xpcall", entry<xpcall>},
                                       {"try", entry<try_call>},
                                       {"settled", entry<settled>},
                                       {nullptr, nullptr}};
  luaL_setfuncs(L, functions, 0);
}

}  // namespace aio
