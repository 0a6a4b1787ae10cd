// aio.Semaphore and aio.BoundedSemaphore. A release hands its permit to the first waiter at once,
// so the value stays 0 while tasks wait (scheduling.md §10).

#include "runtime/lua/arguments.hpp"
#include "runtime/lua/boundary.hpp"
#include "runtime/sync/sync.hpp"
#include "runtime/sync/waiters.hpp"
#include "runtime/task/cancel.hpp"
#include "runtime/task/operation.hpp"

namespace aio {

namespace {

struct Semaphore : Object {
  static constexpr Type class_type{"Semaphore"};

  Semaphore(const Type& its_type, lua_Integer permits, bool is_bounded)
      : Object(its_type), value(permits), bound(permits), bounded(is_bounded) {}
  explicit Semaphore(lua_Integer permits) : Semaphore(class_type, permits, false) {}

  List<Waiter> waiters;
  lua_Integer value;
  lua_Integer bound;
  bool bounded;
};

struct BoundedSemaphore : Semaphore {
  static constexpr Type class_type{"BoundedSemaphore", &Semaphore::class_type};

  explicit BoundedSemaphore(lua_Integer permits) : Semaphore(class_type, permits, true) {}
};

bool is_locked(Semaphore& semaphore) {
  return semaphore.value == 0 || has_live_waiter(semaphore.waiters);
}

// Gives a permit to the first pending waiter; returns whether there was one.
bool grant(Semaphore& semaphore) {
  if (!wake_first(semaphore.waiters)) return false;
  --semaphore.value;
  return true;
}

void grant_all(Semaphore& semaphore) {
  while (semaphore.value > 0 && grant(semaphore)) {
  }
}

int poll_acquire(lua_State* L, Task& task, Operation& operation, Wake wake);

constexpr OperationKind acquire_kind{"acquire", poll_acquire};

struct Acquire : Operation {
  explicit Acquire(Semaphore& its_semaphore) : Operation(acquire_kind), semaphore(its_semaphore) {}

  Semaphore& semaphore;
};

int poll_acquire(lua_State* L, Task& task, Operation& operation, Wake wake) {
  Semaphore& semaphore = static_cast<Acquire&>(operation).semaphore;
  switch (wake) {
    case Wake::started:
      if (is_locked(semaphore)) {
        enqueue(semaphore.waiters, task, operation.waiter);
        return suspended;
      }
      --semaphore.value;
      break;
    case Wake::woken:
      grant_all(semaphore);
      break;
    case Wake::cancelled:
      if (operation.waiter.state == Waitable::State::finished) ++semaphore.value;
      grant_all(semaphore);
      deliver_cancel(L, task);
  }
  lua_getiuservalue(L, 1, Operation::owner);
  return 1;
}

template <class T>
int semaphore_new(lua_State* L) {
  const lua_Integer permits = lua_isnoneornil(L, 1) ? 1 : check_count(L, 1, 0);
  create<T>(L, 0, permits);
  return 1;
}

int semaphore_acquire(lua_State* L) {
  auto& semaphore = check<Semaphore>(L, 1);
  create_operation<Acquire>(L, 1, Operation::creator, semaphore);
  return 1;
}

int semaphore_release(lua_State* L) {
  auto& semaphore = check<Semaphore>(L, 1);
  if (semaphore.bounded && semaphore.value >= semaphore.bound)
    return luaL_error(L, "BoundedSemaphore released too many times");
  ++semaphore.value;
  grant(semaphore);
  return 0;
}

int semaphore_locked(lua_State* L) {
  lua_pushboolean(L, is_locked(check<Semaphore>(L, 1)));
  return 1;
}

int semaphore_tostring(lua_State* L) {
  auto& semaphore = check<Semaphore>(L, 1);
  const int waiters = count_waiters(semaphore.waiters);
  if (is_locked(semaphore))
    lua_pushliteral(L, "locked");
  else
    lua_pushfstring(L, "unlocked, value:%I", static_cast<LUAI_UACINT>(semaphore.value));
  if (waiters > 0) {
    lua_pushfstring(L, "%s, waiters:%d", lua_tostring(L, -1), waiters);
    lua_remove(L, -2);
  }
  lua_pushfstring(L, "<%s [%s]>", semaphore.type->name, lua_tostring(L, -1));
  return 1;
}

}  // namespace

void open_semaphore(lua_State* L) {
  static const luaL_Reg methods[] = {{"acquire", entry<semaphore_acquire>},
                                     {"release", entry<semaphore_release>},
                                     {"locked", entry<semaphore_locked>},
                                     {nullptr, nullptr}};
  static const luaL_Reg metamethods[] = {{"__close", entry<semaphore_release>},
                                         {"__tostring", entry<semaphore_tostring>},
                                         {nullptr, nullptr}};
  register_class(L, {Semaphore::class_type, methods, metamethods});
  register_class(L, {BoundedSemaphore::class_type, methods, metamethods});
  lua_pushcfunction(L, entry<semaphore_new<Semaphore>>);
  lua_setfield(L, -2, "Semaphore");
  lua_pushcfunction(L, entry<semaphore_new<BoundedSemaphore>>);
  lua_setfield(L, -2, "BoundedSemaphore");
}

}  // namespace aio
