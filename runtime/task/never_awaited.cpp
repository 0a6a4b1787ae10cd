#include "runtime/task/never_awaited.hpp"

#include "runtime/lua/boundary.hpp"
#include "runtime/lua/traceback.hpp"
#include "runtime/task/async_function.hpp"
#include "runtime/task/engine.hpp"
#include "runtime/task/loop.hpp"
#include "runtime/task/operation.hpp"

namespace aio {

namespace {

const char watched_metatable = 0;

int finalize(lua_State* L) {
  auto& coroutine = static_cast<Coroutine&>(*to_object(L, 1));
  Engine& engine = Engine::of(L);
  if (coroutine.state != Coroutine::State::fresh) return 0;
  --engine.unawaited;
  push_coroutine_name(L, 1);
  push_creation_place(L, 1);
  lua_writestringerror("%s", lua_tostring(L, -1));
  lua_writestringerror(": warning: coroutine '%s' was never awaited\n", lua_tostring(L, -2));
  return 0;
}

void forget_newest(Engine& engine) {
  engine.drop_held();
  engine.newest = nullptr;
}

// The newest is no longer the newest and still unused: from now on its finaliser watches it.
void promote_newest(lua_State* L, Engine& engine) {
  engine.push_held(L);
  engine.newest->watched = true;
  lua_rawgetp(L, LUA_REGISTRYINDEX, &watched_metatable);
  lua_setmetatable(L, -2);
  lua_pop(L, 1);
  ++engine.unawaited;
  forget_newest(engine);
}

// Keeps where the coroutine object on top of the stack was created: the Lua function that is
// calling, and its line; in debug mode the whole stack.
void note_creation(lua_State* L, const Engine& engine, Coroutine& coroutine) {
  lua_Debug frame;
  if (engine.debug || (engine.loop != nullptr && engine.loop->debug)) {
    push_trace(L, 1);
    lua_setiuservalue(L, -2, Coroutine::creator);
    return;
  }
  for (int level = 1; lua_getstack(L, level, &frame) != 0; ++level) {
    lua_getinfo(L, "lf", &frame);
    if (frame.currentline >= 0) {  // no C function
      coroutine.line = frame.currentline;
      lua_setiuservalue(L, -2, Coroutine::creator);
      return;
    }
    lua_pop(L, 1);
  }
}

void drop_finaliser(lua_State* L, Coroutine& coroutine, int index) {
  coroutine.watched = false;
  --Engine::of(L).unawaited;
  index = lua_absindex(L, index);
  push_metatable(L, *coroutine.type);
  lua_setmetatable(L, index);  // without the finaliser, collecting it is cheap
}

}  // namespace

void watch_newest(lua_State* L, Coroutine& coroutine) {
  Engine& engine = Engine::of(L);
  if (engine.newest != nullptr) promote_newest(L, engine);
  note_creation(L, engine, coroutine);
  lua_pushvalue(L, -1);
  engine.hold(L);
  engine.newest = &coroutine;
}

void stop_watching(lua_State* L, Coroutine& coroutine, int index) {
  Engine& engine = Engine::of(L);
  if (&coroutine == engine.newest)
    forget_newest(engine);
  else if (coroutine.watched)
    drop_finaliser(L, coroutine, index);
}

void report_never_awaited(lua_State* L) {
  Engine& engine = Engine::of(L);
  if (engine.newest != nullptr) promote_newest(L, engine);
  // Dropped ones may still await their finaliser; those the script keeps stay silent.
  if (engine.unawaited > 0) lua_gc(L, LUA_GCCOLLECT);
}

void report_newest_at_exit(lua_State* L) {
  Engine& engine = Engine::of(L);
  if (engine.newest == nullptr) return;
  lua_pushcfunction(L, entry<finalize>);
  engine.push_held(L);
  forget_newest(engine);
  lua_pcall(L, 1, 0, 0);
}

void open_never_awaited(lua_State* L) {
  push_metatable(L, Call::class_type);
  lua_newtable(L);
  for (const char* field : {"__index", "__tostring", "__name", "__metatable"}) {
    lua_getfield(L, -2, field);
    lua_setfield(L, -2, field);
  }
  lua_pushcfunction(L, entry<finalize>);
  lua_setfield(L, -2, "__gc");
  lua_rawsetp(L, LUA_REGISTRYINDEX, &watched_metatable);
  lua_pop(L, 1);
}

}  // namespace aio
