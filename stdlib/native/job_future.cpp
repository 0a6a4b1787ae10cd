#include "stdlib/native/job_future.hpp"

#include "runtime/lua/boundary.hpp"
#include "runtime/lua/errors.hpp"
#include "runtime/task/failure.hpp"
#include "runtime/task/future.hpp"
#include "runtime/task/loop.hpp"
#include "stdlib/native/call_holder.hpp"
#include "stdlib/native/executor.hpp"

namespace aio {

namespace {

// While its job is under way, the future is anchored: the job holds it, not the script.
struct JobFuture : Future {
  static constexpr Type class_type{"Future", &Future::class_type};
  // executor: whose pool must live; holder: of the call.
  enum Slot { executor = Future::count + 1, holder, slot_count = holder };

  // The first callback of the future: if it was cancelled, so is the job.
  struct Watcher : Runnable {
    explicit Watcher(JobFuture& its_future) : Runnable(on_done), future(its_future) {}
    static void on_done(Runnable& self, void*) { static_cast<Watcher&>(self).future.cancel_job(); }
    JobFuture& future;
  };

  explicit JobFuture(std::uint32_t its_loop)
      : Future(class_type, Kind::future, its_loop), watcher(*this) {}

  void cancel_job() const {
    if (call != nullptr) call->pool->cancel(call);
  }

  Watcher watcher;
  PooledCall* call = nullptr;  // until it has arrived
  Anchors::Slot anchor_slot = Anchors::none;
};

// [call as light userdata] → results, or raises
int outcome(lua_State* L) {
  auto& call = *static_cast<PooledCall*>(lua_touserdata(L, 1));
  lua_settop(L, 0);
  const int count = push_outcome(L, call);
  return call.outcome == Job::Outcome::raised ? raise_from_worker(L) : count;
}

// Completes the future on top of the stack.
void complete_future(lua_State* L, PooledCall& call) {
  const int future = lua_gettop(L);
  if (call.outcome == Job::Outcome::cancelled || call.outcome == Job::Outcome::abandoned) {
    lua_pushnil(L);
    cancel_future(L, future);
    return;
  }
  lua_pushcfunction(L, entry<record_trace>);
  lua_pushcfunction(L, entry<outcome>);
  lua_pushlightuserdata(L, &call);
  if (lua_pcall(L, 1, LUA_MULTRET, future + 1) == LUA_OK)
    set_result(L, future, future + 2);
  else
    set_exception(L, future);
}

// Runs in protected mode: the future leaves its anchor, and gets its outcome if it has none.
void finish(lua_State* L, void* data) {
  auto& future = *static_cast<JobFuture*>(data);
  Engine& engine = Engine::of(L);
  engine.anchors.push(L, future.anchor_slot);
  engine.anchors.release(future.anchor_slot);
  const int index = lua_gettop(L);
  if (!future.done()) complete_future(L, *future.call);
  lua_getiuservalue(L, index, JobFuture::holder);
  retire_holder(L);
  for (const int slot : {JobFuture::executor, JobFuture::holder}) {
    lua_pushnil(L);
    lua_setiuservalue(L, index, slot);
  }
}

// Memory may be too short even for the error: the message that Lua keeps for that is left.
void fail_for_memory(lua_State* L, JobFuture& future) {
  if (!future.done()) future.state = Waitable::State::cancelled;
  lua_pop(L, 1);
}

void arrived(lua_State* L, PooledCall& call) {
  auto& future = *static_cast<JobFuture*>(call.waiting);
  future.watcher.unlink();
  if (protect(L, finish, &future) != LUA_OK) fail_for_memory(L, future);
  future.call = nullptr;
}

// Pushes a future for the call of the holder on top.
JobFuture& push_future(lua_State* L, int executor, std::uint32_t loop) {
  const CallHolder& holder = known<CallHolder>(L, -1);
  auto& future = create<JobFuture>(L, JobFuture::slot_count, loop);
  lua_pushvalue(L, executor);
  lua_setiuservalue(L, -2, JobFuture::executor);
  lua_pushvalue(L, -2);
  lua_setiuservalue(L, -2, JobFuture::holder);
  future.call = holder.call;
  future.call->waiting = &future;
  return future;
}

// ---- The end of an executor --------------------------------------------------------------------

// Tells a future that the last worker has ended.
struct Closing : Posted {
  explicit Closing(EventLoop& its_loop) : Posted(arrive), loop(its_loop) { give_up = stop_all; }

