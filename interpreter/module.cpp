// aio as a module for stock Lua: `lua5.4 -e 'local aio = require "aio"; aio.run(…)'`. No global of
// the host is touched: its pcall and coroutine library stay, so generators cannot await there.

#include "runtime/lua/boundary.hpp"
#include "stdlib/modules.hpp"

namespace aio {

namespace {

int open_module(lua_State* L) {
  open_aio(L, false);
  luaL_getsubtable(L, LUA_REGISTRYINDEX, LUA_PRELOAD_TABLE);
  lua_getfield(L, -1, "aio");
  lua_pushliteral(L, "aio");
  lua_call(L, 1, 1);
  return 1;
}

}  // namespace

}  // namespace aio

extern "C" __attribute__((visibility("default"))) int luaopen_aio(lua_State* L) {
  return aio::entry<aio::open_module>(L);
}
