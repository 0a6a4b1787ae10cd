#include "interpreter/report.hpp"

#include <cstdio>

#include "runtime/lua/errors.hpp"
#include "runtime/task/failure.hpp"
#include "runtime/task/future.hpp"

namespace aio {

namespace {

constexpr int failed_status = 1;
constexpr int interrupted_status = 130;

// [error, trace] on top of the stack
int report(lua_State* L) {
  const int error = lua_gettop(L) - 1;
  if (is_error(L, error, ErrorClass::keyboard_interrupt)) {
    print_message("interrupted!");
    return interrupted_status;
  }
  push_error_report(L, error, error + 1);
  print_message(lua_tostring(L, -1));
  return failed_status;
}

}  // namespace

void print_message(const char* message) {
  std::fflush(stdout);
  std::fprintf(stderr, "aio: %s\n", message);
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
