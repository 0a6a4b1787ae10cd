#include "interpreter/runner.hpp"

#include <sys/stat.h>

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

// Pushes what is left to read of the file.
void push_contents(lua_State* L, std::FILE* file) {
  luaL_Buffer text;
  luaL_buffinit(L, &text);
  constexpr std::size_t block = 8192;
  std::size_t size = 0;
  do {
    size = std::fread(luaL_prepbuffsize(&text, block), 1, block, file);
    luaL_addsize(&text, size);
  } while (size > 0);
  luaL_pushresult(&text);
}

std::string_view to_view(lua_State* L, int index) {
  std::size_t size = 0;
  const char* text = lua_tolstring(L, index, &size);
  return {text, size};
}

// Pushes the text of a script that did not compile. Only a regular file can be read again.
bool push_script_text(lua_State* L, const char* name) {
  struct stat status = {};
  if (stat(name, &status) != 0 || !S_ISREG(status.st_mode)) return false;
  std::FILE* file = std::fopen(name, "rb");
  if (file == nullptr) return false;
  push_contents(L, file);  // out of memory here leaves a file open in a program that ends
  std::fclose(file);
  return true;
}

// The three push the chunk, or the message that says why not; they return a lua status.
int load_stdin(lua_State* L) {
  push_contents(L, stdin);
  const std::string_view code = without_first_comment(to_view(L, -1));
  const int status = luaL_loadbuffer(L, code.data(), code.size(), "=stdin");
  if (status == LUA_ERRSYNTAX) append_syntax_place(L, code);
  lua_remove(L, -2);
  return status;
}

int load_script(lua_State* L, const char* name) {
  if (name == nullptr) return load_stdin(L);
  const int status = luaL_loadfile(L, name);
  if (status != LUA_ERRSYNTAX || !push_script_text(L, name)) return status;
  lua_insert(L, -2);
  append_syntax_place(L, without_first_comment(to_view(L, -2)));
  lua_remove(L, -2);
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
