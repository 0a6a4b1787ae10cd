#include "interpreter/repl/repl.hpp"

#include <unistd.h>

#include <cstdio>
#include <cstring>

#include "interpreter/interrupt.hpp"
#include "interpreter/report.hpp"
#include "interpreter/runner.hpp"
#include "runtime/lua/boundary.hpp"
#include "runtime/task/future.hpp"

namespace aio {

namespace {

constexpr int longest_line = 4096;

// Pushes the next line of stdin without its end; false at the end of input.
bool push_line(lua_State* L, const char* prompt) {
  char line[longest_line];
  if (isatty(STDIN_FILENO) != 0) {
    std::fputs(prompt, stdout);
    std::fflush(stdout);
  }
  if (std::fgets(line, sizeof line, stdin) == nullptr) return false;
  line[std::strcspn(line, "\n")] = '\0';
  lua_pushstring(L, line);
  return true;
}

bool is_incomplete(lua_State* L, int status) {
  if (status != LUA_ERRSYNTAX) return false;
  const char* message = lua_tostring(L, -1);
  const char* end = std::strstr(message, "<eof>");
  return end != nullptr && std::strlen(end) == std::strlen("<eof>");
}

int load_text(lua_State* L, const char* text) {
  return luaL_loadbuffer(L, text, std::strlen(text), "=stdin");
}

// Replaces the first line on top of the stack by its chunk: as an expression, else as a statement
// that may go on over several lines. Returns a lua status.
int load_input(lua_State* L) {
  const int input = lua_gettop(L);
  lua_pushfstring(L, "return %s", lua_tostring(L, input));
  if (load_text(L, lua_tostring(L, -1)) == LUA_OK) {
    lua_replace(L, input);
    lua_settop(L, input);
    return LUA_OK;
  }
  lua_settop(L, input);
  int status = load_text(L, lua_tostring(L, input));
  while (is_incomplete(L, status)) {
    lua_settop(L, input);
    if (!push_line(L, ">> ")) break;
    lua_pushliteral(L, "\n");
    lua_insert(L, -2);
    lua_concat(L, 3);
    status = load_text(L, lua_tostring(L, input));
  }
  if (lua_gettop(L) == input) lua_pushliteral(L, "incomplete input");
  lua_replace(L, input);
  return status;
}

// Prints the results of the finished task on top of the stack with the global `print`.
void print_results(lua_State* L) {
  const int task = lua_gettop(L);
  const int count = push_results(L, task);
  if (count > 0 && !(count == 1 && lua_isnil(L, -1))) {
    lua_getglobal(L, "print");
    lua_insert(L, task + 1);
    if (lua_pcall(L, count, 0, 0) != LUA_OK) report_error(L);
  }
  lua_settop(L, task - 1);
}

void run_input(lua_State* L) {
  if (load_input(L) != LUA_OK) {
    print_message(lua_tostring(L, -1));
    lua_pop(L, 1);
  } else if (run_chunk(L, 0) == 0) {
    print_results(L);
  }
}

}  // namespace

int run_repl(lua_State* L) {
  lua_settop(L, 0);
  while (push_line(L, "> ")) {
    forget_interrupts();
    run_input(L);
  }
  if (isatty(STDIN_FILENO) != 0) std::fputs("\n", stdout);
  return 0;
}

}  // namespace aio
