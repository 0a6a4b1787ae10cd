// ThreadPoolExecutor, ProcessPoolExecutor and the pool of aio.to_thread. What scripts call is in
// stdlib/aio/executors.lua; this is the object and what must be native.

#include "stdlib/native/executor.hpp"

#include <algorithm>
#include <cstring>
#include <span>
#include <string>
#include <thread>
#include <utility>

#include "runtime/lua/boundary.hpp"
#include "runtime/process/child_runner.hpp"
#include "runtime/process/executable.hpp"
#include "runtime/task/engine.hpp"
#include "runtime/thread/transfer.hpp"
#include "stdlib/native/job_future.hpp"
#include "stdlib/native/natives.hpp"
#include "stdlib/native/pooled_call.hpp"
#include "stdlib/native/worker_setup.hpp"

namespace aio {

namespace {

const char default_key = 0;  // registry: the Executor of to_thread

constexpr double for_ever = 1e9;  // seconds

// What a script chooses. Plain, since frames with an `L` own nothing.
struct Choice {
  unsigned size = 0;
  std::size_t memory_limit = 0;
  bool has_globals = false;
  const char* caller = "to_thread";
  const char* executable = nullptr;  // of processes
  unsigned most_jobs = 0;            // of one process
};

// False if there is no such program, or its path is too long.
bool copy_executable(const char* name, std::span<char> path) {
  const std::string found = name == nullptr ? worker_executable() : find_executable(name);
  if (found.empty() || found.size() >= path.size()) return false;
  std::memcpy(path.data(), found.c_str(), found.size() + 1);
  return true;
}

WorkerPool* make_pool(const Choice& choice) {
  PoolOptions options;
  options.size = choice.size;
  options.setup = worker_setup(choice.has_globals);
  options.setup.caller = choice.caller;
  options.setup.memory_limit = choice.memory_limit;
  if (choice.executable != nullptr) {
    options.make_runner = make_child_runner;
    options.setup.executable = choice.executable;
    options.setup.most_jobs = choice.most_jobs;
    if (choice.size == 0) options.size = std::max(1u, std::thread::hardware_concurrency());
  }
  return new WorkerPool(std::move(options));
}

// Makes the executor and pushes it.
Executor& new_executor(lua_State* L, const Type& type, Choice choice) {
  auto& executor = create<Executor>(L, 0, type);
  choice.has_globals = Engine::of(L).has_globals;
  executor.pool = make_pool(choice);
  capture_environment(L, executor.pool->setup().environment);
  return executor;
}

Executor& check_executor(lua_State* L, int index) { return check<Executor>(L, index); }

int executor_finalize(lua_State* L) {
  auto& executor = static_cast<Executor&>(*to_object(L, 1));
  delete std::exchange(executor.pool, nullptr);
  return 0;
}

// executor:submit(f, …) → future
int executor_submit(lua_State* L) {
  check_executor(L, 1);
  luaL_argexpected(L, lua_isfunction(L, 2), 2, "function");
  return submit_to_executor(L, 1, 2, "submit");
}

// new_executor(max_workers, memory limit [, executable, most jobs of a process]) → executor, of
// threads without an executable
int new_executor_function(lua_State* L) {
  Choice choice;
  choice.caller = "submit";
  choice.size = static_cast<unsigned>(luaL_checkinteger(L, 1));
  choice.memory_limit = static_cast<std::size_t>(luaL_checkinteger(L, 2));
  choice.executable = luaL_optstring(L, 3, nullptr);
  choice.most_jobs = static_cast<unsigned>(luaL_optinteger(L, 4, 0));
  const bool processes = choice.executable != nullptr;
  new_executor(L, processes ? Executor::process_type : Executor::thread_type, choice);
  return 1;
}

// find_worker(name or nil) → the path of that program, or of the one that children run; nil if
// there is none
int find_worker(lua_State* L) {
  char path[4096];
  if (!copy_executable(luaL_optstring(L, 1, nullptr), path)) return 0;
  lua_pushstring(L, path);
  return 1;
}

// set_initializer(executor, f, …): before the first submit
int set_initializer(lua_State* L) {
  Executor& executor = check_executor(L, 1);
  PackOptions options{.caller = executor.type->name, .item = "initializer argument"};
  if (executor.has_processes()) options.destination = "a process";
  pack(L, 2, lua_gettop(L) - 1, options, executor.pool->setup().initializer);
  return 0;
}

// cancel_queued(executor), cancel_all(executor): the jobs that wait, or all
int cancel_queued(lua_State* L) {
  check_executor(L, 1).pool->cancel_queued();
  return 0;
}

int cancel_all(lua_State* L) {
  check_executor(L, 1).pool->cancel_all();
  return 0;
}

// stop_executor(executor): waits for all jobs, blocking; for where no loop runs
int stop_executor(lua_State* L) {
  check_executor(L, 1).pool->shutdown(for_ever);
  return 0;
}

}  // namespace

Executor& push_default_executor(lua_State* L) {
  if (lua_rawgetp(L, LUA_REGISTRYINDEX, &default_key) != LUA_TNIL)
    return static_cast<Executor&>(*to_object(L, -1));
  lua_pop(L, 1);
  Executor& executor = new_executor(L, Executor::thread_type, {});
  lua_pushvalue(L, -1);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &default_key);
  return executor;
}

void open_executor(lua_State* L) {
  static const luaL_Reg no_methods[] = {{nullptr, nullptr}};
  static const luaL_Reg methods[] = {{"submit", entry<executor_submit>}, {nullptr, nullptr}};
  static const luaL_Reg metamethods[] = {{"__gc", entry<executor_finalize>}, {nullptr, nullptr}};
  static const luaL_Reg functions[] = {{"new_executor", entry<new_executor_function>},
                                       {"find_worker", entry<find_worker>},
                                       {"set_initializer", entry<set_initializer>},
                                       {"cancel_queued", entry<cancel_queued>},
                                       {"cancel_all", entry<cancel_all>},
                                       {"stop_executor", entry<stop_executor>},
                                       {"raise_from_worker", entry<raise_from_worker>},
                                       {nullptr, nullptr}};
  register_class(L, {Executor::class_type, no_methods});
  lua_createtable(L, 0, 2);  // native.executor_classes: the metatables by name
  for (const Type* type : {&Executor::thread_type, &Executor::process_type}) {
    register_class(L, {*type, methods, metamethods});
    push_metatable(L, *type);
    lua_setfield(L, -2, type->name);
  }
  lua_setfield(L, -2, "executor_classes");
  luaL_setfuncs(L, functions, 0);
  open_job_future(L);
}

}  // namespace aio
