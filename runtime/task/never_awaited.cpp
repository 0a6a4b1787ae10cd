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
  if (coroutine.state != Coroutine::State::fresh) return 0;
  --Engine::of(L).nursery.watched;
  coroutine.watched = false;  // another finaliser may have brought it back to life
  push_coroutine_name(L, 1);
  push_creation_place(L, 1);
  lua_writestringerror("%s", lua_tostring(L, -1));
  lua_writestringerror(": warning: coroutine '%s' was never awaited\n", lua_tostring(L, -2));
  return 0;
}

// Gives the unused one on top of the stack its finaliser; pops it.
void give_finaliser(lua_State* L, Nursery& nursery) {
  auto& coroutine = known<Coroutine>(L, -1);
  coroutine.young = Coroutine::not_young;
  coroutine.watched = true;
  lua_rawgetp(L, LUA_REGISTRYINDEX, &watched_metatable);
  lua_setmetatable(L, -2);
  lua_pop(L, 1);
  ++nursery.watched;
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
  --Engine::of(L).nursery.watched;
  index = lua_absindex(L, index);
  push_metatable(L, *coroutine.type);
  lua_setmetatable(L, index);  // without the finaliser, collecting it is cheap
}

// Takes the youngest out, and those below it that were used before it.
void pop_youngest(Engine& engine) {
  Nursery& nursery = engine.nursery;
  do --nursery.count;
  while (nursery.count > 0 && nursery.young[nursery.count - 1] == nullptr);
  engine.keep_young(nursery.count);
}

}  // namespace

void watch_young(lua_State* L, Coroutine& coroutine) {
  Engine& engine = Engine::of(L);
  note_creation(L, engine, coroutine);  // may collect garbage, whose finalisers may create others
  if (engine.nursery.count == Shelf::most_young) watch_for_long(L);
  lua_pushvalue(L, -1);
  engine.push_young(L);
  coroutine.young = static_cast<std::uint8_t>(engine.nursery.count);
  engine.nursery.young[engine.nursery.count++] = &coroutine;
}

void stop_watching(lua_State* L, Coroutine& coroutine, int index) {
  if (coroutine.young != Coroutine::not_young) {
    Engine& engine = Engine::of(L);
    if (coroutine.young == engine.nursery.count - 1) {
      pop_youngest(engine);
    } else {
      engine.nursery.young[coroutine.young] = nullptr;
      engine.clear_young(coroutine.young);
    }
    coroutine.young = Coroutine::not_young;
  } else if (coroutine.watched) {
    drop_finaliser(L, coroutine, index);
  }
}

void watch_for_long(lua_State* L) {
  Engine& engine = Engine::of(L);
  for (int at = 0; at < engine.nursery.count; ++at) {
    if (engine.nursery.young[at] == nullptr) continue;
    engine.copy_young(L, at);
    give_finaliser(L, engine.nursery);
  }
  engine.nursery.count = 0;
  engine.keep_young(0);
}

void report_never_awaited(lua_State* L) {
  watch_for_long(L);
  // Dropped ones may still await their finaliser; those the script keeps stay silent.
  if (Engine::of(L).nursery.watched > 0) lua_gc(L, LUA_GCCOLLECT);
}

void report_young_at_exit(lua_State* L) {
  Engine& engine = Engine::of(L);
  for (int at = 0; at < engine.nursery.count; ++at) {
    if (engine.nursery.young[at] == nullptr) continue;
    lua_pushcfunction(L, entry<finalize>);
    engine.copy_young(L, at);
    lua_pcall(L, 1, 0, 0);
  }
  engine.nursery.count = 0;
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
