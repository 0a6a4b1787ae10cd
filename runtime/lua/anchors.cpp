#include "runtime/lua/anchors.hpp"

#include <cstdlib>

namespace aio {

namespace {

// Makes `array` `count` long; false, and nothing changed, if there is no memory.
template <class T>
bool resize(T*& array, int count) {
  void* memory = std::realloc(array, static_cast<std::size_t>(count) * sizeof(T));
  if (memory == nullptr) return false;
  array = static_cast<T*>(memory);
  return true;
}

}  // namespace

void Anchors::open(lua_State* L) {
  lua_newtable(L);
  table_ = luaL_ref(L, LUA_REGISTRYINDEX);
}

void Anchors::close() {
  std::free(free_);
  std::free(blocks_);
  free_ = nullptr;
  blocks_ = nullptr;
}

void Anchors::grow(lua_State* L) {
  const int blocks = capacity_ / block_size;
  if (!resize(free_, capacity_ + block_size) || !resize(blocks_, blocks + 1))
    luaL_error(L, "not enough memory");
  lua_rawgeti(L, LUA_REGISTRYINDEX, table_);
  lua_State* block = lua_newthread(L);
  luaL_checkstack(block, block_size + 2, "not enough memory");
  lua_settop(block, block_size);
  lua_rawseti(L, -2, blocks + 1);
  lua_pop(L, 1);
  blocks_[blocks].values = block;
  capacity_ += block_size;
}

Anchors::Slot Anchors::add(lua_State* L) {
  if (free_count_ == 0 && size_ == capacity_) grow(L);
  const Slot slot = free_count_ > 0 ? free_[--free_count_] : ++size_;
  lua_State* block = block_of(slot);
  lua_xmove(L, block, 1);
  lua_replace(block, place_of(slot));
  return slot;
}

void Anchors::release(Slot slot) {
  if (slot == none) return;
  lua_State* block = block_of(slot);
  lua_pushnil(block);
  lua_replace(block, place_of(slot));
  free_[free_count_++] = slot;
}

}  // namespace aio
