#pragma once
// One call of a Lua function on its way through a pool and back into the loop.

#include "runtime/loop/event_loop.hpp"
#include "runtime/lua/anchors.hpp"
#include "runtime/task/engine.hpp"
#include "runtime/thread/worker_pool.hpp"

namespace aio {

struct Loop;

// A job that posts itself to its loop when it has ended. It may outlive the one who made it, when
// nobody waits for it any more; the loop expects it in any case.
struct PooledCall : Job, Posted {
  // Called in the loop when the job has ended, unless `waiting` is null.
  using Arrived = void (*)(lua_State* L, PooledCall& call);

  // A new one, or one that was used before: calls are made by the hundred thousand. Its first
  // reference is the caller's.
  static PooledCall* make(Arrived arrived);

  Arrived arrived = nullptr;
  void* waiting = nullptr;  // who is told; `arrived` knows what it is
  WorkerPool* pool = nullptr;
  EventLoop* events = nullptr;
  std::uint32_t loop_number = 0;
  Anchors::Slot loop_slot = Anchors::none;  // keeps the Loop object while the job is under way

 private:
  PooledCall() : Job(post_back, nullptr), Posted(arrive) { give_up = cancel_at_end; }

  void dispose() noexcept override;
  static void post_back(Job* job);                 // on a worker's thread
  static void arrive(Runnable& self, void* host);  // in the loop
  static void cancel_at_end(Posted& self);         // the loop is being closed
};

// Sends it off. False if the pool is shut down or cannot start a thread: then nothing has happened,
// and `raise_refused` raises the reason.
bool submit_call(lua_State* L, PooledCall& call, WorkerPool& pool, Loop& loop);

int raise_refused(lua_State* L, const PooledCall& call);

// Nobody waits for it any more: it is cancelled, and `arrived` will not be called.
void cancel_call(PooledCall& call);

// Pushes the results of a call that has ended and returns their number; of one that raised: the
// error and the worker's traceback, for `raise_from_worker`. Raises when there is neither.
int push_outcome(lua_State* L, PooledCall& call);

// [error, the worker's traceback or nil] → raises the error, with the traceback of both sides.
int raise_from_worker(lua_State* L);

}  // namespace aio
