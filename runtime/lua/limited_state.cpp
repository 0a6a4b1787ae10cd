#include "runtime/lua/limited_state.hpp"

#include <new>

#include "runtime/lua/state.hpp"

namespace aio {

namespace {

// Stands before the state's own allocator and counts. Ends with the last block, the state itself.
struct Limit {
  lua_Alloc allocate;
  void* data;
  std::size_t in_use;
  std::size_t most;
};

void* allocate_within(void* data, void* block, std::size_t old_size, std::size_t new_size) {
  auto* limit = static_cast<Limit*>(data);
  const std::size_t freed = block == nullptr ? 0 : old_size;
  if (new_size > freed && new_size - freed > limit->most - limit->in_use) return nullptr;
  void* moved = limit->allocate(limit->data, block, old_size, new_size);
  if (new_size > 0 && moved == nullptr) return nullptr;
  limit->in_use += new_size - freed;
  if (limit->in_use == 0) delete limit;
  return moved;
}

// What the state has taken so far, to the byte.
std::size_t memory_of(lua_State* L) {
  return static_cast<std::size_t>(lua_gc(L, LUA_GCCOUNT)) * 1024 +
         static_cast<std::size_t>(lua_gc(L, LUA_GCCOUNTB));
}

}  // namespace

lua_State* new_limited_state(std::size_t most) {
  lua_State* L = new_state();
  if (most == 0 || L == nullptr) return L;
  auto* limit = new (std::nothrow) Limit{};
  if (limit == nullptr || memory_of(L) > most) {
    delete limit;
    lua_close(L);
    return nullptr;
  }
  limit->allocate = lua_getallocf(L, &limit->data);
  limit->in_use = memory_of(L);
  limit->most = most;
  lua_setallocf(L, allocate_within, limit);
  return L;
}

}  // namespace aio
