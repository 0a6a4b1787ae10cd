#include "runtime/thread/worker_library.hpp"

#include <cerrno>
#include <csignal>

#include "runtime/lua/boundary.hpp"
#include "runtime/thread/observed_resume.hpp"
#include "runtime/thread/output.hpp"

namespace aio {

namespace {

lua_State* check_coroutine(lua_State* L) {
  lua_State* co = lua_tothread(L, 1);
  luaL_argexpected(L, co != nullptr, 1, "coroutine");
  return co;
}

// Resumes with the `arguments` values on top of `L` and replaces them by the results or the error.
// Returns the number of results, negative after an error.
int resume_with(lua_State* L, lua_State* co, int arguments) {
  if (lua_checkstack(co, arguments) == 0) {
    lua_pushliteral(L, "too many arguments to resume");
    return -1;
  }
  lua_xmove(L, co, arguments);
  int results = 0;
  const int status = observed_resume(co, L, arguments, &results);
  if (status != LUA_OK && status != LUA_YIELD) {
    lua_xmove(co, L, 1);
    return -1;
  }
  if (lua_checkstack(L, results + 1) == 0) {
    lua_pop(co, results);
    lua_pushliteral(L, "too many results to resume");
    return -1;
  }
  lua_xmove(co, L, results);
  return results;
}

int coroutine_resume(lua_State* L) {
  lua_State* co = check_coroutine(L);
  const int results = resume_with(L, co, lua_gettop(L) - 1);
  const int values = results < 0 ? 1 : results;
  lua_pushboolean(L, results >= 0);
  lua_insert(L, -(values + 1));
  return values + 1;
}

// What a failed generator leaves on top: its closed error, with the position of the caller.
void close_failed(lua_State* L, lua_State* co) {
  const int status = lua_status(co);
  if (status != LUA_OK && status != LUA_YIELD) {
    lua_xmove(L, co, 1);  // closing hands the error to the <close> variables, and may replace it
    observed_close(co, L);
    lua_xmove(co, L, 1);
  }
  if (status != LUA_ERRMEM && lua_type(L, -1) == LUA_TSTRING) {
    luaL_where(L, 1);
    lua_insert(L, -2);
    lua_concat(L, 2);
  }
}

int generator_call(lua_State* L) {
  lua_State* co = lua_tothread(L, lua_upvalueindex(1));
  const int results = resume_with(L, co, lua_gettop(L));
  if (results >= 0) return results;
  close_failed(L, co);
  return lua_error(L);
}

int coroutine_wrap(lua_State* L) {
  luaL_checktype(L, 1, LUA_TFUNCTION);
  lua_State* co = lua_newthread(L);
  lua_pushvalue(L, 1);
  lua_xmove(L, co, 1);
  lua_pushcclosure(L, entry<generator_call>, 1);
  return 1;
}

// A coroutine that runs, or that waits for one it resumed, has a call in progress but no yield.
bool is_active(lua_State* L, lua_State* co) {
  lua_Debug info;
  return co == L || (lua_status(co) == LUA_OK && lua_getstack(co, 0, &info) != 0);
}

int coroutine_close(lua_State* L) {
  lua_State* co = check_coroutine(L);
  if (is_active(L, co))
    return luaL_error(L, "cannot close a %s coroutine", co == L ? "running" : "normal");
  const int status = observed_close(co, L);
  lua_pushboolean(L, status == LUA_OK);
  if (status == LUA_OK) return 1;
  lua_xmove(co, L, 1);
  return 2;
}

// Nobody reads what is printed any more (`aio script.lua | head -1`): the process ends as stock
// `lua` does, also when SIGPIPE is handled because a loop runs. Not where it is ignored.
void end_by_broken_pipe() {
  struct sigaction action = {};
  sigaction(SIGPIPE, nullptr, &action);
  if (action.sa_handler == SIG_IGN) return;
  std::signal(SIGPIPE, SIG_DFL);
  std::raise(SIGPIPE);
}

constexpr luaL_Reg coroutine_functions[] = {{"resume", entry<coroutine_resume>},
                                            {"wrap", entry<coroutine_wrap>},
                                            {"close", entry<coroutine_close>},
                                            {nullptr, nullptr}};

}  // namespace

int print_line(lua_State* L) {
  const int count = lua_gettop(L);
  luaL_Buffer line;
  luaL_buffinit(L, &line);
  for (int i = 1; i <= count; ++i) {
    if (i > 1) luaL_addchar(&line, '\t');
    luaL_tolstring(L, i, nullptr);
    luaL_addvalue(&line);
  }
  luaL_addchar(&line, '\n');
  luaL_pushresult(&line);
  std::size_t size = 0;
  const char* text = lua_tolstring(L, -1, &size);
  if (!write_output({text, size}) && errno == EPIPE) end_by_broken_pipe();
  return 0;
}

void open_worker_library(lua_State* L) {
  lua_pushcfunction(L, entry<print_line>);
  lua_setglobal(L, "print");
  lua_getglobal(L, LUA_COLIBNAME);
  luaL_setfuncs(L, coroutine_functions, 0);
  lua_pop(L, 1);
}

}  // namespace aio
