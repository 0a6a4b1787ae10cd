#include "interpreter/runner.hpp"

#include <cstring>

#include "interpreter/report.hpp"
#include "runtime/lua/boundary.hpp"
#include "runtime/lua/errors.hpp"
#include "runtime/task/failure.hpp"
#include "runtime/task/future.hpp"

namespace aio {

namespace {

// aio.main(chunk, …) → task
int call_main(lua_State* L) {
  lua_getglobal(L, "require");
  lua_pushliteral(L, "aio.main");
  lua_call(L, 1, 1);
  lua_insert(L, 1);
  lua_call(L, lua_gettop(L) - 1, 1);
  return 1;
}

// Pushes arg[1], arg[2] … and returns how many.
int push_script_arguments(lua_State* L) {
  if (lua_getglobal(L, "arg") != LUA_TTABLE) {
    lua_pop(L, 1);
    return 0;
  }
  const int table = lua_gettop(L);
  const int count = static_cast<int>(luaL_len(L, table));
  luaL_checkstack(L, count + 3, "too many arguments to script");
  for (int i = 1; i <= count; ++i) lua_rawgeti(L, table, i);
  lua_remove(L, table);
  return count;
}

int report_load_error(lua_State* L) {
  print_message(lua_tostring(L, -1));
  lua_pop(L, 1);
  return 1;
}

}  // namespace

int run_chunk(lua_State* L, int arguments) {
  const int function = lua_gettop(L) - arguments;
  lua_pushcfunction(L, entry<call_main>);
  lua_insert(L, function);
  lua_pushcfunction(L, entry<record_trace>);
  lua_insert(L, function);
  if (lua_pcall(L, arguments + 1, 1, function) != LUA_OK) {
    lua_remove(L, function);
    return report_error(L);
  }
  lua_remove(L, function);
  if (to<Future>(L, -1)->state == Waitable::State::finished) return 0;
  return report_task(L);
}

int run_string(lua_State* L, const char* code, const char* chunk_name) {
  if (luaL_loadbuffer(L, code, std::strlen(code), chunk_name) != LUA_OK)
    return report_load_error(L);
  const int status = run_chunk(L, 0);
  if (status == 0) lua_pop(L, 1);
  return status;
}

int run_script(lua_State* L, const char* name) {
  if (luaL_loadfile(L, name) != LUA_OK) return report_load_error(L);
  const int status = run_chunk(L, push_script_arguments(L));
  if (status == 0) lua_pop(L, 1);
  return status;
}

}  // namespace aio
