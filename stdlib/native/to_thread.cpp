// aio.to_thread(f, …): one call in a worker thread (runtime/thread). The operation packs function
// and arguments when it is made, so that what cannot cross is refused at the call; the job starts
// when it is awaited, as in asyncio.

#include <utility>

#include "runtime/lua/boundary.hpp"
#include "runtime/lua/errors.hpp"
#include "runtime/lua/object.hpp"
#include "runtime/lua/state.hpp"
#include "runtime/lua/traceback.hpp"
#include "runtime/task/cancel.hpp"
#include "runtime/task/engine.hpp"
#include "runtime/task/failure.hpp"
#include "runtime/task/loop.hpp"
#include "runtime/task/operation.hpp"
#include "runtime/thread/interrupt.hpp"
#include "runtime/thread/observed_resume.hpp"
#include "runtime/thread/transfer.hpp"
#include "runtime/thread/worker_pool.hpp"
#include "stdlib/modules.hpp"
#include "stdlib/native/natives.hpp"

namespace aio {

namespace {

// ---- The pool ----------------------------------------------------------------------------------

// The pool of a state, made at the first call; closing the state ends its threads.
struct ThreadPool : Object {
  static constexpr Type class_type{"thread pool"};

  ThreadPool() : Object(class_type) {}
  ~ThreadPool() { delete pool; }
  ThreadPool(const ThreadPool&) = delete;
  ThreadPool& operator=(const ThreadPool&) = delete;

  WorkerPool* pool = nullptr;
};

const char pool_key = 0;

int pool_finalize(lua_State* L) {
  static_cast<ThreadPool&>(*to_object(L, 1)).~ThreadPool();
  return 0;
}

// A worker's state: everything that a script sees, and coroutines that can be interrupted.
// An interrupt of the thread wakes the loop that runs in it …
void wake_on_interrupt(Loop* running) {
  InterruptWaker waker;
  if (running != nullptr)
    waker = {[](void* data) { static_cast<Loop*>(data)->events->wake(); }, running};
  set_interrupt_waker(waker);
}

// … which then ends the run.
void end_interrupted_run(lua_State* L) {
  if (interrupt_requested()) raise_interrupted(L);
}

// `has_globals` is null for false.
void prepare_worker(lua_State* L, void* has_globals) {
  open_aio(L, true);
  if (has_globals != nullptr) set_globals(L);
  Engine& engine = Engine::of(L);
  engine.resume = observed_resume;
  engine.reset = observed_close;
  engine.on_run = wake_on_interrupt;
  engine.on_interrupt = end_interrupted_run;
}

WorkerPool& new_pool(Engine& engine) {
  PoolOptions options;
  options.setup.prepare = prepare_worker;
  options.setup.data = engine.has_globals ? &engine : nullptr;
  options.setup.make_state = new_state;
  return *new WorkerPool(std::move(options));
}

WorkerPool& pool_of(lua_State* L) {
  const int top = lua_gettop(L);
  if (lua_rawgetp(L, LUA_REGISTRYINDEX, &pool_key) == LUA_TNIL) {
    auto& holder = create<ThreadPool>(L, 0);
    holder.pool = &new_pool(Engine::of(L));
    capture_environment(L, holder.pool->environment());
    lua_pushvalue(L, -1);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &pool_key);
  }
  WorkerPool& pool = *to<ThreadPool>(L, -1)->pool;
  lua_settop(L, top);
  return pool;
}

// ---- One call ----------------------------------------------------------------------------------

struct ThreadCall;

// The way of a job's end back into the loop. It outlives the operation when the awaiting task was
// cancelled; the loop expects it in any case.
struct Completion : Posted {
  Completion(ThreadCall& its_call, EventLoop& its_loop, Job* its_job)
      : Posted(arrive), call(&its_call), loop(its_loop), job(its_job) {}

  static void arrive(Runnable& self, void* host);

  ThreadCall* call;  // null once nobody waits
  EventLoop& loop;
  Anchors::Slot loop_slot = Anchors::none;  // keeps the Loop object
  Job* job;                                 // the reference that `done` receives
};

int poll(lua_State* L, Task& task, Operation& operation, Wake wake);

constexpr OperationKind to_thread_kind{"to_thread", poll};

struct ThreadCall : Operation {
  explicit ThreadCall(Job& its_job) : Operation(to_thread_kind), job(its_job) {}

  Job& job;                          // kept by the JobHolder in the value slot
  Completion* completion = nullptr;  // while the job is under way
};

// A reference to a job, owned by Lua; with the table that keeps strings alive which the job
// borrows.
struct JobHolder : Object {
  static constexpr Type class_type{"job"};
  enum Slot { anchor = 1, count = anchor };

  JobHolder() : Object(class_type) {}

