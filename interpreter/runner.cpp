#include "interpreter/runner.hpp"

#include <cstdio>
#include <string_view>

#include "interpreter/hooks.hpp"
#include "interpreter/report.hpp"
#include "interpreter/syntax_error.hpp"
#include "runtime/lua/boundary.hpp"
#include "runtime/lua/errors.hpp"
#include "runtime/task/failure.hpp"
#include "runtime/task/future.hpp"

namespace aio {

namespace {

const char run_main_key = 0;  // of the registry: the function of stdlib/aio/main.lua

// aio.main(chunk, …) → task
int call_main(lua_State* L) {
  lua_rawgetp(L, LUA_REGISTRYINDEX, &run_main_key);
  lua_insert(L, 1);
  lua_call(L, lua_gettop(L) - 1, 1);
  return 1;
}

// Pushes arg[1], arg[2] … and returns how many.
int push_script_arguments(lua_State* L) {
  if (lua_getglobal(L, "arg") != LUA_TTABLE) luaL_error(L, "'arg' is not a table");
  const int table = lua_gettop(L);
  const int count = static_cast<int>(luaL_len(L, table));
  luaL_checkstack(L, count + 3, "too many arguments to script");
  for (int i = 1; i <= count; ++i) lua_rawgeti(L, table, i);
  lua_remove(L, table);
  return count;
}

// The three push the chunk, or the message that says why not; they return a lua status.
int load_stdin(lua_State* L) {
  push_contents(L, stdin);
  std::size_t size = 0;
  const char* text = lua_tolstring(L, -1, &size);
  const std::string_view code = without_first_comment({text, size});
  const int status = luaL_loadbuffer(L, code.data(), code.size(), "=stdin");
  if (status == LUA_ERRSYNTAX) append_syntax_place(L, code);
  lua_remove(L, -2);
  return status;
}

int load_script(lua_State* L, const char* name) {
  if (name == nullptr) return load_stdin(L);
  const int status = luaL_loadfile(L, name);
  if (status == LUA_ERRSYNTAX) append_place_in_file(L, name);
  return status;
}

int load_string(lua_State* L, std::string_view code, const char* chunk_name) {
  const int status = luaL_loadbuffer(L, code.data(), code.size(), chunk_name);
  if (status == LUA_ERRSYNTAX) append_syntax_place(L, code);
  return status;
}

int report_load_error(lua_State* L) {
  print_message(lua_tostring(L, -1));
  lua_pop(L, 1);
  return 1;
}

}  // namespace

void open_runner(lua_State* L) {
  lua_getglobal(L, "require");
  lua_pushliteral(L, "aio.main");
  lua_call(L, 1, 1);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &run_main_key);
}

int run_chunk(lua_State* L, int arguments) {
  const int function = lua_gettop(L) - arguments;
  lua_pushcfunction(L, entry<call_main>);
  lua_insert(L, function);
  lua_pushcfunction(L, entry<record_trace>);
  lua_insert(L, function);
  expect_chunk(L);
  const int status = lua_pcall(L, arguments + 1, 1, function);
  lua_remove(L, function);
  keep_hook(L);
  if (status != LUA_OK) return report_error(L);
  if (to<Future>(L, -1)->state == Waitable::State::finished) return 0;
  return report_task(L);
}

int run_string(lua_State* L, const char* code, const char* chunk_name) {
  if (load_string(L, code, chunk_name) != LUA_OK) return report_load_error(L);
  const int status = run_chunk(L, 0);
  if (status == 0) lua_pop(L, 1);
  return status;
}

int run_script(lua_State* L, const char* name) {
  if (load_script(L, name) != LUA_OK) return report_load_error(L);
  const int status = run_chunk(L, push_script_arguments(L));
  if (status == 0) lua_pop(L, 1);
  return status;
}

}  // namespace aio
