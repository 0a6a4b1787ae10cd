#include "runtime/task/idle_threads.hpp"

namespace aio {

void IdleThreads::open(lua_State* L) {
  lua_createtable(L, most, 0);  // so that giving back never has to grow it
  table_ = luaL_ref(L, LUA_REGISTRYINDEX);
}

lua_State* IdleThreads::take(lua_State* L) {
  if (count_ == 0) return lua_newthread(L);
  lua_rawgeti(L, LUA_REGISTRYINDEX, table_);
  lua_rawgeti(L, -1, count_--);
  lua_remove(L, -2);
  return lua_tothread(L, -1);
}

void IdleThreads::give_back(lua_State* L) {
  lua_State* thread = lua_tothread(L, -1);
  const bool reusable = count_ < most && lua_status(thread) == LUA_OK && lua_gettop(thread) == 0 &&
                        lua_gethookmask(thread) == 0;
  if (!reusable) {
    lua_pop(L, 1);
    return;
  }
  lua_rawgeti(L, LUA_REGISTRYINDEX, table_);
  lua_insert(L, -2);
  lua_rawseti(L, -2, ++count_);
  lua_pop(L, 1);
}

}  // namespace aio
