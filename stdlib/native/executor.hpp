#pragma once
// The executors of a script: a pool of workers, threads or processes, as a Lua object. The pool of
// aio.to_thread is one of them, kept by the state.

#include "runtime/lua/object.hpp"
#include "runtime/thread/worker_pool.hpp"

namespace aio {

struct Executor : Object {
  static constexpr Type class_type{"Executor"};
  static constexpr Type thread_type{"ThreadPoolExecutor", &class_type};
  static constexpr Type process_type{"ProcessPoolExecutor", &class_type};

  explicit Executor(const Type& its_type) : Object(its_type) {}
  ~Executor() { delete pool; }
  Executor(const Executor&) = delete;
  Executor& operator=(const Executor&) = delete;

  bool has_processes() const { return type == &process_type; }

  WorkerPool* pool = nullptr;
};

// Pushes the pool of aio.to_thread, which is made at the first call.
Executor& push_default_executor(lua_State* L);

}  // namespace aio