  Job* job = nullptr;
};

int job_finalize(lua_State* L) {
  Job* job = static_cast<JobHolder&>(*to_object(L, 1)).job;
  if (job != nullptr) job->release();
  return 0;
}

void Completion::arrive(Runnable& self, void* host) {
  auto* L = static_cast<lua_State*>(host);
  auto* completion = &static_cast<Completion&>(static_cast<Posted&>(self));
  Engine::of(L).anchors.release(completion->loop_slot);
  if (completion->call != nullptr) {
    completion->call->completion = nullptr;
    aio::wake(completion->call->waiter);
  }
  completion->job->release();
  delete completion;
}

// On a worker's thread.
void job_done(Job* job) {
  auto* completion = static_cast<Completion*>(job->owner);
  completion->loop.post(*completion);
}

void submit(ThreadCall& call, WorkerPool& pool, EventLoop& events, Anchors::Slot loop_slot) {
  auto* completion = new Completion(call, events, &call.job);
  call.job.owner = completion;
  try {
    pool.submit(&call.job);
  } catch (...) {
    delete completion;
    throw;
  }
  completion->loop_slot = loop_slot;
  events.expect_post();
  call.completion = completion;
}

Anchors::Slot anchor_loop(lua_State* L, std::uint32_t number) {
  push_loop(L, *find_loop(Engine::of(L), number));
  return Engine::of(L).anchors.add(L);
}

// Gives the error object at `error` the worker's traceback, which is above it, and ours behind.
void give_trace(lua_State* L, int error) {
  push_trace(L, 0);
  lua_pushvalue(L, error + 1);
  lua_pushnil(L);
  link_trace(L, "run in a thread for");
  set_error_trace(L, error);
}

// The error classes, so that they cross as themselves. The native table is on top.
void register_error_classes(lua_State* L) {
  for (int i = 0; i < static_cast<int>(ErrorClass::count_); ++i) {
    const auto error_class = static_cast<ErrorClass>(i);
    push_error_class(L, error_class);
    lua_getfield(L, -1, "instance");
    transfer_register_class(L, lua_gettop(L), error_class_name(error_class));
    lua_pop(L, 2);
  }
}

// Pushes what came out of the job, or raises it.
int push_outcome(lua_State* L, Job& job) {
  switch (job.outcome) {
    case Job::Outcome::returned:
      return unpack(L, job.reply);
    case Job::Outcome::raised:
      unpack(L, job.reply);  // the error, the worker's traceback
      give_trace(L, lua_gettop(L) - 1);
      continue_foreign_trace(L, -2);
      lua_pop(L, 1);
      return lua_error(L);
    default:
      return luaL_error(L, "to_thread: the worker was stopped before the call had ended");
  }
}

int poll(lua_State* L, Task& task, Operation& operation, Wake wake) {
  auto& call = static_cast<ThreadCall&>(operation);
  switch (wake) {
    case Wake::started:
      submit(call, pool_of(L), events_of(L, task.loop), anchor_loop(L, task.loop));
      call.waiter.task = &task;
      return suspended;
    case Wake::cancelled:
      if (call.completion != nullptr) {
        call.completion->call = nullptr;
        call.completion = nullptr;
        pool_of(L).cancel(&call.job);
      }
      deliver_cancel(L, task);
    default:
      return push_outcome(L, call.job);
  }
}

// to_thread(f, …) → coroutine object
int to_thread(lua_State* L) {
  const int count = lua_gettop(L);
  if (count == 0 || !lua_isfunction(L, 1))
    return luaL_error(L, "to_thread expects a function and its arguments, got %s",
                      count == 0 ? "nothing" : "the result of calling it");
  auto& holder = create<JobHolder>(L, JobHolder::count);
  holder.job = Job::make(job_done, nullptr);
  lua_newtable(L);
  lua_pushvalue(L, -1);
  lua_setiuservalue(L, -3, JobHolder::anchor);
  PackOptions options{.caller = "to_thread"};
  options.anchor = lua_gettop(L);
  pack(L, 1, count, options, holder.job->request);
  lua_pop(L, 1);
  create_operation<ThreadCall>(L, 0, Operation::count, *holder.job);
  lua_pushvalue(L, -2);
  lua_setiuservalue(L, -2, Operation::value);
  return 1;
}

}  // namespace

void open_to_thread(lua_State* L) {
  static const luaL_Reg no_methods[] = {{nullptr, nullptr}};
  static const luaL_Reg metamethods[] = {{"__gc", entry<pool_finalize>}, {nullptr, nullptr}};
  static const luaL_Reg job_metamethods[] = {{"__gc", entry<job_finalize>}, {nullptr, nullptr}};
  register_class(L, {ThreadPool::class_type, no_methods, metamethods});
  register_class(L, {JobHolder::class_type, no_methods, job_metamethods});
  register_error_classes(L);
  lua_pushcfunction(L, entry<to_thread>);
  lua_setfield(L, -2, "to_thread");
}

}  // namespace aio
