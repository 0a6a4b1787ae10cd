// Checks that the Lua halves share, so that their errors read like the native ones and point at the
// line that called the public function.

#include <span>

#include "runtime/lua/arguments.hpp"
#include "runtime/lua/boundary.hpp"
#include "runtime/lua/object.hpp"
#include "runtime/lua/traceback.hpp"
#include "stdlib/native/natives.hpp"

namespace aio {

namespace {

constexpr int most_options = 16;

int run_check_options(lua_State* L) {
  const char* known[most_options];
  int count = 0;
  for (; count < most_options && lua_rawgeti(L, 3, count + 1) != LUA_TNIL; ++count) {
    known[count] = lua_tostring(L, -1);  // kept alive by the list
    lua_pop(L, 1);
  }
  lua_settop(L, 3);
  check_options(L, 2, lua_tostring(L, 1), std::span(known, static_cast<std::size_t>(count)));
  return 0;
}

// options(where, options, {"name", …}) → options or {}
int options(lua_State* L) {
  luaL_checkstring(L, 1);
  luaL_checktype(L, 3, LUA_TTABLE);
  lua_settop(L, 3);
  lua_pushcfunction(L, entry<run_check_options>);
  for (int i = 1; i <= 3; ++i) lua_pushvalue(L, i);
  if (lua_pcall(L, 3, 0, 0) != LUA_OK) return raise_at_caller(L);
  lua_settop(L, 2);
  if (lua_isnil(L, 2)) lua_newtable(L);
  return 1;
}

// argument(position, function_name, expected, value): raises
int argument(lua_State* L) {
  lua_pushfstring(L, "bad argument #%d to '%s' (%s expected, got %s)",
                  static_cast<int>(luaL_checkinteger(L, 1)), luaL_checkstring(L, 2),
                  luaL_checkstring(L, 3), lua_isnone(L, 4) ? "no value" : type_name(L, 4));
  return raise_at_caller(L);
}

// fail(message): raises with the caller's position
int fail(lua_State* L) {
  luaL_checkstring(L, 1);
  lua_settop(L, 1);
  return raise_at_caller(L);
}

// caller() → "script.lua:12", the script's line that called
int caller(lua_State* L) {
  push_caller_place(L);
  return 1;
}

// typename(value) → "Task", "table", …
int type_name_function(lua_State* L) {
  luaL_checkany(L, 1);
  lua_pushstring(L, type_name(L, 1));
  return 1;
}

}  // namespace

void open_checks(lua_State* L) {
  static const luaL_Reg functions[] = {
      {"options", entry<options>}, {"argument", entry<argument>},           {"fail", entry<fail>},
      {"caller", entry<caller>},   {"typename", entry<type_name_function>}, {nullptr, nullptr}};
  luaL_setfuncs(L, functions, 0);
}

}  // namespace aio
