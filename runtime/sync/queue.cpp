// aio.Queue, aio.LifoQueue, aio.PriorityQueue (scheduling.md §11). A woken waiter looks again: its
// item may be gone by then, and it queues anew, at the end.

#include "runtime/lua/arguments.hpp"
#include "runtime/lua/boundary.hpp"
#include "runtime/lua/errors.hpp"
#include "runtime/sync/queue_items.hpp"
#include "runtime/sync/sync.hpp"
#include "runtime/sync/waiters.hpp"
#include "runtime/task/cancel.hpp"
#include "runtime/task/operation.hpp"

namespace aio {

namespace {

struct Queue : Object {
  static constexpr Type class_type{"Queue"};
  enum Slot { items_table = 1, less, slot_count = less };

  Queue(const Type& its_type, QueueOrder order, double most)
      : Object(its_type), items(order), maxsize(most) {}

  QueueItems items;
  List<Waiter> getters;
  List<Waiter> putters;
  List<Waiter> joiners;
  double maxsize;  // 0: unbounded
  lua_Integer unfinished = 0;
  bool shut_down = false;

  bool empty() const { return items.count() == 0; }
  bool full() const { return maxsize > 0 && static_cast<double>(items.count()) >= maxsize; }
};

template <QueueOrder order>
struct QueueOf : Queue {
  static constexpr Type class_type{order == QueueOrder::fifo   ? "Queue"
                                   : order == QueueOrder::lifo ? "LifoQueue"
                                                               : "PriorityQueue",
                                   &Queue::class_type};

  explicit QueueOf(double most) : Queue(class_type, order, most) {}
};

// ---- Without waiting ---------------------------------------------------------------------------

void raise_shut_down [[noreturn]] (lua_State* L) {
  raise_error(L, ErrorClass::queue_shut_down, "the queue is shut down");
}

void finish_all(Queue& queue) {
  for (Waiter& waiter : queue.joiners) wake(waiter);
}

// Pushes the table of items and, if that is needed, the order. Returns the index of the latter.
int push_items(lua_State* L, int index, const Queue& queue) {
  lua_getiuservalue(L, index, Queue::items_table);
  if (!queue.items.ordered()) return 0;
  lua_getiuservalue(L, index, Queue::less);
  return lua_gettop(L);
}

// Puts the item on top of the stack into the queue at `index`. Pops it.
void put_nowait(lua_State* L, int index, Queue& queue) {
  if (queue.shut_down) raise_shut_down(L);
  if (queue.full()) raise_error(L, ErrorClass::queue_full, "the queue is full");
  const int item = lua_gettop(L);
  const int less = push_items(L, index, queue);
  lua_pushvalue(L, item);
  if (queue.items.put(L, item + 1, less)) {  // into a roomier table
    lua_pushvalue(L, item + 1);
    lua_setiuservalue(L, index, Queue::items_table);
  }
  lua_settop(L, item - 1);
  ++queue.unfinished;
  pop_and_wake(queue.getters);
}

// Pushes the next item of the queue at `index`.
int get_nowait(lua_State* L, int index, Queue& queue) {
  if (queue.empty()) {
    if (queue.shut_down) raise_shut_down(L);
    raise_error(L, ErrorClass::queue_empty, "the queue is empty");
  }
  const int table = lua_gettop(L) + 1;
  const int less = push_items(L, index, queue);
  queue.items.get(L, table, less);
  pop_and_wake(queue.putters);
  return 1;
}

void check_item(lua_State* L, int index) {
  luaL_argcheck(L, !lua_isnoneornil(L, index), index, "a queue cannot hold nil");
}

// ---- put, get and join -------------------------------------------------------------------------

struct QueueOperation : Operation {
  QueueOperation(const OperationKind& its_kind, Queue& its_queue)
      : Operation(its_kind), queue(its_queue) {}

