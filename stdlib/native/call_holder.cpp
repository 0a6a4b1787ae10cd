#include "stdlib/native/call_holder.hpp"

#include <utility>

#include "runtime/lua/boundary.hpp"
#include "runtime/thread/transfer.hpp"

namespace aio {

namespace {

const char spare_key = 0;  // registry: array of retired holders

constexpr lua_Unsigned most_spares = 64;

void release_call(CallHolder& holder) {
  if (PooledCall* call = std::exchange(holder.call, nullptr)) call->release();
}

int holder_finalize(lua_State* L) {
  release_call(static_cast<CallHolder&>(*to_object(L, 1)));
  return 0;
}

// Pushes a retired holder or a new one.
CallHolder& push_holder(lua_State* L) {
  lua_rawgetp(L, LUA_REGISTRYINDEX, &spare_key);
  const auto count = static_cast<lua_Integer>(lua_rawlen(L, -1));
  if (count == 0) {
    auto& holder = create<CallHolder>(L, CallHolder::count);
    lua_newtable(L);
    lua_setiuservalue(L, -2, CallHolder::strings);
    lua_remove(L, -2);
    return holder;
  }
  lua_rawgeti(L, -1, count);
  lua_pushnil(L);
  lua_rawseti(L, -3, count);
  lua_remove(L, -2);
  return known<CallHolder>(L, -1);
}

}  // namespace

CallHolder& push_packed_call(lua_State* L, int first, const char* caller, bool to_process,
                             PooledCall::Arrived arrived) {
  const int count = lua_gettop(L) - first + 1;
  CallHolder& holder = push_holder(L);
  holder.call = PooledCall::make(arrived);
  PackOptions options{.caller = caller};
  if (to_process) options.destination = "a process";
  lua_getiuservalue(L, -1, CallHolder::strings);
  if (!to_process) options.anchor = lua_gettop(L);
  pack(L, first, count, options, holder.call->request);
  lua_pop(L, 1);
  holder.borrows = !holder.call->request.borrowed.empty();
  return holder;
}

void retire_holder(lua_State* L) {
  auto& holder = known<CallHolder>(L, -1);
  release_call(holder);
  if (std::exchange(holder.borrows, false)) {
    lua_newtable(L);
    lua_setiuservalue(L, -2, CallHolder::strings);
  }
  lua_rawgetp(L, LUA_REGISTRYINDEX, &spare_key);
  lua_insert(L, -2);
  const lua_Unsigned count = lua_rawlen(L, -2);
  if (count < most_spares)
    lua_rawseti(L, -2, static_cast<lua_Integer>(count) + 1);
  else
    lua_pop(L, 1);
  lua_pop(L, 1);
}

void open_call_holder(lua_State* L) {
  static const luaL_Reg no_methods[] = {{nullptr, nullptr}};
  static const luaL_Reg metamethods[] = {{"__gc", entry<holder_finalize>}, {nullptr, nullptr}};
  register_class(L, {CallHolder::class_type, no_methods, metamethods});
  lua_newtable(L);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &spare_key);
}

}  // namespace aio
