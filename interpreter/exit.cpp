#include "interpreter/exit.hpp"

#include <cstdlib>

#include "runtime/lua/boundary.hpp"
#include "runtime/task/engine.hpp"
#include "runtime/task/interrupts.hpp"
#include "runtime/task/task.hpp"

namespace aio {

namespace {

lua_State* main_chunk_thread(lua_State* L) {
  Engine& engine = Engine::of(L);
  if (engine.main_chunk != nullptr) return engine.main_chunk->lua_thread;
  const Task* task = outermost_task(engine);
  return task == nullptr || task->done() ? nullptr : task->lua_thread;
}

int exit_status(lua_State* L) {
  if (lua_isboolean(L, 1)) return lua_toboolean(L, 1) != 0 ? EXIT_SUCCESS : EXIT_FAILURE;
  return static_cast<int>(luaL_optinteger(L, 1, EXIT_SUCCESS));
}

// Upvalue 1: Lua's os.exit.
int exit_program(lua_State* L) {
  const int status = exit_status(L);
  lua_State* main = lua_toboolean(L, 2) != 0 ? main_chunk_thread(L) : nullptr;
  if (main == nullptr) {
    lua_pushvalue(L, lua_upvalueindex(1));
    lua_insert(L, 1);
    lua_call(L, lua_gettop(L) - 1, 0);
    return 0;
  }
  // The chunk may be the very code that runs: from here on nothing returns to it.
  lua_resetthread(main);
  lua_close(L);
  std::exit(status);
}

}  // namespace

void install_exit(lua_State* L) {
  lua_getglobal(L, LUA_OSLIBNAME);
  lua_getfield(L, -1, "exit");
  lua_pushcclosure(L, entry<exit_program>, 1);
  lua_setfield(L, -2, "exit");
  lua_pop(L, 1);
}

}  // namespace aio
