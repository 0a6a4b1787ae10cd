/* The raw Lua floor of each workload of docs/benchmarks.md:  floor WORKLOAD COUNT
 *
 * What stock Lua 5.4 and libuv cost when C resumes bare coroutines and does nothing else: no
 * futures, no order, no cancellation, no errors with tracebacks. What a runtime adds is what stands
 * above this. Prints "name value unit".
 */
#include "floor.h"

#include <lualib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

lua_State* L;

double seconds(clockid_t clock) {
  struct timespec now;
  clock_gettime(clock, &now);
  return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

void report(const char* name, double value, const char* unit) {
  printf("%s %.6g %s\n", name, value, unit);
}

void push_function(const char* chunk) {
  if (luaL_dostring(L, chunk) != LUA_OK) {
    fprintf(stderr, "floor: %s\n", lua_tostring(L, -1));
    exit(1);
  }
}

lua_State* create(int index) {
  index = lua_absindex(L, index);
  lua_State* thread = lua_newthread(L);
  lua_pushvalue(L, index);
  lua_xmove(L, thread, 1);
  return thread;
}

int resume(lua_State* thread, int arguments) {
  int results;
  int status = lua_resume(thread, L, arguments, &results);
  lua_settop(thread, status == LUA_YIELD ? lua_gettop(thread) - results : 0);
  return status;
}

static int c_yield(lua_State* thread) { return lua_yield(thread, lua_gettop(thread)); }

static void measure(const char* name, void (*run)(int), int count) {
  const char* which = getenv("BENCH_CLOCK");
  clockid_t clock =
      which && strcmp(which, "wall") == 0 ? CLOCK_MONOTONIC : CLOCK_PROCESS_CPUTIME_ID;
  run(count);
  lua_settop(L, 0);
  double start = seconds(clock);
  run(count);
  report(name, (seconds(clock) - start) / count * 1e9, "ns");
}

int main(int argc, char** argv) {
  const char* name = argc > 1 ? argv[1] : "hello";
  int count = argc > 2 ? atoi(argv[2]) : 0;
  L = luaL_newstate();
  luaL_openlibs(L);
  lua_register(L, "yield", c_yield);
  Workload run = find_workload(name);
  if (run != NULL) return measure(name, run, count), 0;
  if (strcmp(name, "timers") == 0) return measure_timers(count), 0;
  if (strcmp(name, "memory") == 0) return measure_memory(count), 0;
  if (strcmp(name, "thread") == 0) return measure_thread(count), 0;
  if (strcmp(name, "hello") == 0) return hello(), 0;
  return 3; /* does not exist here */
}
