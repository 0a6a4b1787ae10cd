#include "runtime/thread/named_values.hpp"

#include <algorithm>
#include <iterator>
#include <new>

#include "runtime/lua/boundary.hpp"

namespace aio {

namespace {

const char classes_key = 0;  // registry: class name → metatable
const char named_key = 0;    // registry: the NamedValues

constexpr std::string_view library_modules[] = {"coroutine", "debug",  "io",    "math", "os",
                                                "package",   "string", "table", "utf8"};

// Of the globals only these are the same in every state; scripts put their own beside them.
constexpr std::string_view base_functions[] = {
    "assert",       "collectgarbage", "dofile",   "error",  "getmetatable", "ipairs",
    "load",         "loadfile",       "next",     "pairs",  "pcall",        "print",
    "rawequal",     "rawget",         "rawlen",   "rawset", "require",      "select",
    "setmetatable", "tonumber",       "tostring", "type",   "warn",         "xpcall"};

// How far a module's fields can be relied on to be the same in every state.
enum class Trust { base, library, aio, other };

template <class Names>
bool contains(const Names& names, std::string_view name) {
  return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

Trust trust_in(std::string_view module) {
  if (module == LUA_GNAME) return Trust::base;
  if (module == "aio" || module.starts_with("aio.")) return Trust::aio;
  return contains(library_modules, module) ? Trust::library : Trust::other;
}

// Only for strings: on a number lua_tolstring would change the key of a traversal.
std::string_view string_at(lua_State* L, int index) {
  std::size_t size = 0;
  const char* data = lua_tolstring(L, index, &size);
  return {data, size};
}

// The field of the table on top that holds the object; the stack is left as it was.
bool find_field(lua_State* L, const void* address, Trust trust, std::string_view& field) {
  lua_pushnil(L);
  while (lua_next(L, -2) != 0) {
    if (lua_topointer(L, -1) == address && lua_type(L, -2) == LUA_TSTRING) {
      field = string_at(L, -2);
      if (trust != Trust::base || contains(base_functions, field)) {
        lua_pop(L, 2);
        return true;
      }
    }
    lua_pop(L, 1);
  }
  return false;
}

// Pushes package.loaded; without the library, an embedder's bare state, nothing is loaded.
bool push_loaded(lua_State* L) {
  return lua_getfield(L, LUA_REGISTRYINDEX, LUA_LOADED_TABLE) == LUA_TTABLE;
}

// Looks for the object in all loaded modules of one kind; the stack is left as it was.
bool find_member(lua_State* L, const void* address, Trust trust, Member& found) {
  const int top = lua_gettop(L);
  const bool loaded = push_loaded(L);
  bool done = false;
  lua_pushnil(L);
  while (loaded && !done && lua_next(L, top + 1) != 0) {
    if (lua_type(L, -2) == LUA_TSTRING && lua_istable(L, -1)) {
      found.module = string_at(L, -2);
      done = trust_in(found.module) == trust && find_field(L, address, trust, found.field);
    }
    lua_pop(L, 1);
  }
  lua_settop(L, top);
  return done;
}

bool has_upvalues(lua_State* L, int index) {
  if (lua_getupvalue(L, index, 1) == nullptr) return false;
  lua_pop(L, 1);
  return true;
}

bool is_shared(lua_State* L, int index) {
  const int type = lua_type(L, index);
  return type == LUA_TTABLE || type == LUA_TFUNCTION || type == LUA_TUSERDATA;
}

// Calls `use` for each loaded module; name and module are on top of the stack.
template <class Use>
void for_each_module(lua_State* L, Use use) {
  const int top = lua_gettop(L);
  if (push_loaded(L)) {
    lua_pushnil(L);
    for (; lua_next(L, -2) != 0; lua_pop(L, 1))
      if (is_shared(L, -1) && lua_type(L, -2) == LUA_TSTRING) use();
  }
  lua_settop(L, top);
}

const void* globals_of(lua_State* L) {
  lua_rawgeti(L, LUA_REGISTRYINDEX, LUA_RIDX_GLOBALS);
  const void* address = lua_topointer(L, -1);
  lua_pop(L, 1);
  return address;
}

void list_classes(lua_State* L, ObjectIndex& known) {
  if (lua_rawgetp(L, LUA_REGISTRYINDEX, &classes_key) == LUA_TTABLE) {
    lua_pushnil(L);
    for (; lua_next(L, -2) != 0; lua_pop(L, 1))
      known.insert({lua_topointer(L, -1), KnownObject::Kind::metatable, 0, string_at(L, -2)});
  }
  lua_pop(L, 1);
}

// ---- The list of a state -----------------------------------------------------------------------

std::uint64_t mix(const void* first, const void* second) {
  const auto a = static_cast<std::uint64_t>(reinterpret_cast<std::uintptr_t>(first));
  const auto b = static_cast<std::uint64_t>(reinterpret_cast<std::uintptr_t>(second));
  const std::uint64_t sum = (a * 0x9E3779B97F4A7C15ull) ^ (b + (a << 7));
  return sum * 0xD6E8FEB86659FD93ull ^ sum >> 32;
}

// Of all modules with their names, in any order. Another value: something has changed.
std::uint64_t fingerprint_of(lua_State* L) {
  std::uint64_t sum = mix(globals_of(L), &classes_key);
  for_each_module(L, [&] { sum += mix(lua_topointer(L, -2), lua_topointer(L, -1)); });
  return sum;
}

void list_all(lua_State* L, ObjectIndex& known) {
  known.clear();
  known.insert({globals_of(L), KnownObject::Kind::globals, 0, {}});
  for_each_module(L, [&] {
    known.insert({lua_topointer(L, -1), KnownObject::Kind::module, 0, string_at(L, -2)});
  });
  list_classes(L, known);
}

int named_values_finalize(lua_State* L) {
  static_cast<NamedValues*>(lua_touserdata(L, 1))->forget();  // other finalisers may still pack
  return 0;
}

NamedValues& create_named_values(lua_State* L) {
  auto* values = new (lua_newuserdatauv(L, sizeof(NamedValues), 0)) NamedValues;
  lua_createtable(L, 0, 1);
  lua_pushcfunction(L, entry<named_values_finalize>);
  lua_setfield(L, -2, "__gc");
  lua_setmetatable(L, -2);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &named_key);
  return *values;
}

}  // namespace

void transfer_register_class(lua_State* L, int index, const char* name) {
  index = lua_absindex(L, index);
  luaL_checktype(L, index, LUA_TTABLE);
  if (lua_rawgetp(L, LUA_REGISTRYINDEX, &classes_key) != LUA_TTABLE) {
    lua_pop(L, 1);
    lua_newtable(L);
    lua_pushvalue(L, -1);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &classes_key);
  }
  lua_pushstring(L, name);
  lua_pushvalue(L, index);
  lua_rawset(L, -3);
  lua_pop(L, 1);
  named_values_of(L).fingerprint = 0;
}

