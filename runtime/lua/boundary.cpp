#include "runtime/lua/boundary.hpp"

namespace aio {

namespace {

struct Call {
  ProtectedFunction function;
  void* data;
};

int run_call(lua_State* L) {
  auto* call = static_cast<Call*>(lua_touserdata(L, 1));
  lua_settop(L, 0);
  call->function(L, call->data);
  return 0;
}

}  // namespace

int protect(lua_State* L, ProtectedFunction function, void* data) {
  Call call{function, data};
  lua_pushcfunction(L, entry<run_call>);
  lua_pushlightuserdata(L, &call);
  return lua_pcall(L, 1, 0, 0);
}

}  // namespace aio
