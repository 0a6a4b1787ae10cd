#include "runtime/lua/anchors.hpp"

#include <cstdlib>

namespace aio {

void Anchors::open(lua_State* L) {
  lua_newtable(L);
  table_ = luaL_ref(L, LUA_REGISTRYINDEX);
}

void Anchors::close() {
  std::free(free_);
  free_ = nullptr;
}

void Anchors::grow(lua_State* L) {
  const int capacity = capacity_ == 0 ? 64 : capacity_ * 2;
  void* memory = std::realloc(free_, static_cast<std::size_t>(capacity) * sizeof(int));
  if (memory == nullptr) luaL_error(L, "not enough memory");
  free_ = static_cast<int*>(memory);
  capacity_ = capacity;
}

Anchors::Slot Anchors::add(lua_State* L) {
  if (free_count_ == 0 && size_ == capacity_) grow(L);
  const int slot = free_count_ > 0 ? free_[free_count_ - 1] : size_ + 1;
  lua_rawgeti(L, LUA_REGISTRYINDEX, table_);
  lua_insert(L, -2);
  lua_rawseti(L, -2, slot);
  lua_pop(L, 1);
  if (free_count_ > 0)
    --free_count_;
  else
    ++size_;
  return slot;
}

void Anchors::push(lua_State* L, Slot slot) const {
  lua_rawgeti(L, LUA_REGISTRYINDEX, table_);
  lua_rawgeti(L, -1, slot);
  lua_remove(L, -2);
}

void Anchors::release(lua_State* L, Slot slot) {
  if (slot == none) return;
  lua_rawgeti(L, LUA_REGISTRYINDEX, table_);
  lua_pushboolean(L, 0);  // not nil: the array keeps its size
  lua_rawseti(L, -2, slot);
  lua_pop(L, 1);
  free_[free_count_++] = slot;
}

}  // namespace aio