NamedValues& named_values_of(lua_State* L) {
  lua_rawgetp(L, LUA_REGISTRYINDEX, &named_key);
  auto* values = static_cast<NamedValues*>(lua_touserdata(L, -1));
  lua_pop(L, 1);
  return values == nullptr ? create_named_values(L) : *values;
}

void refresh_named_values(lua_State* L, NamedValues& values) {
  const std::uint64_t fingerprint = fingerprint_of(L);
  if (fingerprint == values.fingerprint) return;
  values.fingerprint = 0;
  list_all(L, values.index);
  values.fingerprint = fingerprint;
}

bool find_function(lua_State* L, Member& found) {
  const void* address = lua_topointer(L, -1);
  const bool plain = !has_upvalues(L, -1);
  return find_member(L, address, Trust::base, found) ||
         find_member(L, address, Trust::library, found) ||
         find_member(L, address, Trust::aio, found) ||
         (plain && find_member(L, address, Trust::other, found));
}

bool find_in_aio(lua_State* L, Member& found) {
  return find_member(L, lua_topointer(L, -1), Trust::aio, found);
}

void push_module(lua_State* L, std::string_view name) {
  luaL_getsubtable(L, LUA_REGISTRYINDEX, LUA_LOADED_TABLE);
  lua_pushlstring(L, name.data(), name.size());
  lua_rawget(L, -2);
  lua_remove(L, -2);
  if (lua_toboolean(L, -1) != 0) return;
  lua_pop(L, 1);
  lua_getglobal(L, "require");
  lua_pushlstring(L, name.data(), name.size());
  lua_call(L, 1, 1);
}

void push_member(lua_State* L, const Member& member) {
  push_module(L, member.module);
  lua_pushlstring(L, member.field.data(), member.field.size());
  lua_gettable(L, -2);
  lua_remove(L, -2);
  if (!lua_isnil(L, -1)) return;
  lua_pushlstring(L, member.module.data(), member.module.size());
  lua_pushlstring(L, member.field.data(), member.field.size());
  luaL_error(L, "'%s.%s' does not exist in the state that received it", lua_tostring(L, -2),
             lua_tostring(L, -1));
}

void push_class_metatable(lua_State* L, std::string_view name) {
  if (lua_rawgetp(L, LUA_REGISTRYINDEX, &classes_key) == LUA_TTABLE) {
    lua_pushlstring(L, name.data(), name.size());
    lua_rawget(L, -2);
    lua_remove(L, -2);
    if (lua_istable(L, -1)) return;
  }
  lua_pushlstring(L, name.data(), name.size());
  luaL_error(L, "class '%s' is not registered in the state that received it", lua_tostring(L, -1));
}

}  // namespace aio
