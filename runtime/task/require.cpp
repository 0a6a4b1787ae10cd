#include "runtime/task/require.hpp"

#include "runtime/lua/boundary.hpp"
#include "runtime/lua/object.hpp"
#include "runtime/task/await.hpp"
#include "runtime/task/engine.hpp"
#include "runtime/task/future.hpp"
#include "runtime/task/task.hpp"

namespace aio {

namespace {

// A module that a task is loading: another task that requires it meanwhile waits for the future.
// Closed when the load has ended, either way.
struct Loading : Object {
  static constexpr Type class_type{"loading module"};
  enum Slot { name = 1, future, count = future };

  explicit Loading(const Task* its_task) : Object(class_type), task(its_task) {}

  const Task* task;
};

const char loading_key = 0;  // of the registry: Loading by module name

int loading_close(lua_State* L) {
  lua_settop(L, 1);
  lua_rawgetp(L, LUA_REGISTRYINDEX, &loading_key);
  lua_getiuservalue(L, 1, Loading::name);
  lua_pushnil(L);
  lua_rawset(L, 2);
  lua_getiuservalue(L, 1, Loading::future);
  if (!to<Future>(L, -1)->done()) set_result(L, lua_gettop(L), lua_gettop(L) + 1);
  return 0;
}

// Notes that the running task loads the module of that name at index 1; the value pushed is closed
// with the running function.
void begin_loading(lua_State* L, const Task& task) {
  create<Loading>(L, Loading::count, &task);
  lua_pushvalue(L, 1);
  lua_setiuservalue(L, -2, Loading::name);
  create<Future>(L, Future::Slot::count, task.loop);
  lua_setiuservalue(L, -2, Loading::future);
  lua_rawgetp(L, LUA_REGISTRYINDEX, &loading_key);
  lua_pushvalue(L, 1);
  lua_pushvalue(L, -3);
  lua_rawset(L, -3);
  lua_pop(L, 1);
  lua_toclose(L, -1);
}

// Pushes the future of another task's load of the module at index 1; or pushes nothing.
bool push_others_load(lua_State* L, const Task& task) {
  lua_rawgetp(L, LUA_REGISTRYINDEX, &loading_key);
  lua_pushvalue(L, 1);
  lua_rawget(L, -2);
  lua_remove(L, -2);
  const auto* loading = to<Loading>(L, -1);
  if (loading == nullptr || loading->task == &task) {
    lua_pop(L, 1);
    return false;
  }
  lua_getiuservalue(L, -1, Loading::future);
  lua_remove(L, -2);
  return true;
}

// Stack of a running require: 1 name, 2 package.loaded, 3 loader data, 4 [loader, Loading] result
int module_loaded(lua_State* L, int, lua_KContext) {
  const char* name = lua_tostring(L, 1);
  if (!lua_isnil(L, -1))
    lua_setfield(L, 2, name);
  else
    lua_pop(L, 1);
  if (lua_getfield(L, 2, name) == LUA_TNIL) {
    lua_pushboolean(L, 1);
    lua_copy(L, -1, -2);
    lua_setfield(L, 2, name);
  }
  lua_pushvalue(L, 3);
  return 2;
}

// Asks the searchers, in order; leaves loader and loader data on top. Raises the message that lists
// all places, as Lua's own.
void find_loader(lua_State* L, const char* name) {
  if (lua_getfield(L, lua_upvalueindex(1), "searchers") != LUA_TTABLE)
    luaL_error(L, "'package.searchers' must be a table");
  const int searchers = lua_gettop(L);
  lua_pushliteral(L, "");  // the message so far
  for (int i = 1;; ++i) {
    if (lua_rawgeti(L, searchers, i) == LUA_TNIL)
      luaL_error(L, "module '%s' not found:%s", name, lua_tostring(L, searchers + 1));
    lua_pushstring(L, name);
    lua_call(L, 1, 2);
    if (lua_isfunction(L, -2)) return;
    if (lua_isstring(L, -2) != 0) {
      lua_pop(L, 1);
      lua_pushliteral(L, "\n\t");
      lua_insert(L, -2);
      lua_concat(L, 3);
    } else {
      lua_settop(L, searchers + 1);
    }
  }
}

int require(lua_State* L);

int require_again(lua_State* L, int, lua_KContext) {
  lua_settop(L, 1);
  return require(L);
}

int require(lua_State* L) {
  const char* name = luaL_checkstring(L, 1);
  lua_settop(L, 1);
  lua_getfield(L, LUA_REGISTRYINDEX, LUA_LOADED_TABLE);
  lua_getfield(L, 2, name);
  if (lua_toboolean(L, -1) != 0) return 1;
  lua_pop(L, 1);
  const Task* task = lua_isyieldable(L) != 0 ? Engine::of(L).current : nullptr;
  if (task != nullptr && push_others_load(L, *task)) {
    lua_pushcfunction(L, entry<await>);
    lua_insert(L, -2);
    lua_callk(L, 1, 0, 0, continuation<require_again>);
    return require_again(L, LUA_OK, 0);
  }
  find_loader(L, name);
  lua_insert(L, 3);  // the loader's data
  lua_insert(L, 4);  // the loader
  lua_settop(L, 4);
  if (task != nullptr) {
    begin_loading(L, *task);
    lua_pushvalue(L, 4);
  }
  lua_pushvalue(L, 1);
  lua_pushvalue(L, 3);
  lua_callk(L, 2, 1, 0, continuation<module_loaded>);
  return module_loaded(L, LUA_OK, 0);
}

int file_done(lua_State* L, int, lua_KContext) { return lua_gettop(L) - 1; }

int dofile(lua_State* L) {
  const char* name = luaL_optstring(L, 1, nullptr);
  lua_settop(L, 1);
  if (luaL_loadfile(L, name) != LUA_OK) return lua_error(L);
  lua_callk(L, 0, LUA_MULTRET, 0, continuation<file_done>);
  return file_done(L, LUA_OK, 0);
}

}  // namespace

void open_require(lua_State* L) {
  static const luaL_Reg no_methods[] = {{nullptr, nullptr}};
  static const luaL_Reg metamethods[] = {{"__close", entry<loading_close>}, {nullptr, nullptr}};
  register_class(L, {Loading::class_type, no_methods, metamethods});
  lua_newtable(L);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &loading_key);
}

void push_require(lua_State* L) {
  lua_getfield(L, LUA_REGISTRYINDEX, LUA_LOADED_TABLE);
  lua_getfield(L, -1, "package");
  lua_remove(L, -2);
  lua_pushcclosure(L, entry<require>, 1);
}

void push_dofile(lua_State* L) { lua_pushcfunction(L, entry<dofile>); }

}  // namespace aio
