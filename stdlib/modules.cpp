#include "stdlib/modules.hpp"

#include "runtime/lua/boundary.hpp"
#include "runtime/sync/sync.hpp"
#include "runtime/task/cancel.hpp"
#include "runtime/task/coroutine_library.hpp"
#include "runtime/task/engine.hpp"
#include "runtime/task/require.hpp"
#include "runtime/thread/output.hpp"
#include "stdlib/embedded.hpp"
#include "stdlib/native/natives.hpp"

namespace aio {

namespace {

// Runs an embedded Lua file, which the build has compiled. Upvalue 1: its EmbeddedModule, 2: what
// it sees as globals.
int load_embedded(lua_State* L) {
  const auto* module = static_cast<const EmbeddedModule*>(lua_touserdata(L, lua_upvalueindex(1)));
  if (luaL_loadbufferx(L, module->code.data(), module->code.size(), module->name.data(), "b") !=
      LUA_OK)
    return lua_error(L);
  lua_pushvalue(L, lua_upvalueindex(2));
  lua_setupvalue(L, -2, 1);
  lua_pushstring(L, module->name.data());
  lua_call(L, 1, 1);
  return 1;
}

// The native table behind an empty one: Lua looks for the names of functions in the tables of
// loaded modules, and is to find the public name, "aio.sleep".
int load_native(lua_State* L) {
  lua_newtable(L);
  lua_createtable(L, 0, 1);
  lua_pushvalue(L, lua_upvalueindex(1));
  lua_setfield(L, -2, "__index");
  lua_setmetatable(L, -2);
  return 1;
}

// Pushes a copy of the globals: aio's own code goes on working when a script changes or erases
// them.
void push_globals_copy(lua_State* L) {
  lua_newtable(L);
  lua_pushglobaltable(L);
  lua_pushnil(L);
  while (lua_next(L, -2) != 0) {
    lua_pushvalue(L, -2);
    lua_insert(L, -2);
    lua_rawset(L, -5);
  }
  lua_pop(L, 1);
}

void preload_modules(lua_State* L, int native) {
  push_globals_copy(L);
  const int globals = lua_gettop(L);
  luaL_getsubtable(L, LUA_REGISTRYINDEX, LUA_PRELOAD_TABLE);
  for (const EmbeddedModule& module : embedded_modules()) {
    lua_pushlightuserdata(L, const_cast<EmbeddedModule*>(&module));
    lua_pushvalue(L, globals);
    lua_pushcclosure(L, entry<load_embedded>, 2);
    lua_setfield(L, -2, module.name.data());
  }
  lua_pushvalue(L, native);
  lua_pushcclosure(L, entry<load_native>, 1);
  lua_setfield(L, -2, "aio.native");
  lua_pop(L, 2);
}

void replace_globals(lua_State* L, int native) {
  for (const char* name : {"pcall", "xpcall"}) {
    lua_getfield(L, native, name);
    lua_setglobal(L, name);
  }
  lua_pushcfunction(L, entry<print_line>);
  lua_setglobal(L, "print");
  push_require(L);
  lua_setglobal(L, "require");
  push_dofile(L);
  lua_setglobal(L, "dofile");
  open_coroutine_library(L);
  luaL_getsubtable(L, LUA_REGISTRYINDEX, LUA_LOADED_TABLE);
  lua_pushvalue(L, -2);
  lua_setfield(L, -2, LUA_COLIBNAME);
  lua_pop(L, 1);
  lua_setglobal(L, LUA_COLIBNAME);
}

}  // namespace

void open_aio(lua_State* L, bool replace) {
  const int top = lua_gettop(L);
  open_native(L);
  open_sync(L);
  open_natives(L);
  if (replace) replace_globals(L, top + 1);
  preload_modules(L, top + 1);
  lua_settop(L, top);
}

void open_stdlib(lua_State* L) {
  luaL_openlibs(L);
  open_aio(L, true);
}

void set_globals(lua_State* L) {
  lua_getglobal(L, "require");
  lua_pushliteral(L, "aio");
  lua_call(L, 1, 1);
  for (const char* name : {"async", "await"}) {
    lua_getfield(L, -1, name);
    lua_setglobal(L, name);
  }
  lua_setglobal(L, "aio");
  Engine::of(L).has_globals = true;
}

}  // namespace aio