  static void ended(void* data) {
    auto& self = *static_cast<Closing*>(data);
    self.loop.post(self);
  }
  static void stop_all(Posted& self) { static_cast<Closing&>(self).pool->shutdown(0); }
  static void arrive(Runnable& self, void* host);

  EventLoop& loop;
  WorkerPool* pool = nullptr;
  Anchors::Slot future = Anchors::none;
  Anchors::Slot executor = Anchors::none;
};

void finish_closing(lua_State* L, void* data) {
  auto& closing = *static_cast<Closing*>(data);
  Engine& engine = Engine::of(L);
  engine.anchors.push(L, closing.future);
  engine.anchors.release(closing.future);
  engine.anchors.release(closing.executor);
  closing.pool->shutdown(0);  // joins threads that have ended
  if (!to<Future>(L, -1)->done()) set_result(L, lua_gettop(L), lua_gettop(L) + 1);
}

void Closing::arrive(Runnable& self, void* host) {
  auto* L = static_cast<lua_State*>(host);
  auto* closing = &static_cast<Closing&>(static_cast<Posted&>(self));
  if (protect(L, finish_closing, closing) != LUA_OK) lua_pop(L, 1);
  delete closing;
}

void close_pool(Closing* closing) {
  closing->loop.expect_post(*closing);
  closing->pool->close({Closing::ended, closing});
}

// close_executor(executor) → future, done when all its jobs and workers have ended. Once only.
int close_executor(lua_State* L) {
  auto& executor = check<Executor>(L, 1);
  Loop& loop = running_loop(L);
  Engine& engine = Engine::of(L);
  create<Future>(L, Future::Slot::count, loop.number);
  lua_pushvalue(L, -1);
  const Anchors::Slot future = engine.anchors.add(L);
  lua_pushvalue(L, 1);
  const Anchors::Slot kept = engine.anchors.add(L);
  auto* closing = new Closing(*loop.events);
  closing->pool = executor.pool;
  closing->future = future;
  closing->executor = kept;
  close_pool(closing);
  return 1;
}

}  // namespace

int submit_to_executor(lua_State* L, int executor, int first, const char* caller) {
  const auto& pool_owner = *to<Executor>(L, executor);
  Loop& loop = running_loop(L);
  push_packed_call(L, first, caller, pool_owner.has_processes(), arrived);
  JobFuture& future = push_future(L, executor, loop.number);
  const int object = lua_gettop(L);
  lua_pushvalue(L, object);
  future.anchor_slot = Engine::of(L).anchors.add(L);
  if (!submit_call(L, *future.call, *pool_owner.pool, loop)) {
    Engine::of(L).anchors.release(future.anchor_slot);
    return raise_refused(L, *future.call);
  }
  future.callbacks.push_back(future.watcher);
  lua_settop(L, object);
  return 1;
}

void open_job_future(lua_State* L) {
  static const luaL_Reg no_methods[] = {{nullptr, nullptr}};
  register_class(L, {JobFuture::class_type, no_methods});
  push_metatable(L, JobFuture::class_type);
  push_metatable(L, Future::class_type);
  lua_getfield(L, -1, "__tostring");
  lua_setfield(L, -3, "__tostring");
  lua_pop(L, 2);
  lua_pushcfunction(L, entry<close_executor>);
  lua_setfield(L, -2, "close_executor");
}

}  // namespace aio
