#include "interpreter/report.hpp"

#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "interpreter/syntax_error.hpp"
#include "runtime/lua/errors.hpp"
#include "runtime/task/failure.hpp"
#include "runtime/task/future.hpp"

namespace aio {

namespace {

constexpr int failed_status = 1;
constexpr int interrupted_status = 130;

const char* name_in_messages = "aio";

struct Style {
  const char* name;
  const char* message;
  const char* details;  // the traceback, or the line of a syntax error
  const char* end;
};
constexpr Style plain{"", "", "", ""};
constexpr Style coloured{"\033[1;31m", "\033[0;1m", "\033[0;2m", "\033[0m"};

bool is_set(const char* variable) {
  const char* value = std::getenv(variable);
  return value != nullptr && *value != '\0';
}

const Style& style() {
  const char* terminal = std::getenv("TERM");
  const bool dumb = terminal == nullptr || std::strcmp(terminal, "dumb") == 0;
  const bool coloured_wanted = isatty(STDERR_FILENO) != 0 && !is_set("NO_COLOR") && !dumb;
  return coloured_wanted ? coloured : plain;
}

// The part of a message that is a traceback or the line of a syntax error; "" if there is none.
const char* details_of(const char* message) {
  const char* end = message + std::strlen(message);
  for (const char* begin : {"\n    ", "\nstack traceback:\n"})
    if (const char* found = std::strstr(message, begin); found != nullptr && found < end)
      end = found;
  return end;
}

// [error, trace] on top of the stack
int report(lua_State* L) {
  const int error = lua_gettop(L) - 1;
  if (is_error(L, error, ErrorClass::keyboard_interrupt)) {
    print_message("interrupted!");
    return interrupted_status;
  }
  if (lua_type(L, error) == LUA_TSTRING) {
    lua_pushvalue(L, error);
    append_place_in_module(L);
    lua_replace(L, error);
  }
  push_error_report(L, error, error + 1);
  print_message(lua_tostring(L, -1));
  return failed_status;
}

}  // namespace

void set_program_name(const char* name) {
  if (name == nullptr) return;
  const char* slash = std::strrchr(name, '/');
  if (slash != nullptr) name = slash + 1;
  if (*name != '\0') name_in_messages = name;
}

const char* program_name() { return name_in_messages; }

void print_message(const char* message) {
  const Style& colours = style();
  const std::size_t size = std::strlen(message) - std::strlen(details_of(message));
  std::fflush(stdout);
  std::fprintf(stderr, "%s%s:%s %.*s%s%s%s\n", colours.name, name_in_messages, colours.message,
               static_cast<int>(size), message, colours.details, message + size, colours.end);
  std::fflush(stderr);
}

int report_error(lua_State* L) {
  const int error = lua_gettop(L);
  lua_pushnil(L);
  const int status = report(L);
  lua_settop(L, error - 1);
  return status;
}

int report_task(lua_State* L) {
  const int task = lua_gettop(L);
  push_failure(L, task);
  push_failure_trace(L, task);
  const int status = report(L);
  lua_settop(L, task - 1);
  return status;
}

}  // namespace aio
