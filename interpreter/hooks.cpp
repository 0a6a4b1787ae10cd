#include "interpreter/hooks.hpp"

#include "runtime/task/engine.hpp"

namespace aio {

namespace {

using Resume = int (*)(lua_State* co, lua_State* from, int arguments, int* results);

const char last_chunk_key = 0;  // of the registry: the coroutine of the last chunk
Resume usual_resume = nullptr;  // of the engine; one program per process

// Pushes the coroutine and returns it, or pushes nil.
lua_State* push_last_chunk(lua_State* L) {
  lua_rawgetp(L, LUA_REGISTRYINDEX, &last_chunk_key);
  return lua_tothread(L, -1);
}

void push_debug_function(lua_State* L, const char* name) {
  lua_getfield(L, LUA_REGISTRYINDEX, LUA_LOADED_TABLE);
  lua_getfield(L, -1, LUA_DBLIBNAME);
  if (lua_istable(L, -1)) lua_getfield(L, -1, name);
  lua_replace(L, -3);
  lua_settop(L, -2);
}

// [coroutine] → whether it has a hook of the script; then hook, mask, count are pushed.
bool push_hook(lua_State* L) {
  const int co = lua_gettop(L);
  if (lua_gethookmask(lua_tothread(L, co)) == 0) return false;
  push_debug_function(L, "gethook");
  if (!lua_isfunction(L, -1)) return false;
  lua_pushvalue(L, co);
  lua_call(L, 1, 3);
  return lua_isfunction(L, co + 1);
}

void copy_hook(lua_State* L, lua_State* co) {
  const int top = lua_gettop(L);
  if (push_last_chunk(L) != nullptr && push_hook(L)) {
    push_debug_function(L, "sethook");
    lua_insert(L, -4);
    lua_pushthread(co);
    lua_xmove(co, L, 1);
    lua_insert(L, -4);
    if (lua_isfunction(L, -5)) lua_call(L, 4, 0);
  }
  lua_settop(L, top);
}

int resume_chunk(lua_State* co, lua_State* from, int arguments, int* results) {
  Engine::of(co).resume = usual_resume;
  luaL_checkstack(from, 10, nullptr);
  copy_hook(from, co);
  lua_pushthread(co);
  lua_xmove(co, from, 1);
  lua_rawsetp(from, LUA_REGISTRYINDEX, &last_chunk_key);
  return usual_resume(co, from, arguments, results);
}

}  // namespace

void expect_chunk(lua_State* L) {
  Engine& engine = Engine::of(L);
  if (engine.resume == resume_chunk) return;
  usual_resume = engine.resume;
  engine.resume = resume_chunk;
}

void keep_hook(lua_State* L) {
  lua_State* co = push_last_chunk(L);
  lua_pop(L, 1);
  if (co == nullptr || lua_gethookmask(co) != 0) return;
  // Without a hook the coroutine goes on as that of some other task.
  lua_pushnil(L);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &last_chunk_key);
}

}  // namespace aio
