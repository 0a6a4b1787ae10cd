// Planted for the self-test of lint/doors: it must report exactly the lines that say FAULT.
#include <lua.hpp>

#include "runtime/lua/boundary.hpp"

namespace planted {

using aio::continuation;
using aio::entry;

int native(lua_State* L) { return lua_gettop(L); }
int resumed(lua_State*, int, lua_KContext) { return 0; }
int pick(lua_CFunction function);

const luaL_Reg functions[] = {
    {"good", entry<native>},
    {"bad", native},  // FAULT
    {nullptr, nullptr},
};

void pushes(lua_State* L) {
  lua_pushcfunction(L, native);     // FAULT
  lua_pushcclosure(L, &native, 0);  // FAULT
  lua_CFunction kept = native;      // FAULT
  lua_pushcfunction(L, kept);
  lua_pushcfunction(L, [](lua_State*) { return 0; });  // FAULT
  lua_pushcfunction(
      L, +[](lua_State*) { return 0; });  // FAULT
  pick(native);                           // FAULT
  lua_callk(L, 0, 0, 0, resumed);         // FAULT
  lua_yieldk(L, 0, 0, &resumed);          // FAULT
}
lua_CFunction returns() {
  return native;  // FAULT
}

// From here on all is well.
int calls_directly(lua_State* L) { return native(L) + resumed(L, 0, 0); }
void well(lua_State* L) {
  lua_pushcfunction(L, entry<native>);
  lua_pushcclosure(L, &entry<calls_directly>, 0);
  lua_pushcfunction(L, entry<[](lua_State*) { return 0; }>);
  luaL_requiref(L, "string", luaopen_string, 1);
  lua_atpanic(L, native);
  lua_callk(L, 0, 0, 0, continuation<resumed>);
  lua_pcallk(L, 0, 0, 0, 0, nullptr);
  if (lua_tocfunction(L, 1) == entry<native>) lua_settop(L, 0);
}

}  // namespace planted
