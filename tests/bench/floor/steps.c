#include <assert.h>
#include <stddef.h>
#include <string.h>

#include "floor.h"

static const char forever[] = "return function() while true do yield() end end";
static const char nothing[] = "return function() end";

/* 1000 coroutines resumed in turn. */
static void run_switch(int count) {
  lua_State* threads[1000];
  luaL_checkstack(L, 1010, NULL);
  push_function(forever);
  for (int i = 0; i < 1000; i++) threads[i] = create(1);
  for (int n = 0; n < count; n++) resume(threads[n % 1000], 0);
}

static void run_create_await(int count) {
  push_function(nothing);
  for (int n = 0; n < count; n++) {
    resume(create(1), 0);
    lua_pop(L, 1);
  }
}

/* All exist before the first one runs. */
static void run_create_gather(int count) {
  push_function(nothing);
  lua_createtable(L, count, 0);
  for (int n = 1; n <= count; n++) {
    create(1);
    lua_rawseti(L, 2, n);
  }
  for (int n = 1; n <= count; n++) {
    lua_rawgeti(L, 2, n);
    resume(lua_tothread(L, -1), 0);
    lua_pop(L, 1);
  }
}

/* A value goes to one coroutine and back from another: what two empty queues cannot do without. */
static void run_queue(int count) {
  push_function("return function() local x = yield() while true do x = yield(x) end end");
  lua_State *there = create(1), *back = create(1);
  resume(there, 0);
  resume(back, 0);
  for (int n = 0; n < count; n++) {
    lua_pushinteger(there, n);
    resume(there, 1);
    lua_pushinteger(back, n);
    resume(back, 1);
  }
}

/* The holder gives way once, and the next one is woken: two switches. */
static void run_lock_contended(int count) {
  lua_State* threads[100];
  luaL_checkstack(L, 110, NULL);
  push_function(forever);
  for (int i = 0; i < 100; i++) threads[i] = create(1);
  for (int n = 0; n < count; n++) {
    resume(threads[n % 100], 0);
    resume(threads[(n + 1) % 100], 0);
  }
}

static int lock_acquire(lua_State* state) {
  *(int*)lua_touserdata(state, 1) = 1;
  lua_settop(state, 1);
  return 1;
}

static int lock_release(lua_State* state) {
  *(int*)lua_touserdata(state, 1) = 0;
  return 0;
}

/* Two methods of a userdata, in C, called by Lua. */
static void run_lock_free(int count) {
  push_function(
      "return function(lock, count) for _ = 1, count do lock:acquire() lock:release() end end");
  lua_newuserdatauv(L, sizeof(int), 0);
  lua_createtable(L, 0, 3);
  lua_pushvalue(L, -1);
  lua_setfield(L, -2, "__index");
  lua_pushcfunction(L, lock_acquire);
  lua_setfield(L, -2, "acquire");
  lua_pushcfunction(L, lock_release);
  lua_setfield(L, -2, "release");
  lua_setmetatable(L, -2);
  lua_pushinteger(L, count);
  lua_call(L, 2, 0);
}

static int returned(lua_State* state, int status, lua_KContext context) {
  (void)status;
  (void)context;
  return lua_gettop(state);
}

static int call_function(lua_State* state) {
  lua_callk(state, 0, LUA_MULTRET, 0, returned);
  return returned(state, LUA_OK, 0);
}

/* A C function that calls the function it is given. */
static void run_inline_await(int count) {
  push_function(
      "return function(call, count) local function f() end for _ = 1, count do call(f) end end");
  lua_pushcfunction(L, call_function);
  lua_pushinteger(L, count);
  lua_call(L, 2, 0);
}

/* What catches the error is the resume. */
static void run_error(int count) {
  push_function("return function() error 'boom' end");
  for (int n = 0; n < count; n++) {
    lua_State* thread = create(1);
    int status = resume(thread, 0);
    assert(status == LUA_ERRRUN);
    (void)status;
    lua_resetthread(thread);
    lua_pop(L, 1);
  }
}

static int raise_cancelled(lua_State* state, int status, lua_KContext context) {
  (void)status;
  (void)context;
  lua_pushliteral(state, "cancelled");
  return lua_error(state);
}

static int wait_for_cancel(lua_State* state) { return lua_yieldk(state, 0, 0, raise_cancelled); }

/* Suspended once, then an error comes out of the suspension. */
static void run_cancel(int count) {
  lua_pushcfunction(L, wait_for_cancel);
  lua_setglobal(L, "wait");
  push_function("return function() wait() end");
  for (int n = 0; n < count; n++) {
    lua_State* thread = create(1);
    resume(thread, 0);
    int status = resume(thread, 0);
    assert(status == LUA_ERRRUN);
    (void)status;
    lua_resetthread(thread);
    lua_pop(L, 1);
  }
}

static const struct {
  const char* name;
  void (*run)(int count);
} workloads[] = {
    {"switch", run_switch},
    {"create_await", run_create_await},
    {"create_gather", run_create_gather},
    {"queue", run_queue},
    {"lock_contended", run_lock_contended},
    {"lock_free", run_lock_free},
    {"error", run_error},
    {"inline_await", run_inline_await},
    {"cancel", run_cancel},
};

Workload find_workload(const char* name) {
  for (size_t i = 0; i < sizeof workloads / sizeof *workloads; i++) {
    if (strcmp(name, workloads[i].name) == 0) return workloads[i].run;
  }
  return NULL;
}
