// pcall, xpcall and aio.try. The first two are Lua's (manual §6.1) and note, besides, that they
// have caught the task's own cancellation, which does not settle it (api.md §5); `try` does.

#include "runtime/lua/boundary.hpp"
#include "runtime/task/await.hpp"
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

// A protected call is a C call, of which Lua allows 200 inside one another; deep ones get a fresh C
// stack (await.hpp). The continuation starts the call.
bool wants_stack_break(lua_State* L) {
  const Engine& engine = Engine::of(L);
  const bool possible = engine.current != nullptr && engine.innermost == L;
  return possible && lua_isyieldable(L) != 0 && ++engine.current->inline_depth >= deepest_inline;
}

int done_depth(lua_State* L, lua_KContext context) {
  const int depth = static_cast<int>(context);
  Task* task = Engine::of(L).current;
  if (task != nullptr && task->inline_depth > 0) --task->inline_depth;
  leave_protected(L, depth);
  return depth;
}

// ---- pcall: [true, f, arguments…] ---------------------------------------------------------------

int pcall_done(lua_State* L, int status, lua_KContext context) {
  const int depth = done_depth(L, context);
  if (!failed(status)) return lua_gettop(L);
  note_caught(L, -1, depth);
  return return_failure(L);
}

int start_pcall(lua_State* L, int, lua_KContext) {
  const int depth = enter_protected(L);
  const int status =
      lua_pcallk(L, lua_gettop(L) - 2, LUA_MULTRET, 0, depth, continuation<pcall_done>);
  return pcall_done(L, status, depth);
}

int pcall(lua_State* L) {
  luaL_checkany(L, 1);
  lua_pushboolean(L, 1);
  lua_insert(L, 1);
  if (wants_stack_break(L)) return break_stack(L, continuation<start_pcall>);
  return start_pcall(L, LUA_OK, 0);
}

// ---- try: the same, but what it catches is handled
// -----------------------------------------------

int try_done(lua_State* L, int status, lua_KContext context) {
  const int depth = done_depth(L, context);
  if (!failed(status)) return lua_gettop(L);
  note_handled(L, -1, depth);
  return return_failure(L);
}

int start_try(lua_State* L, int, lua_KContext) {
  const int depth = enter_protected(L);
  const int status =
      lua_pcallk(L, lua_gettop(L) - 2, LUA_MULTRET, 0, depth, continuation<try_done>);
  return try_done(L, status, depth);
}

// try(f, …) → true, results… | false, error
int try_call(lua_State* L) {
  luaL_checkany(L, 1);
  lua_pushboolean(L, 1);
  lua_insert(L, 1);
  if (wants_stack_break(L)) return break_stack(L, continuation<start_try>);
  return start_try(L, LUA_OK, 0);
}

// ---- xpcall: [f, handler, true, f, arguments…]
// ---------------------------------------------------

int xpcall_done(lua_State* L, int status, lua_KContext context) {
  const int depth = done_depth(L, context);
  if (!failed(status)) return lua_gettop(L) - 2;
  note_caught(L, -1, depth);
  return return_failure(L);
}

int start_xpcall(lua_State* L, int, lua_KContext) {
  const int depth = enter_protected(L);
  const int status =
      lua_pcallk(L, lua_gettop(L) - 4, LUA_MULTRET, 2, depth, continuation<xpcall_done>);
  return xpcall_done(L, status, depth);
}

int xpcall(lua_State* L) {
  luaL_checktype(L, 2, LUA_TFUNCTION);
  lua_pushboolean(L, 1);
  lua_pushvalue(L, 1);
  lua_rotate(L, 3, 2);
  if (wants_stack_break(L)) return break_stack(L, continuation<start_xpcall>);
  return start_xpcall(L, LUA_OK, 0);
}

// settled(task [, error on its way]) → whether a plain pcall had swallowed the task's own
// cancellation, which now counts as handled
int settled(lua_State* L) {
  auto& task = check<Task>(L, 1);
  lua_settop(L, 2);
  lua_pushboolean(L, task.cancellation == Task::Cancellation::caught);
  task.cancellation = Task::Cancellation::none;
  task.has_own_cancel = false;
  disown_cancel(L, 2);
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
