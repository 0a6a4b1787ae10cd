// aio.time: clocks and the blocking sleep.

#include <chrono>

#include "runtime/loop/clock.hpp"
#include "runtime/lua/arguments.hpp"
#include "runtime/lua/boundary.hpp"
#include "runtime/thread/interrupt.hpp"
#include "stdlib/native/natives.hpp"

namespace aio {

namespace {

// sleep(seconds): blocks the whole thread, and with it every task of its loop.
int time_sleep(lua_State* L) {
  const double seconds = check_seconds(L, 1);
  luaL_argcheck(L, seconds >= 0, 1, "a time to sleep must not be negative");
  interruptible_sleep(L, seconds);
  return 0;
}

// time() → seconds since 1970, by the system's clock
int time_time(lua_State* L) {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  lua_pushnumber(L, std::chrono::duration<double>(now).count());
  return 1;
}

// monotonic(), perf_counter() → seconds from an arbitrary start, never backwards
int time_monotonic(lua_State* L) {
  lua_pushnumber(L, monotonic_seconds());
  return 1;
}

}  // namespace

void open_time(lua_State* L) {
  static const luaL_Reg functions[] = {{"sleep", entry<time_sleep>},
                                       {"time", entry<time_time>},
                                       {"monotonic", entry<time_monotonic>},
                                       {"perf_counter", entry<time_monotonic>},
                                       {nullptr, nullptr}};
  luaL_newlib(L, functions);
  lua_setfield(L, -2, "time");
}

}  // namespace aio
