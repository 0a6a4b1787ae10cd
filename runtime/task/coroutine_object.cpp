#include "runtime/task/coroutine_object.hpp"

#include "runtime/lua/arguments.hpp"
#include "runtime/lua/boundary.hpp"
#include "runtime/lua/traceback.hpp"
#include "runtime/task/engine.hpp"
#include "runtime/task/loop.hpp"
#include "runtime/task/operation.hpp"

namespace aio {

namespace {

// ---- Async functions ---------------------------------------------------------------------------

// What an async function knows about itself: upvalue 2, beside the wrapped function.
struct AsyncFunction : Object {
  static constexpr Type class_type{"async function"};
  enum Slot { name = 1, count = name };

  AsyncFunction() : Object(class_type) {}

  bool named = false;
};

// Functions have no names in Lua; the first call that has one ("local 'fetch'") gives it.
void learn_name(lua_State* L, AsyncFunction& about) {
  lua_Debug frame;
  if (lua_getstack(L, 0, &frame) == 0) return;
  lua_getinfo(L, "n", &frame);
  if (frame.name == nullptr || *frame.namewhat == '\0' || *frame.name == '?') return;
  about.named = true;
  lua_pushstring(L, frame.name);
  lua_setiuservalue(L, lua_upvalueindex(2), AsyncFunction::name);
}

int call_async(lua_State* L) {
  const int arguments = lua_gettop(L);
  auto& about = static_cast<AsyncFunction&>(*to_object(L, lua_upvalueindex(2)));
  if (!about.named) learn_name(L, about);
  auto& call = create<Call>(L, Call::first_argument - 1 + arguments, arguments);
  lua_insert(L, 1);
  for (int i = arguments; i >= 1; --i) lua_setiuservalue(L, 1, Call::first_argument + i - 1);
  lua_pushvalue(L, lua_upvalueindex(1));
  lua_setiuservalue(L, 1, Call::function);
  lua_pushvalue(L, lua_upvalueindex(2));
  lua_setiuservalue(L, 1, Call::about);
  watch_newest(L, call);
  return 1;
}

// async(f [, name]) → async function
int async(lua_State* L) {
  luaL_argexpected(L, is_callable(L, 1), 1, "function");
  lua_settop(L, 2);
  auto& about = create<AsyncFunction>(L, AsyncFunction::count);
  about.named = lua_isstring(L, 2) != 0;
  lua_pushvalue(L, 2);
  lua_setiuservalue(L, -2, AsyncFunction::name);
  lua_remove(L, 2);
  lua_pushcclosure(L, entry<call_async>, 2);
  return 1;
}

int iscoroutine(lua_State* L) {
  luaL_checkany(L, 1);
  lua_pushboolean(L, to<Coroutine>(L, 1) != nullptr);
  return 1;
}

int iscoroutinefunction(lua_State* L) {
  luaL_checkany(L, 1);
  lua_pushboolean(L, is_async_function(L, 1));
  return 1;
}

// ---- Never awaited -----------------------------------------------------------------------------

const char watched_metatable = 0;

Coroutine& coroutine_at(lua_State* L, int index) {
  return static_cast<Coroutine&>(*to_object(L, index));
}

int finalize(lua_State* L) {
  Coroutine& coroutine = coroutine_at(L, 1);
  Engine& engine = Engine::of(L);
  if (coroutine.state != Coroutine::State::fresh) return 0;
  --engine.unawaited;
  push_coroutine_name(L, 1);
  push_creation_place(L, 1);
  lua_writestringerror("%s", lua_tostring(L, -1));
  lua_writestringerror(": warning: coroutine '%s' was never awaited\n", lua_tostring(L, -2));
  return 0;
}

// Keeps where the newest was created with it, at `index`.
void note_creation(lua_State* L, Engine& engine, int index) {
  index = lua_absindex(L, index);
  engine.newest->line = engine.newest_line;
  lua_rawgeti(L, LUA_REGISTRYINDEX, engine.creator_reference);
  lua_setiuservalue(L, index, Call::creator);
}

// The newest is no longer the newest and still unused: from now on its finaliser watches it.
void promote_newest(lua_State* L, Engine& engine) {
  lua_rawgeti(L, LUA_REGISTRYINDEX, engine.newest_reference);
  Coroutine& coroutine = *engine.newest;
  note_creation(L, engine, -1);
  coroutine.watched = true;
  lua_rawgetp(L, LUA_REGISTRYINDEX, &watched_metatable);
  lua_setmetatable(L, -2);
  lua_pop(L, 1);
  ++engine.unawaited;
}

void forget_newest(lua_State* L, Engine& engine) {
  for (const int reference : {engine.newest_reference, engine.creator_reference}) {
    lua_pushboolean(L, 0);
    lua_rawseti(L, LUA_REGISTRYINDEX, reference);
  }
  engine.newest = nullptr;
}

// Pushes the Lua function that is calling, or nil, and notes its line.
void push_creator(lua_State* L, Engine& engine) {
  lua_Debug frame;
  if (engine.debug || (engine.loop != nullptr && engine.loop->debug)) {
    push_trace(L, 1);  // debug mode: the whole stack
    return;
  }
  engine.newest_line = 0;
  for (int level = 1; lua_getstack(L, level, &frame) != 0; ++level) {
    lua_getinfo(L, "lf", &frame);
    if (lua_iscfunction(L, -1) == 0) {
      engine.newest_line = frame.currentline;
      return;
    }
    lua_pop(L, 1);
  }
  lua_pushnil(L);
}

void mark_used(lua_State* L, Coroutine& coroutine, int index, Coroutine::State state) {
  Engine& engine = Engine::of(L);
  coroutine.state = state;
  if (&coroutine == engine.newest) {
    note_creation(L, engine, index);
    forget_newest(L, engine);
  }
  if (!coroutine.watched) return;
  coroutine.watched = false;
  --engine.unawaited;
  index = lua_absindex(L, index);
  push_metatable(L, *coroutine.type);
  lua_setmetatable(L, index);  // without the finaliser, collecting it is cheap
}

int coroutine_close(lua_State* L) {
  auto* coroutine = to<Coroutine>(L, 1);
  if (coroutine == nullptr) raise_type_error(L, 1, "coroutine");
  if (coroutine->state == Coroutine::State::fresh) close_coroutine(L, *coroutine, 1);
  return 0;
}

int coroutine_tostring(lua_State* L) {
  push_coroutine_name(L, 1);
  lua_pushfstring(L, "<coroutine '%s'>", lua_tostring(L, -1));
  return 1;
}

void register_coroutine_class(lua_State* L, const Type& type) {
  static const luaL_Reg methods[] = {{"close", entry<coroutine_close>}, {nullptr, nullptr}};
  static const luaL_Reg metamethods[] = {{"__tostring", entry<coroutine_tostring>},
                                         {nullptr, nullptr}};
  register_class(L, {type, methods, metamethods});
}

void open_watched_metatable(lua_State* L) {
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

}  // namespace

bool is_async_function(lua_State* L, int index) {
  return lua_tocfunction(L, index) == entry<call_async>;
}

void watch_newest(lua_State* L, Coroutine& coroutine) {
  Engine& engine = Engine::of(L);
  if (engine.newest != nullptr) {
    promote_newest(L, engine);
    forget_newest(L, engine);
  }
  lua_pushvalue(L, -1);
  lua_rawseti(L, LUA_REGISTRYINDEX, engine.newest_reference);
  push_creator(L, engine);
  lua_rawseti(L, LUA_REGISTRYINDEX, engine.creator_reference);
  engine.newest = &coroutine;
}

void require_fresh(lua_State* L, const Coroutine& coroutine) {
  if (coroutine.state != Coroutine::State::fresh)
    luaL_error(L, "cannot reuse already awaited coroutine");
}

void use_coroutine(lua_State* L, Coroutine& coroutine, int index) {
  require_fresh(L, coroutine);
  mark_used(L, coroutine, index, Coroutine::State::started);
}

void close_coroutine(lua_State* L, Coroutine& coroutine, int index) {
  mark_used(L, coroutine, index, Coroutine::State::closed);
}

int push_call(lua_State* L, int index, const Call& call) {
  index = lua_absindex(L, index);
  luaL_checkstack(L, call.arguments + 4, "too many arguments");
  lua_getiuservalue(L, index, Call::function);
  for (int i = 0; i < call.arguments; ++i) lua_getiuservalue(L, index, Call::first_argument + i);
  return call.arguments;
}

namespace {

// The name of last resort for the function (or other callable) on top of the stack, in its place:
// where it is defined.
void replace_by_place(lua_State* L) {
  lua_Debug about;
  if (!lua_isfunction(L, -1)) {
    lua_pushstring(L, type_name(L, -1));
    lua_replace(L, -2);
    return;
  }
  lua_getinfo(L, ">S", &about);
  if (about.linedefined > 0)
    lua_pushfstring(L, "%s:%d", about.short_src, about.linedefined);
  else
    lua_pushliteral(L, "a C function");
}

}  // namespace

void push_coroutine_name(lua_State* L, int index) {
  index = lua_absindex(L, index);
  if (auto* operation = to<Operation>(L, index)) {
    lua_pushstring(L, operation->kind.name);
    return;
  }
  lua_getiuservalue(L, index, Call::about);
  const bool named = lua_getiuservalue(L, -1, AsyncFunction::name) != LUA_TNIL;
  lua_remove(L, -2);
  if (!named) {
    lua_getiuservalue(L, index, Call::function);
    lua_replace(L, -2);
    replace_by_place(L);
  }
}

void push_creation_place(lua_State* L, int index) {
  lua_Debug about;
  int line = 0;
  index = lua_absindex(L, index);
  if (const auto* coroutine = to<Coroutine>(L, index)) {
    line = coroutine->line;
    lua_getiuservalue(L, index, Call::creator);
  } else {
    lua_pushvalue(L, index);
  }
  if (is_trace(L, -1)) {
    push_trace_place(L, -1);
    push_formatted_trace(L, -2);
    lua_pushfstring(L, "%s (%s)", lua_tostring(L, -2), lua_tostring(L, -1));
    lua_replace(L, -4);
    lua_pop(L, 2);
    return;
  }
  if (!lua_isfunction(L, -1)) {
    lua_pop(L, 1);
    lua_pushliteral(L, "?");
    return;
  }
  lua_getinfo(L, ">S", &about);
  lua_pushfstring(L, "%s:%d", about.short_src, line > 0 ? line : about.linedefined);
}

void report_never_awaited(lua_State* L) {
  Engine& engine = Engine::of(L);
  if (engine.newest != nullptr) {
    promote_newest(L, engine);
    forget_newest(L, engine);
  }
  // Dropped ones may still await their finaliser; those the script keeps stay silent.
  if (engine.unawaited > 0) lua_gc(L, LUA_GCCOLLECT);
}

void report_newest_at_exit(lua_State* L) {
  Engine& engine = Engine::of(L);
  if (engine.newest == nullptr) return;
  lua_pushcfunction(L, entry<finalize>);
  lua_rawgeti(L, LUA_REGISTRYINDEX, engine.newest_reference);
  note_creation(L, engine, -1);
  engine.newest = nullptr;
  lua_pcall(L, 1, 0, 0);
}

void open_coroutine_object(lua_State* L) {
  static const luaL_Reg functions[] = {{"async", entry<async>},
                                       {"iscoroutine", entry<iscoroutine>},
                                       {"iscoroutinefunction", entry<iscoroutinefunction>},
                                       {nullptr, nullptr}};
  static const luaL_Reg no_methods[] = {{nullptr, nullptr}};
  register_class(L, {AsyncFunction::class_type, no_methods});
  register_class(L, {Coroutine::class_type, no_methods});
  register_coroutine_class(L, Call::class_type);
  register_coroutine_class(L, Operation::class_type);
  open_watched_metatable(L);
  Engine& engine = Engine::of(L);
  for (int* reference : {&engine.newest_reference, &engine.creator_reference}) {
    lua_pushboolean(L, 0);
    *reference = luaL_ref(L, LUA_REGISTRYINDEX);
  }
  luaL_setfuncs(L, functions, 0);
}

}  // namespace aio
