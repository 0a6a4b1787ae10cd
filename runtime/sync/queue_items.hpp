#pragma once
// What a queue holds, in one Lua table (a user value of the queue): a ring for first in first out,
// a stack, or a heap. The heap is CPython's heapq to the letter, so that equal items leave in the
// same order. A comparison that raises leaves the items as they were.

#include <lua.hpp>

namespace aio {

enum class QueueOrder { fifo, lifo, priority };

class QueueItems {
 public:
  explicit QueueItems(QueueOrder order) : order_(order) {}

  lua_Integer count() const { return count_; }
  bool ordered() const { return order_ == QueueOrder::priority; }
  void clear() { count_ = first_ = capacity_ = 0; }  // for a new, empty table

  // Pops the item on top of the stack. `table` and, if `ordered()`, `less` (a function, or nil for
  // `<`) are stack indices. Returns whether the ring has grown into a new table, which has replaced
  // the value at `table`.
  bool put(lua_State* L, int table, int less);
  // Pushes the next item and takes it out; there must be one.
  void get(lua_State* L, int table, int less);

 private:
  lua_Integer place(lua_Integer at) const { return (at & (capacity_ - 1)) + 1; }
  void grow(lua_State* L, int table);
  void put_in_heap(lua_State* L, int table, int less);
  void get_from_heap(lua_State* L, int table, int less);

  QueueOrder order_;
  lua_Integer count_ = 0;
  lua_Integer first_ = 0;     // of the ring
  lua_Integer capacity_ = 0;  // of the ring, a power of two
};

}  // namespace aio
