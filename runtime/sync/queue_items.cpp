#include "runtime/sync/queue_items.hpp"

#include <algorithm>
#include <array>

namespace aio {

namespace {

constexpr int deepest_heap = 64;

// Whether [a, b] on top of the stack are in order a < b. Pops them.
bool pop_less(lua_State* L, int less) {
  bool result = false;
  if (lua_isnil(L, less)) {
    result = lua_compare(L, -2, -1, LUA_OPLT) != 0;
    lua_pop(L, 2);
  } else {
    lua_pushvalue(L, less);
    lua_insert(L, -3);
    lua_call(L, 2, 1);
    result = lua_toboolean(L, -1) != 0;
    lua_pop(L, 1);
  }
  return result;
}

bool item_less(lua_State* L, int less, int item, int table, lua_Integer other) {
  lua_pushvalue(L, item);
  lua_rawgeti(L, table, other);
  return pop_less(L, less);
}

bool places_less(lua_State* L, int less, int table, lua_Integer a, lua_Integer b) {
  lua_rawgeti(L, table, a);
  lua_rawgeti(L, table, b);
  return pop_less(L, less);
}

void move(lua_State* L, int table, lua_Integer from, lua_Integer to) {
  lua_rawgeti(L, table, from);
  lua_rawseti(L, table, to);
}

}  // namespace

bool QueueItems::put(lua_State* L, int table, int less) {
  if (order_ == QueueOrder::priority) {
    put_in_heap(L, table, less);
    return false;
  }
  const bool full = order_ == QueueOrder::fifo && count_ == capacity_;
  if (full) grow(L, table);
  lua_rawseti(L, table, order_ == QueueOrder::lifo ? count_ + 1 : place(first_ + count_));
  ++count_;
  return full;
}

void QueueItems::get(lua_State* L, int table, int less) {
  if (order_ == QueueOrder::priority) {
    get_from_heap(L, table, less);
    return;
  }
  const lua_Integer at = order_ == QueueOrder::lifo ? count_ : place(first_);
  lua_rawgeti(L, table, at);
  lua_pushboolean(L, 0);  // not nil: the array keeps its size
  lua_rawseti(L, table, at);
  if (order_ == QueueOrder::fifo) first_ = (first_ + 1) & (capacity_ - 1);
  --count_;
}

void QueueItems::grow(lua_State* L, int table) {
  const lua_Integer roomier = capacity_ == 0 ? 8 : capacity_ * 2;
  lua_createtable(L, static_cast<int>(roomier), 0);
  for (lua_Integer i = 0; i < count_; ++i) {
    lua_rawgeti(L, table, place(first_ + i));
    lua_rawseti(L, -2, i + 1);
  }
  lua_replace(L, table);
  first_ = 0;
  capacity_ = roomier;
}

// Compares first, moves then.
void QueueItems::put_in_heap(lua_State* L, int table, int less) {
  const int item = lua_gettop(L);
  lua_Integer target = count_ + 1;
  while (target > 1 && item_less(L, less, item, table, target / 2)) target /= 2;
  for (lua_Integer at = count_ + 1; at > target; at /= 2) move(L, table, at / 2, at);
  lua_rawseti(L, table, target);
  ++count_;
}

void QueueItems::get_from_heap(lua_State* L, int table, int less) {
  std::array<lua_Integer, deepest_heap> path;
  const lua_Integer end = count_ - 1;  // the last item leaves its place and is sifted in
  lua_rawgeti(L, table, 1);
  lua_rawgeti(L, table, count_);
  const int last = lua_gettop(L);
  int depth = 0;
  path[0] = 1;
  // The smaller children, down to a leaf …
  for (lua_Integer child = 2; child <= end; child = 2 * path[depth]) {
    if (child + 1 <= end && !places_less(L, less, table, child, child + 1)) ++child;
    path[++depth] = child;
  }
  // … and up again to where the last item belongs.
  int target = depth;
  while (target > 0 && item_less(L, less, last, table, path[target])) --target;
  for (int i = 0; i < target; ++i) move(L, table, path[i + 1], path[i]);
  if (end >= 1) {
    lua_pushvalue(L, last);
    lua_rawseti(L, table, path[target]);
  }
  lua_pushboolean(L, 0);
  lua_rawseti(L, table, count_);
  --count_;
  lua_pop(L, 1);
}

}  // namespace aio
