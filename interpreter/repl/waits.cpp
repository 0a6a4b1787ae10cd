#include "interpreter/repl/waits.hpp"

#include <new>
#include <unordered_map>

#include "interpreter/interrupt.hpp"
#include "runtime/task/deadlock.hpp"
#include "runtime/task/engine.hpp"
#include "runtime/task/loop.hpp"
#include "runtime/task/task.hpp"

namespace aio {

namespace {

using Resume = int (*)(lua_State* co, lua_State* from, int arguments, int* results);
Resume inner_resume = nullptr;

// When the threads of tasks were suspended, in their loop's time. There is one session.
std::unordered_map<const void*, double>& suspensions() {
  static std::unordered_map<const void*, double> times;
  return times;
}

void note_suspension(const void* thread, double time) noexcept {
  try {
    suspensions()[thread] = time;
  } catch (const std::bad_alloc&) {
    suspensions().clear();  // .tasks will say less
  }
}

int watched_resume(lua_State* co, lua_State* from, int arguments, int* results) {
  const int status = inner_resume(co, from, arguments, results);
  // Not on to the host, which runs the session.
  if (lua_isyieldable(from) != 0) keep_interrupting(from);
  const Engine& engine = Engine::of(from);
  if (status != LUA_YIELD)
    suspensions().erase(co);
  else if (engine.loop != nullptr && engine.current != nullptr && engine.current->lua_thread == co)
    note_suspension(co, engine.loop->events->time());
  return status;
}

void push_wait(lua_State* L, const Task& task) {
  lua_createtable(L, 0, 4);
  push_task(L, task);
  lua_setfield(L, -2, "task");
  if (task.waiting_on == nullptr || task.waiting_on->done()) return;
  push_wait_reason(L, task);
  lua_setfield(L, -2, "reason");
  push_wait_place(L, task);
  lua_setfield(L, -2, "place");
  const auto at = suspensions().find(task.lua_thread);
  if (at == suspensions().end()) return;
  lua_pushnumber(L, at->second);
  lua_setfield(L, -2, "since");
}

}  // namespace

void watch_tasks(Engine& engine) {
  if (inner_resume != nullptr) return;
  inner_resume = engine.resume;
  engine.resume = watched_resume;
}

int task_waits(lua_State* L) {
  Loop& loop = check<Loop>(L, 1);
  lua_newtable(L);
  int count = 0;
  for (const Task& task : loop.tasks) {
    push_wait(L, task);
    lua_rawseti(L, -2, ++count);
  }
  return 1;
}

}  // namespace aio
