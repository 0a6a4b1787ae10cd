// Opens the engine in a Lua state: the Engine and the table of native functions that the standard
// library is built on (`require "aio.native"`).

#include "runtime/lua/boundary.hpp"
#include "runtime/lua/errors.hpp"
#include "runtime/lua/traceback.hpp"
#include "runtime/task/async_function.hpp"
#include "runtime/task/await.hpp"
#include "runtime/task/cancel.hpp"
#include "runtime/task/context.hpp"
#include "runtime/task/coroutine_object.hpp"
#include "runtime/task/done_callback.hpp"
#include "runtime/task/engine.hpp"
#include "runtime/task/failure.hpp"
#include "runtime/task/gather.hpp"
#include "runtime/task/handle.hpp"
#include "runtime/task/interrupts.hpp"
#include "runtime/task/loop.hpp"
#include "runtime/task/main_task.hpp"
#include "runtime/task/never_awaited.hpp"
#include "runtime/task/require.hpp"
#include "runtime/task/signal_handler.hpp"
#include "runtime/task/sleep.hpp"

namespace aio {

namespace {

int report_failure_at_exit(lua_State* L) {
  report_newest_failure_at_exit(L);
  return 0;
}

int close_engine(lua_State* L) {
  auto& engine = static_cast<Engine&>(*to_object(L, 1));
  if (engine.on_close != nullptr) engine.on_close();
  report_young_at_exit(L);
  lua_pushcfunction(L, entry<report_failure_at_exit>);
  lua_pcall(L, 0, 0, 0);
  engine.anchors.close();
  return 0;
}

// The Engine is also the state's shelf, on which the classes' metatables are: so it comes first.
void create_engine(lua_State* L) {
  static const luaL_Reg no_methods[] = {{nullptr, nullptr}};
  static const luaL_Reg metamethods[] = {{"__gc", entry<close_engine>}, {nullptr, nullptr}};
  auto& engine = *new (lua_newuserdatauv(L, sizeof(Engine), 0)) Engine;
  engine.open(L);
  register_class(L, {Engine::class_type, no_methods, metamethods});
  push_metatable(L, Engine::class_type);
  lua_setmetatable(L, -2);
  luaL_ref(L, LUA_REGISTRYINDEX);
  engine.anchors.open(L);
  engine.idle_threads.open(L);
}

}  // namespace

int open_native(lua_State* L) {
  create_engine(L);
  open_traceback(L);
  lua_createtable(L, 0, 96);  // about as many as come
  open_errors(L);
  open_failure(L);
  open_future(L);
  open_done_callback(L);
  open_handle(L);
  open_signal_handler(L);
  open_task(L);
  open_gather(L);
  open_loop(L);
  open_coroutine_object(L);
  open_async_function(L);
  open_never_awaited(L);
  open_protected_calls(L);
  open_context(L);
  open_interrupts(L);
  open_require(L);
  open_sleep(L);
  open_main_task(L);
  lua_pushcfunction(L, entry<await>);
  lua_setfield(L, -2, "await");
  return 1;
}

}  // namespace aio
