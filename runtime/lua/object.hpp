#pragma once
// C++ objects that live in Lua userdata. Each begins with `Object`, whose `type` names its class:
// checking a value costs one load and compare, no metatable look-up. The memory belongs to Lua; a
// class with something to free gives its metatable a __gc.
//
// Objects never hold Lua values: those sit in the userdata's user values ("slots"), so that the
// garbage collector sees cycles. Each class names its slots in an enum that starts at 1.

#include <atomic>
#include <lua.hpp>
#include <new>
#include <utility>

#include "runtime/lua/shelf.hpp"

namespace aio {

struct Type {
  const char* name;  // as in messages: "Task", "Lock"
  const Type* base = nullptr;
  // Of the metatable on each state's shelf; given when the class is first registered.
  mutable std::atomic<int> place{0};

  bool is(const Type& other) const {
    for (const Type* at = this; at != nullptr; at = at->base)
      if (at == &other) return true;
    return false;
  }
};

// Lua counts user values in 16 bits, and does not check.
constexpr int most_slots = 65535;

struct Object {
  explicit Object(const Type& its_type) : type(&its_type) {}

  const Type* type;
};

// The object at `index`, or null when the value is something else (also a foreign userdata).
inline Object* to_object(lua_State* L, int index) {
  void* memory = lua_touserdata(L, index);
  if (memory == nullptr || lua_rawlen(L, index) < sizeof(Object)) return nullptr;
  return static_cast<Object*>(memory);
}

// The registered types, so that a foreign userdata's first word is never followed.
bool is_registered(const Type* type);

template <class T>
T* to(lua_State* L, int index) {
  Object* object = to_object(L, index);
  if (object == nullptr) return nullptr;
  if (object->type == &T::class_type) return static_cast<T*>(object);
  if (!is_registered(object->type) || !object->type->is(T::class_type)) return nullptr;
  return static_cast<T*>(object);
}

// The object at `index`, which is known to be a T: nothing is checked.
template <class T>
T& known(lua_State* L, int index) {
  return static_cast<T&>(*static_cast<Object*>(lua_touserdata(L, index)));
}

// As `to`, raising "bad argument #1 to 'f' (Lock expected, got nil)".
void raise_type_error [[noreturn]] (lua_State* L, int index, const char* expected);

template <class T>
T& check(lua_State* L, int index) {
  auto* object = to<T>(L, index);
  if (object == nullptr) raise_type_error(L, index, T::class_type.name);
  return *object;
}

// Pushes the metatable of a registered class.
inline void push_metatable(lua_State* L, const Type& type) {
  Shelf::of(L).push(L, type.place.load(std::memory_order_relaxed));
}

// Makes a T in a new userdata with `slots` user values and pushes it. `extra` bytes follow the
// object. T's constructor must not throw and must not touch Lua.
template <class T, class... Arguments>
T& create_sized(lua_State* L, std::size_t extra, int slots, Arguments&&... arguments) {
  if (slots > most_slots) luaL_error(L, "too many arguments (at most %d)", most_slots);
  void* memory = lua_newuserdatauv(L, sizeof(T) + extra, slots);
  T* object = new (memory) T(std::forward<Arguments>(arguments)...);
  push_metatable(L, *object->type);
  lua_setmetatable(L, -2);
  return *object;
}

template <class T, class... Arguments>
T& create(lua_State* L, int slots, Arguments&&... arguments) {
  return create_sized<T>(L, 0, slots, std::forward<Arguments>(arguments)...);
}

// Makes the metatable of a class: `methods` become its __index (inherited ones are copied in),
// `metamethods` go beside. The metatable is locked against scripts.
struct ClassDefinition {
  const Type& type;
  const luaL_Reg* methods;
  const luaL_Reg* metamethods = nullptr;
};
void register_class(lua_State* L, const ClassDefinition& definition);

// "table", "number", or the class of an aio object, or a foreign metatable's __name.
const char* type_name(lua_State* L, int index);

}  // namespace aio
