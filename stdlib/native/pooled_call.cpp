#include "stdlib/native/pooled_call.hpp"

#include <exception>

#include "runtime/lua/errors.hpp"
#include "runtime/lua/traceback.hpp"
#include "runtime/task/failure.hpp"
#include "runtime/task/loop.hpp"
#include "runtime/thread/transfer.hpp"

namespace aio {

namespace {

// Gives the error object at `error` the worker's traceback, which is above it, and ours behind.
void give_trace(lua_State* L, int error) {
  push_trace(L, 0);
  lua_pushvalue(L, error + 1);
  lua_pushnil(L);
  link_trace(L, "run in a thread for");
  set_error_trace(L, error);
}

// In debug mode: a worker is lost until its C code ends.
void note_abandoned(lua_State* L, const PooledCall& call) {
  const Loop* loop = find_loop(Engine::of(L), call.loop_number);
  if (loop == nullptr || !loop->debug) return;
  lua_writestringerror(
      "%s",
      "aio: a cancelled call is stuck in C code that cannot be interrupted; its thread was "
      "abandoned and replaced, and goes on in the background\n");
}

// The reason for false is the text in `reply`.
bool send(PooledCall& call, WorkerPool& pool) {
  try {
    pool.submit(&call);
    return true;
  } catch (const std::exception& error) {
    call.reply.bytes = error.what();
    return false;
  }
}

}  // namespace

// Of the thread that runs the state: there calls are made, and there the last reference is dropped.
class SpareCalls {
 public:
  ~SpareCalls() {
    while (Job* call = calls_.pop_front()) delete static_cast<PooledCall*>(call);
  }

  PooledCall* take() {
    Job* call = calls_.pop_front();
    if (call != nullptr) --count_;
    return static_cast<PooledCall*>(call);
  }

  bool put(PooledCall& call) {
    if (count_ == most) return false;
    ++count_;
    calls_.push_back(call);
    return true;
  }

 private:
  static constexpr int most = 64;
  List<Job> calls_;
  int count_ = 0;
};

thread_local SpareCalls spare_calls;

PooledCall* PooledCall::make(Arrived arrived) {
  PooledCall* call = spare_calls.take();
  if (call == nullptr) call = new PooledCall();
  call->arrived = arrived;
  return call;
}

void PooledCall::dispose() noexcept {
  reset();
  waiting = nullptr;
  if (!spare_calls.put(*this)) delete this;
}

void PooledCall::post_back(Job* job) {
  auto& call = static_cast<PooledCall&>(*job);
  call.events->post(call);
}

void PooledCall::arrive(Runnable& self, void* host) {
  auto* L = static_cast<lua_State*>(host);
  auto& call = static_cast<PooledCall&>(static_cast<Posted&>(self));
  if (call.outcome == Outcome::abandoned) note_abandoned(L, call);
  Engine::of(L).anchors.release(call.loop_slot);
  if (call.waiting != nullptr) call.arrived(L, call);
  call.release();
}

void PooledCall::cancel_at_end(Posted& self) {
  auto& call = static_cast<PooledCall&>(self);
  call.pool->cancel(&call);
}

bool submit_call(lua_State* L, PooledCall& call, WorkerPool& pool, Loop& loop) {
  push_loop(L, loop);
  const Anchors::Slot slot = Engine::of(L).anchors.add(L);
  call.events = &*loop.events;
  call.loop_number = loop.number;
  call.pool = &pool;
  if (!send(call, pool)) {
    Engine::of(L).anchors.release(slot);
    return false;
  }
  call.loop_slot = slot;
  call.events->expect_post(call);
  return true;
}

int raise_refused(lua_State* L, const PooledCall& call) {
  return luaL_error(L, "%s", call.reply.bytes.c_str());
}

void cancel_call(PooledCall& call) {
  call.waiting = nullptr;
  call.pool->cancel(&call);
}

int raise_from_worker(lua_State* L) {
  give_trace(L, lua_gettop(L) - 1);
  continue_foreign_trace(L, -2);
  lua_pop(L, 1);
  return lua_error(L);
}

int push_outcome(lua_State* L, PooledCall& call) {
  switch (call.outcome) {
    case Job::Outcome::returned:
    case Job::Outcome::raised:
      return unpack(L, call.reply);
    case Job::Outcome::broken:
      raise_error(L, ErrorClass::broken_process_pool, "%s", call.reply.bytes.c_str());
    default:
      return luaL_error(L, "the worker was stopped before the call had ended");
  }
}

}  // namespace aio
