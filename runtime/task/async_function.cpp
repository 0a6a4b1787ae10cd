// aio.async: functions whose call makes a coroutine object.

#include "runtime/task/async_function.hpp"

#include "runtime/lua/arguments.hpp"
#include "runtime/lua/boundary.hpp"
#include "runtime/task/never_awaited.hpp"

namespace aio {

namespace {

// Upvalues of an async function.
enum Upvalue { about_upvalue = 1, metatable_upvalue, upvalue_count = metatable_upvalue };

// Functions have no names in Lua; the first call that has one ("local 'fetch'") gives it.
void learn_name(lua_State* L, AsyncFunction& about) {
  lua_Debug frame;
  if (lua_getstack(L, 0, &frame) == 0) return;
  lua_getinfo(L, "n", &frame);
  if (frame.name == nullptr || *frame.namewhat == '\0' || *frame.name == '?') return;
  about.named = true;
  lua_pushstring(L, frame.name);
  lua_setiuservalue(L, lua_upvalueindex(about_upvalue), AsyncFunction::name);
}

// The most frequent of all calls: everything here counts, so the metatable is an upvalue.
int call_async(lua_State* L) {
  const int arguments = lua_gettop(L);
  auto& about = *static_cast<AsyncFunction*>(lua_touserdata(L, lua_upvalueindex(about_upvalue)));
  if (!about.named) learn_name(L, about);
  const int slots = Call::first_argument - 1 + arguments;
  if (slots > most_slots) luaL_error(L, "too many arguments (at most %d)", most_slots);
  auto& call = *new (lua_newuserdatauv(L, sizeof(Call), slots)) Call(arguments);
  lua_pushvalue(L, lua_upvalueindex(metatable_upvalue));
  lua_setmetatable(L, -2);
  lua_pushvalue(L, lua_upvalueindex(about_upvalue));
  lua_setiuservalue(L, -2, Call::about);
  for (int i = 0; i < arguments; ++i) {
    lua_pushvalue(L, i + 1);
    lua_setiuservalue(L, -2, Call::first_argument + i);
  }
  watch_young(L, call);
  return 1;
}

// async(f [, name]) → async function
int async(lua_State* L) {
  luaL_argexpected(L, is_callable(L, 1), 1, "function");
  lua_settop(L, 2);
  auto& about = create<AsyncFunction>(L, AsyncFunction::count);
  about.named = lua_isstring(L, 2) != 0;
  lua_pushvalue(L, 1);
  lua_setiuservalue(L, -2, AsyncFunction::function);
  lua_pushvalue(L, 2);
  lua_setiuservalue(L, -2, AsyncFunction::name);
  push_metatable(L, Call::class_type);
  lua_pushcclosure(L, entry<call_async>, upvalue_count);
  return 1;
}

int iscoroutinefunction(lua_State* L) {
  luaL_checkany(L, 1);
  lua_pushboolean(L, is_async_function(L, 1));
  return 1;
}

}  // namespace

bool is_async_function(lua_State* L, int index) {
  return lua_tocfunction(L, index) == entry<call_async>;
}

void push_wrapped_function(lua_State* L, int index) {
  lua_getupvalue(L, index, about_upvalue);
  lua_getiuservalue(L, -1, AsyncFunction::function);
  lua_replace(L, -2);
}

int push_call(lua_State* L, int index, const Call& call) {
  // What Lua grants every C function is enough for the usual call.
  if (call.arguments > LUA_MINSTACK / 2)
    luaL_checkstack(L, call.arguments + 4, "too many arguments");
  lua_getiuservalue(L, index, Call::about);
  lua_getiuservalue(L, -1, AsyncFunction::function);
  lua_replace(L, -2);
  for (int i = 0; i < call.arguments; ++i) lua_getiuservalue(L, index, Call::first_argument + i);
  return call.arguments;
}

void open_async_function(lua_State* L) {
  static const luaL_Reg functions[] = {{"async", entry<async>},
                                       {"iscoroutinefunction", entry<iscoroutinefunction>},
                                       {nullptr, nullptr}};
  static const luaL_Reg no_methods[] = {{nullptr, nullptr}};
  register_class(L, {AsyncFunction::class_type, no_methods});
  luaL_setfuncs(L, functions, 0);
}

}  // namespace aio
