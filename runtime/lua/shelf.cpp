#include "runtime/lua/shelf.hpp"

namespace aio {

void Shelf::open(lua_State* L) {
  values_ = lua_newthread(L);
  luaL_ref(L, LUA_REGISTRYINDEX);
  luaL_checkstack(values_, most_places + most_young + 2, nullptr);
  lua_settop(values_, most_places);
  lua_rawgeti(L, LUA_REGISTRYINDEX, LUA_RIDX_MAINTHREAD);
  lua_State* main = lua_tothread(L, -1);
  lua_pop(L, 1);
  *static_cast<Shelf**>(lua_getextraspace(main)) = this;  // what new coroutines inherit
  *static_cast<Shelf**>(lua_getextraspace(L)) = this;
}

}  // namespace aio