  Queue& queue;
};

Queue& queue_of(Operation& operation) { return static_cast<QueueOperation&>(operation).queue; }

bool was_woken(const Operation& operation) {
  return operation.waiter.state == Waitable::State::finished;
}

int push_queue(lua_State* L) {
  lua_getiuservalue(L, 1, Operation::owner);
  return lua_gettop(L);
}

int poll_put(lua_State* L, Task& task, Operation& operation, Wake wake) {
  Queue& queue = queue_of(operation);
  if (wake == Wake::cancelled) {
    if (!queue.full() && was_woken(operation)) pop_and_wake(queue.putters);
    deliver_cancel(L, task);
  }
  if (queue.full()) {
    if (queue.shut_down) raise_shut_down(L);
    enqueue(queue.putters, task, operation.waiter);
    return suspended;
  }
  const int index = push_queue(L);
  lua_getiuservalue(L, 1, Operation::value);
  put_nowait(L, index, queue);
  return 0;
}

int poll_get(lua_State* L, Task& task, Operation& operation, Wake wake) {
  Queue& queue = queue_of(operation);
  if (wake == Wake::cancelled) {
    if (!queue.empty() && was_woken(operation)) pop_and_wake(queue.getters);
    deliver_cancel(L, task);
  }
  if (queue.empty()) {
    if (queue.shut_down) raise_shut_down(L);
    enqueue(queue.getters, task, operation.waiter);
    return suspended;
  }
  return get_nowait(L, push_queue(L), queue);
}

int poll_join(lua_State* L, Task& task, Operation& operation, Wake wake) {
  Queue& queue = queue_of(operation);
  if (wake == Wake::cancelled) deliver_cancel(L, task);
  if (wake == Wake::started && queue.unfinished > 0) {
    enqueue(queue.joiners, task, operation.waiter);
    return suspended;
  }
  return 0;
}

constexpr OperationKind put_kind{"put", poll_put};
constexpr OperationKind get_kind{"get", poll_get};
constexpr OperationKind join_kind{"join", poll_join};

int queue_put(lua_State* L) {
  auto& queue = check<Queue>(L, 1);
  check_item(L, 2);
  create_operation<QueueOperation>(L, 1, Operation::value, put_kind, queue);
  lua_pushvalue(L, 2);
  lua_setiuservalue(L, -2, Operation::value);
  return 1;
}

int queue_get(lua_State* L) {
  auto& queue = check<Queue>(L, 1);
  create_operation<QueueOperation>(L, 1, Operation::creator, get_kind, queue);
  return 1;
}

int queue_join(lua_State* L) {
  auto& queue = check<Queue>(L, 1);
  create_operation<QueueOperation>(L, 1, Operation::creator, join_kind, queue);
  return 1;
}

// ---- The other methods -------------------------------------------------------------------------

int queue_put_nowait(lua_State* L) {
  auto& queue = check<Queue>(L, 1);
  check_item(L, 2);
  lua_settop(L, 2);
  put_nowait(L, 1, queue);
  return 0;
}

int queue_get_nowait(lua_State* L) { return get_nowait(L, 1, check<Queue>(L, 1)); }

int queue_task_done(lua_State* L) {
  auto& queue = check<Queue>(L, 1);
  if (queue.unfinished <= 0) return luaL_error(L, "task_done() called too many times");
  if (--queue.unfinished == 0) finish_all(queue);
  return 0;
}

int queue_qsize(lua_State* L) {
  lua_pushinteger(L, check<Queue>(L, 1).items.count());
  return 1;
}

int queue_empty(lua_State* L) {
  lua_pushboolean(L, check<Queue>(L, 1).empty());
  return 1;
}

int queue_full(lua_State* L) {
  lua_pushboolean(L, check<Queue>(L, 1).full());
  return 1;
}

void drop_items(lua_State* L, Queue& queue) {
  const lua_Integer dropped = queue.items.count();
  lua_newtable(L);
  lua_setiuservalue(L, 1, Queue::items_table);
  queue.items.clear();
  const lua_Integer left = queue.unfinished - dropped;
  const bool finished = queue.unfinished > 0 && left <= 0;
  queue.unfinished = left > 0 ? left : 0;
  if (finished) finish_all(queue);
}

constexpr const char* shutdown_options[] = {"immediate"};

// queue:shutdown{immediate=}
int queue_shutdown(lua_State* L) {
  auto& queue = check<Queue>(L, 1);
  lua_settop(L, 2);
  bool immediate = false;
  if (lua_isboolean(L, 2)) {
    immediate = lua_toboolean(L, 2) != 0;
  } else if (check_options(L, 2, "shutdown", shutdown_options)) {
    lua_getfield(L, 2, "immediate");
    immediate = lua_toboolean(L, -1) != 0;
  }
  queue.shut_down = true;
  if (immediate) drop_items(L, queue);
  while (!queue.getters.empty()) pop_and_wake(queue.getters);
  while (!queue.putters.empty()) pop_and_wake(queue.putters);
  return 0;
}

int queue_tostring(lua_State* L) {
  auto& queue = check<Queue>(L, 1);
  lua_pushfstring(L, "<%s maxsize=%f qsize=%I", queue.type->name, queue.maxsize,
                  static_cast<LUAI_UACINT>(queue.items.count()));
  if (const int getters = count_waiters(queue.getters); getters > 0)
    lua_pushfstring(L, " getters=%d", getters);
  if (const int putters = count_waiters(queue.putters); putters > 0)
    lua_pushfstring(L, " putters=%d", putters);
  if (queue.unfinished > 0)
    lua_pushfstring(L, " unfinished=%I", static_cast<LUAI_UACINT>(queue.unfinished));
  lua_pushstring(L, queue.shut_down ? " shutdown>" : ">");
  lua_concat(L, lua_gettop(L) - 1);
  return 1;
}

// ---- Construction ------------------------------------------------------------------------------

const char by_size_key = 0;  // of a class's metatable: those of its queues, by maxsize, weak

double check_maxsize(lua_State* L, int index) {
  if (lua_isnoneornil(L, index)) return 0;
  const double most = luaL_checknumber(L, index);
  luaL_argcheck(L, most >= 0, index, "maxsize must be a number of items, 0 for no limit");
  return most;
}

// `queue.maxsize` is a field, and methods must stay plain table look-ups: so each size has a
// metatable of its own, whose __index holds the methods and the field.
void push_new_metatable(lua_State* L, const Type& type, int maxsize) {
  push_metatable(L, type);
  const int shared = lua_gettop(L);
  lua_newtable(L);
  for (const char* field : {"__tostring", "__name", "__metatable"}) {
    lua_getfield(L, shared, field);
    lua_setfield(L, -2, field);
  }
  lua_newtable(L);
  lua_getfield(L, shared, "__index");
  lua_pushnil(L);
  while (lua_next(L, -2) != 0) {
    lua_pushvalue(L, -2);
    lua_insert(L, -2);
    lua_rawset(L, -5);
  }
  lua_pop(L, 1);
  lua_pushvalue(L, maxsize);
  lua_setfield(L, -2, "maxsize");
  lua_setfield(L, -2, "__index");
  lua_replace(L, shared);
}

// Gives the queue on top of the stack the metatable of its class and of the size at `maxsize`. One
// whose size is no integer has its own: as keys, 5 and 5.0 are the same.
void give_metatable(lua_State* L, const Type& type, int maxsize) {
  if (lua_isinteger(L, maxsize) == 0) {
    push_new_metatable(L, type, maxsize);
    lua_setmetatable(L, -2);
    return;
  }
  push_metatable(L, type);
  lua_rawgetp(L, -1, &by_size_key);
  lua_pushvalue(L, maxsize);
  if (lua_rawget(L, -2) == LUA_TNIL) {
    lua_pop(L, 1);
    push_new_metatable(L, type, maxsize);
    lua_pushvalue(L, maxsize);
    lua_pushvalue(L, -2);
    lua_rawset(L, -4);
  }
  lua_setmetatable(L, -4);
  lua_pop(L, 2);
}

template <QueueOrder order>
int queue_new(lua_State* L) {
  const double most = check_maxsize(L, 1);
  lua_settop(L, 2);
  if (order != QueueOrder::priority)
    lua_settop(L, 1);
  else
    luaL_argexpected(L, lua_isnil(L, 2) || is_callable(L, 2), 2, "function");
  if (lua_isnil(L, 1)) {
    lua_pushinteger(L, 0);
    lua_replace(L, 1);
  }
  create<QueueOf<order>>(L, order == QueueOrder::priority ? Queue::slot_count : Queue::less - 1,
                         most);
  lua_newtable(L);
  lua_setiuservalue(L, -2, Queue::items_table);
  if (order == QueueOrder::priority) {
    lua_pushvalue(L, 2);
    lua_setiuservalue(L, -2, Queue::less);
  }
  give_metatable(L, QueueOf<order>::class_type, 1);
  return 1;
}

template <QueueOrder order>
void open_class(lua_State* L, const luaL_Reg* methods, const luaL_Reg* metamethods) {
  register_class(L, {QueueOf<order>::class_type, methods, metamethods});
  push_metatable(L, QueueOf<order>::class_type);
  lua_newtable(L);
  lua_createtable(L, 0, 1);
  lua_pushliteral(L, "v");
  lua_setfield(L, -2, "__mode");
  lua_setmetatable(L, -2);
  lua_rawsetp(L, -2, &by_size_key);
  lua_pop(L, 1);
  lua_pushcfunction(L, entry<queue_new<order>>);
  lua_setfield(L, -2, QueueOf<order>::class_type.name);
}

}  // namespace

void open_queue(lua_State* L) {
  static const luaL_Reg methods[] = {{"put", entry<queue_put>},
                                     {"get", entry<queue_get>},
                                     {"put_nowait", entry<queue_put_nowait>},
                                     {"get_nowait", entry<queue_get_nowait>},
                                     {"task_done", entry<queue_task_done>},
                                     {"join", entry<queue_join>},
                                     {"qsize", entry<queue_qsize>},
                                     {"empty", entry<queue_empty>},
                                     {"full", entry<queue_full>},
                                     {"shutdown", entry<queue_shutdown>},
                                     {nullptr, nullptr}};
  static const luaL_Reg metamethods[] = {{"__tostring", entry<queue_tostring>}, {nullptr, nullptr}};
  register_class(L, {Queue::class_type, methods, metamethods});
  open_class<QueueOrder::fifo>(L, methods, metamethods);
  open_class<QueueOrder::lifo>(L, methods, metamethods);
  open_class<QueueOrder::priority>(L, methods, metamethods);
}

}  // namespace aio
