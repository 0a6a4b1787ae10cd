#include "runtime/task/idle_threads.hpp"

namespace aio {

void IdleThreads::open(lua_State* L) {
  threads_ = lua_newthread(L);
  luaL_ref(L, LUA_REGISTRYINDEX);
}

}  // namespace aio
