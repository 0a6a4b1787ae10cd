#include "runtime/task/deadlock.hpp"

#include "runtime/lua/errors.hpp"
#include "runtime/lua/traceback.hpp"
#include "runtime/task/await.hpp"
#include "runtime/task/held_locks.hpp"
#include "runtime/task/loop.hpp"
#include "runtime/task/operation.hpp"
#include "runtime/task/task.hpp"

namespace aio {

void push_wait_reason(lua_State* L, const Task& task) {
  const int top = lua_gettop(L);
  push_waiting_on(L, task);
  if (const auto* operation = to<Operation>(L, -1)) {
    lua_pushfstring(L, "%s()", operation->kind.name);
    const Task* holder =
        operation->kind.holder == nullptr ? nullptr : operation->kind.holder(*operation);
    if (holder != nullptr) {
      push_task(L, *holder);
      push_task_name(L, lua_gettop(L));
      lua_pushfstring(L, "%s, held by task '%s'%s", lua_tostring(L, top + 2), lua_tostring(L, -1),
                      holder == &task ? " itself" : "");
    }
  } else if (to<Task>(L, -1) != nullptr) {
    push_task_name(L, lua_gettop(L));
    lua_pushfstring(L, "task '%s'", lua_tostring(L, -1));
  } else if (to<Future>(L, -1) != nullptr && to<Future>(L, -1)->kind == Waitable::Kind::gather) {
    lua_pushliteral(L, "gather()");
  } else {
    lua_pushliteral(L, "a future that nobody has set");
  }
  lua_replace(L, top + 1);
  lua_settop(L, top + 1);
}

void push_wait_place(lua_State* L, const Task& task) {
  lua_Debug frame;
  for (int level = 0; task.waiting_in != nullptr && lua_getstack(task.waiting_in, level, &frame);
       ++level) {
    lua_getinfo(task.waiting_in, "Sl", &frame);
    if (frame.currentline <= 0 || is_own_source(frame.source)) continue;
    lua_pushfstring(L, "%s:%d", frame.short_src, frame.currentline);
    return;
  }
  lua_pushliteral(L, "?");
}

void raise_deadlock(lua_State* L, Loop& loop) {
  luaL_Buffer text;
  luaL_buffinit(L, &text);
  luaL_addstring(&text, "all tasks are waiting and nothing can wake them:");
  for (Task& task : loop.tasks) {
    luaL_addstring(&text, "\n  task '");
    push_task(L, task);
    push_task_name(L, lua_gettop(L));
    lua_remove(L, -2);
    luaL_addvalue(&text);
    luaL_addstring(&text, "' waits for ");
    push_wait_reason(L, task);
    luaL_addvalue(&text);
    luaL_addstring(&text, " at ");
    push_wait_place(L, task);
    luaL_addvalue(&text);
  }
  if (loop.tasks.empty()) luaL_addstring(&text, " no task is left, but the loop was not stopped");
  luaL_pushresult(&text);
  make_error(L, ErrorClass::deadlock, -1);
  lua_error(L);
  __builtin_unreachable();
}

}  // namespace aio
