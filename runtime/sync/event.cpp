// aio.Event: a flag that tasks wait for. `set` wakes all that wait, in order, also when `clear`
// follows at once (scheduling.md §10).

#include "runtime/lua/boundary.hpp"
#include "runtime/sync/sync.hpp"
#include "runtime/sync/waiters.hpp"
#include "runtime/task/cancel.hpp"
#include "runtime/task/operation.hpp"

namespace aio {

namespace {

struct Event : Object {
  static constexpr Type class_type{"Event"};

  Event() : Object(class_type) {}

  List<Waiter> waiters;
  bool flag = false;
};

int poll_wait(lua_State* L, Task& task, Operation& operation, Wake wake);

constexpr OperationKind wait_kind{"wait", poll_wait};

struct Wait : Operation {
  explicit Wait(Event& its_event) : Operation(wait_kind), event(its_event) {}

  Event& event;
};

int poll_wait(lua_State* L, Task& task, Operation& operation, Wake wake) {
  Event& event = static_cast<Wait&>(operation).event;
  if (wake == Wake::cancelled) deliver_cancel(L, task);
  if (wake == Wake::started && !event.flag) {
    enqueue(event.waiters, task, operation.waiter);
    return suspended;
  }
  lua_pushboolean(L, 1);
  return 1;
}

int event_new(lua_State* L) {
  create<Event>(L, 0);
  return 1;
}

int event_wait(lua_State* L) {
  auto& event = check<Event>(L, 1);
  create_operation<Wait>(L, 1, Operation::creator, event);
  return 1;
}

int event_set(lua_State* L) {
  auto& event = check<Event>(L, 1);
  if (event.flag) return 0;
  event.flag = true;
  for (Waiter& waiter : event.waiters) wake(waiter);
  return 0;
}

int event_clear(lua_State* L) {
  check<Event>(L, 1).flag = false;
  return 0;
}

int event_is_set(lua_State* L) {
  lua_pushboolean(L, check<Event>(L, 1).flag);
  return 1;
}

int event_tostring(lua_State* L) {
  auto& event = check<Event>(L, 1);
  const int waiters = count_waiters(event.waiters);
  const char* state = event.flag ? "set" : "unset";
  if (waiters == 0)
    lua_pushfstring(L, "<Event [%s]>", state);
  else
    lua_pushfstring(L, "<Event [%s, waiters:%d]>", state, waiters);
  return 1;
}

}  // namespace

void open_event(lua_State* L) {
  static const luaL_Reg methods[] = {{"wait", entry<event_wait>},
                                     {"set", entry<event_set>},
                                     {"clear", entry<event_clear>},
                                     {"is_set", entry<event_is_set>},
                                     {nullptr, nullptr}};
  static const luaL_Reg metamethods[] = {{"__tostring", entry<event_tostring>}, {nullptr, nullptr}};
  register_class(L, {Event::class_type, methods, metamethods});
  lua_pushcfunction(L, entry<event_new>);
  lua_setfield(L, -2, "Event");
}

}  // namespace aio
