// aio.to_thread(f, …): one call in a worker thread (runtime/thread). The operation packs function
// and arguments when it is made, so that what cannot cross is refused at the call; the job starts
// when it is awaited, as in asyncio.

#include "runtime/lua/boundary.hpp"
#include "runtime/lua/errors.hpp"
#include "runtime/lua/object.hpp"
#include "runtime/task/cancel.hpp"
#include "runtime/task/loop.hpp"
#include "runtime/task/operation.hpp"
#include "runtime/thread/named_values.hpp"
#include "stdlib/native/call_holder.hpp"
#include "stdlib/native/executor.hpp"
#include "stdlib/native/natives.hpp"

namespace aio {

namespace {

int poll(lua_State* L, Task& task, Operation& operation, Wake wake);

constexpr OperationKind to_thread_kind{"to_thread", poll};

struct ThreadCall : Operation {
  explicit ThreadCall(PooledCall& its_call) : Operation(to_thread_kind), call(its_call) {}

  PooledCall& call;  // kept by its CallHolder, in the value slot
};

void arrived(lua_State*, PooledCall& call) {
  auto* thread_call = static_cast<ThreadCall*>(call.waiting);
  call.waiting = nullptr;
  aio::wake(thread_call->waiter);
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

// The operation is at index 1.
int finish(lua_State* L, PooledCall& call) {
  const bool raised = call.outcome == Job::Outcome::raised;
  const int count = push_outcome(L, call);
  lua_getiuservalue(L, 1, Operation::value);
  retire_holder(L);
  return raised ? raise_from_worker(L) : count;
}

int poll(lua_State* L, Task& task, Operation& operation, Wake wake) {
  auto& thread_call = static_cast<ThreadCall&>(operation);
  PooledCall& call = thread_call.call;
  switch (wake) {
    case Wake::started:
      if (!submit_call(L, call, *push_default_executor(L).pool,
                       *find_loop(Engine::of(L), task.loop)))
        return raise_refused(L, call);
      call.waiting = &thread_call;
      thread_call.waiter.task = &task;
      return suspended;
    case Wake::cancelled:
      if (call.waiting != nullptr) cancel_call(call);
      deliver_cancel(L, task);
    default:
      return finish(L, call);
  }
}

// to_thread(f, …) → coroutine object
int to_thread(lua_State* L) {
  const int count = lua_gettop(L);
  if (count == 0 || !lua_isfunction(L, 1))
    return luaL_error(L, "to_thread expects a function and its arguments, got %s",
                      count == 0 ? "nothing" : "the result of calling it");
  const CallHolder& holder = push_packed_call(L, 1, "to_thread", false, arrived);
  create_operation<ThreadCall>(L, 0, Operation::count, *holder.call);
  lua_pushvalue(L, -2);
  lua_setiuservalue(L, -2, Operation::value);
  return 1;
}

}  // namespace

void open_to_thread(lua_State* L) {
  open_call_holder(L);
  register_error_classes(L);
  lua_pushcfunction(L, entry<to_thread>);
  lua_setfield(L, -2, "to_thread");
}

}  // namespace aio
