#include "runtime/task/main_task.hpp"

#include "runtime/lua/boundary.hpp"
#include "runtime/task/coroutine_object.hpp"
#include "runtime/task/engine.hpp"
#include "runtime/task/loop.hpp"
#include "runtime/task/task.hpp"

namespace aio {

namespace {

// start_main(coroutine) → task [, loop]: the private half of the program's script runner, see
// stdlib/aio/main.lua.
int start_main(lua_State* L) {
  lua_settop(L, 1);
  if (to_coroutine(L, 1) == nullptr) raise_type_error(L, 1, "coroutine object");
  return start_main_chunk(L, 1) ? 2 : 1;
}

Loop& loop_to_enter(lua_State* L, Engine& engine) {
  if (engine.session_loop != nullptr) return *engine.session_loop;
  Loop& loop = create_loop(L, engine.default_clock);
  engine.main_loop = engine.anchors.add(L);
  return loop;
}

}  // namespace

bool start_main_chunk(lua_State* L, int index) {
  Engine& engine = Engine::of(L);
  if (engine.loop != nullptr) luaL_error(L, "a main chunk cannot start inside a running loop");
  Task& task = create_task(L, nullptr, index);
  Task* const outer = engine.main_chunk;
  engine.main_chunk = &task;
  step(L, task);
  engine.main_chunk = outer;
  Loop* loop = engine.loop;
  engine.loop = nullptr;
  if (loop == nullptr) return false;
  loop->running = false;
  push_loop(L, *loop);
  engine.anchors.release(engine.main_loop);
  engine.main_loop = Anchors::none;
  return true;
}

void enter_main_task(lua_State* L) {
  Engine& engine = Engine::of(L);
  Task* task = engine.main_chunk;
  if (task == nullptr || engine.loop != nullptr || task->done()) return;
  Loop& loop = loop_to_enter(L, engine);
  loop.running = true;
  task->loop = loop.number;
  task->number = engine.next_task_number++;
  loop.tasks.push_back(*task);
  engine.loop = &loop;
  engine.current = task;
}

bool runs_in_main_task(lua_State* L) {
  const Engine& engine = Engine::of(L);
  return engine.main_chunk != nullptr && engine.loop != nullptr;
}

void open_main_task(lua_State* L) {
  lua_pushcfunction(L, entry<start_main>);
  lua_setfield(L, -2, "start_main");
}

}  // namespace aio
