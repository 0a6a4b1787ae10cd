#pragma once
// Values kept alive by number: the stacks of Lua threads that never run (see shelf.hpp), with a
// free list outside of them. Used for what C++ queues hold (tasks, callbacks that are ready): a
// value sits here from the moment C++ depends on it until it no longer does.

#include <lua.hpp>

namespace aio {

class Anchors {
 public:
  using Slot = int;
  static constexpr Slot none = 0;

  void open(lua_State* L);
  void close();

  // Pops the value on top of the stack. May raise a memory error, and then has changed nothing.
  Slot add(lua_State* L);
  // Pushes nil for `none`.
  void push(lua_State* L, Slot slot) const {
    if (slot == none) return lua_pushnil(L);
    lua_State* block = block_of(slot);
    lua_pushvalue(block, place_of(slot));
    lua_xmove(block, L, 1);
  }
  void release(Slot slot);

  int count() const { return size_ - free_count_; }

 private:
  struct Block {
    lua_State* values;
  };

  static constexpr int block_bits = 8;
  static constexpr int block_size = 1 << block_bits;

  lua_State* block_of(Slot slot) const { return blocks_[(slot - 1) >> block_bits].values; }
  static int place_of(Slot slot) { return ((slot - 1) & (block_size - 1)) + 1; }
  void grow(lua_State* L);

  int table_ = LUA_NOREF;    // of the registry: the threads
  Block* blocks_ = nullptr;  // the same, for C++
  int* free_ = nullptr;      // a stack of released slots; always as roomy as the blocks
  int free_count_ = 0;
  int size_ = 0;  // slots ever used
  int capacity_ = 0;
};

}  // namespace aio
