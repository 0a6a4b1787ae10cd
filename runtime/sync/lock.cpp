// aio.Lock. Released, it belongs to nobody until the woken waiter has run, but no other acquire
// gets in between: a live waiter makes it queue (scheduling.md §10).

#include "runtime/lua/boundary.hpp"
#include "runtime/sync/sync.hpp"
#include "runtime/sync/waiters.hpp"
#include "runtime/task/cancel.hpp"
#include "runtime/task/engine.hpp"
#include "runtime/task/held_locks.hpp"
#include "runtime/task/operation.hpp"

namespace aio {

namespace {

struct LockObject : Object, Lock {
  static constexpr Type class_type{"Lock"};

  LockObject() : Object(class_type) {}

  List<Waiter> waiters;
  bool locked = false;
};

void wake_head(LockObject& lock) {
  if (!lock.waiters.empty()) wake(lock.waiters.front());
}

int poll_acquire(lua_State* L, Task& task, Operation& operation, Wake wake);
const Task* holder_of(const Operation& operation);

constexpr OperationKind acquire_kind{"acquire", poll_acquire, holder_of};

struct Acquire : Operation {
  explicit Acquire(LockObject& its_lock) : Operation(acquire_kind), lock(its_lock) {}

  LockObject& lock;
};

const Task* holder_of(const Operation& operation) {
  return static_cast<const Acquire&>(operation).lock.holder;
}

int take(lua_State* L, Task& task, LockObject& lock) {
  lock.locked = true;
  note_acquired(lock, &task);
  lua_getiuservalue(L, 1, Operation::owner);
  return 1;
}

int poll_acquire(lua_State* L, Task& task, Operation& operation, Wake wake) {
  LockObject& lock = static_cast<Acquire&>(operation).lock;
  switch (wake) {
    case Wake::started:
      if (!lock.locked && !has_live_waiter(lock.waiters)) return take(L, task, lock);
      enqueue(lock.waiters, task, operation.waiter);
      return suspended;
    case Wake::woken:
      return take(L, task, lock);
    default:
      if (!lock.locked) wake_head(lock);
      deliver_cancel(L, task);
  }
}

int lock_new(lua_State* L) {
  create<LockObject>(L, 0);
  return 1;
}

int lock_acquire(lua_State* L) {
  auto& lock = check<LockObject>(L, 1);
  create_operation<Acquire>(L, 1, Operation::creator, lock);
  return 1;
}

int lock_release(lua_State* L) {
  auto& lock = check<LockObject>(L, 1);
  if (!lock.locked) return luaL_error(L, "Lock is not acquired.");
  lock.locked = false;
  note_released(lock);
  wake_head(lock);
  return 0;
}

int lock_locked(lua_State* L) {
  lua_pushboolean(L, check<LockObject>(L, 1).locked);
  return 1;
}

int lock_tostring(lua_State* L) {
  auto& lock = check<LockObject>(L, 1);
  const int waiters = count_waiters(lock.waiters);
  const char* state = lock.locked ? "locked" : "unlocked";
  if (waiters == 0)
    lua_pushfstring(L, "<Lock [%s]>", state);
  else
    lua_pushfstring(L, "<Lock [%s, waiters:%d]>", state, waiters);
  return 1;
}

int lock_finalize(lua_State* L) {
  note_released(static_cast<LockObject&>(*to_object(L, 1)));
  return 0;
}

}  // namespace

void open_lock(lua_State* L) {
  static const luaL_Reg methods[] = {{"acquire", entry<lock_acquire>},
                                     {"release", entry<lock_release>},
                                     {"locked", entry<lock_locked>},
                                     {nullptr, nullptr}};
  static const luaL_Reg metamethods[] = {{"__close", entry<lock_release>},
                                         {"__gc", entry<lock_finalize>},
                                         {"__tostring", entry<lock_tostring>},
                                         {nullptr, nullptr}};
  register_class(L, {LockObject::class_type, methods, metamethods});
  lua_pushcfunction(L, entry<lock_new>);
  lua_setfield(L, -2, "Lock");
}

}  // namespace aio
