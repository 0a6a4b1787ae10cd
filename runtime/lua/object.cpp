#include "runtime/lua/object.hpp"

#include <array>
#include <atomic>
#include <cstdint>
#include <cstdlib>

#include "runtime/lua/boundary.hpp"

namespace aio {

namespace {

// All classes of the library, in a small hash table by address: filled when the first state
// registers them (later states find them there), read by every thread that runs a state.
constexpr std::size_t most_types = 128;
std::array<std::atomic<const Type*>, most_types> types;

std::size_t home_of(const Type* type) {
  return (reinterpret_cast<std::uintptr_t>(type) >> 4) % most_types;
}

void remember(const Type& type) {
  for (std::size_t at = home_of(&type);; at = (at + 1) % most_types) {
    const Type* expected = nullptr;
    if (types[at].compare_exchange_strong(expected, &type) || expected == &type) return;
  }
}

// The class's place on every shelf: the next free one, the first time that it is asked for.
int place_of(const Type& type) {
  static std::atomic<int> last{Shelf::before_metatables};
  int none = 0;
  if (type.place.load() == 0) {
    const int next = ++last;
    if (next > Shelf::most_places) std::abort();  // more classes than the library has
    type.place.compare_exchange_strong(none, next);
  }
  return type.place.load();
}

int count(const luaL_Reg* functions) {
  int number = 0;
  while (functions[number].name != nullptr) ++number;
  return number;
}

void copy_methods(lua_State* L, const Type& base) {
  push_metatable(L, base);
  lua_getfield(L, -1, "__index");
  lua_pushnil(L);
  while (lua_next(L, -2) != 0) {
    lua_pushvalue(L, -2);
    lua_insert(L, -2);
    lua_settable(L, -6);
  }
  lua_pop(L, 2);
}

}  // namespace

bool is_registered(const Type* type) {
  for (std::size_t at = home_of(type);; at = (at + 1) % most_types) {
    const Type* known = types[at].load(std::memory_order_relaxed);
    if (known == type) return known != nullptr;
    if (known == nullptr) return false;
  }
}

void register_class(lua_State* L, const ClassDefinition& definition) {
  const Type& type = definition.type;
  const int metamethods = definition.metamethods == nullptr ? 0 : count(definition.metamethods);
  remember(type);
  lua_createtable(L, 0, metamethods + 3);
  lua_createtable(L, 0, count(definition.methods));
  if (type.base != nullptr) copy_methods(L, *type.base);
  luaL_setfuncs(L, definition.methods, 0);
  lua_setfield(L, -2, "__index");
  if (definition.metamethods != nullptr) luaL_setfuncs(L, definition.metamethods, 0);
  lua_pushstring(L, type.name);
  lua_setfield(L, -2, "__name");
  lua_pushboolean(L, 0);
  lua_setfield(L, -2, "__metatable");
  Shelf::of(L).put(L, place_of(type));
}

const char* type_name(lua_State* L, int index) {
  if (luaL_getmetafield(L, index, "__name") == LUA_TSTRING) {
    const char* name = lua_tostring(L, -1);  // kept alive by the metatable
    lua_pop(L, 1);
    return name;
  }
  return lua_islightuserdata(L, index) ? "light userdata" : luaL_typename(L, index);
}

void raise_type_error(lua_State* L, int index, const char* expected) {
  luaL_typeerror(L, index, expected);
  __builtin_unreachable();
}

}  // namespace aio
