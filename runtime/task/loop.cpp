#include "runtime/task/loop.hpp"

#include <cstring>

#include "runtime/lua/arguments.hpp"
#include "runtime/lua/boundary.hpp"
#include "runtime/lua/errors.hpp"
#include "runtime/task/engine.hpp"
#include "runtime/task/failure.hpp"
#include "runtime/task/handle.hpp"
#include "runtime/task/main_task.hpp"
#include "runtime/task/scheduler.hpp"
#include "runtime/task/signal_handler.hpp"
#include "runtime/task/task.hpp"

namespace aio {

Loop& create_loop(lua_State* L, ClockKind clock) {
  static std::atomic<std::uint32_t> next_number{1};
  Engine& engine = Engine::of(L);
  auto& loop = create<Loop>(L, Loop::Slot::count, clock, next_number++);
  lua_rawgeti(L, LUA_REGISTRYINDEX, engine.loops_reference);
  lua_pushvalue(L, -2);
  lua_rawseti(L, -2, loop.number);
  lua_pop(L, 1);
  loop.debug = engine.debug;
  engine.loops.push_back(loop);
  return loop;
}

void push_loop(lua_State* L, const Loop& loop) {
  lua_rawgeti(L, LUA_REGISTRYINDEX, Engine::of(L).loops_reference);
  lua_rawgeti(L, -1, loop.number);
  lua_remove(L, -2);
}

Loop* running_loop_if_any(lua_State* L) {
  Engine& engine = Engine::of(L);
  if (engine.loop == nullptr) enter_main_task(L);
  return engine.loop;
}

Loop& running_loop(lua_State* L) {
  Loop* loop = running_loop_if_any(L);
  if (loop == nullptr) raise_text(L, "no running event loop");
  return *loop;
}

Loop& check_open_loop(lua_State* L) {
  auto& loop = check<Loop>(L, 1);
  if (loop.closed()) luaL_error(L, "Event loop is closed");
  return loop;
}

Loop* find_loop(Engine& engine, std::uint32_t number) {
  if (engine.loop != nullptr && engine.loop->number == number) return engine.loop;
  for (Loop& loop : engine.loops)
    if (loop.number == number) return &loop;
  return nullptr;
}

EventLoop& events_of(lua_State* L, std::uint32_t number) {
  Loop* loop = find_loop(Engine::of(L), number);
  if (loop == nullptr) raise_text(L, "Event loop is closed");
  return *loop->events;
}

namespace {

constexpr const char* loop_options[] = {"clock", "debug"};
constexpr const char* clock_names[] = {"real", "virtual", nullptr};

ClockKind clock_option(lua_State* L) {
  if (lua_getfield(L, 1, "clock") == LUA_TNIL) return Engine::of(L).default_clock;
  return luaL_checkoption(L, -1, nullptr, clock_names) == 1 ? ClockKind::virtual_time
                                                            : ClockKind::real;
}

// new_event_loop({clock=, debug=})
int new_event_loop(lua_State* L) {
  lua_settop(L, 1);
  if (!check_options(L, 1, "new_event_loop", loop_options)) {
    create_loop(L, Engine::of(L).default_clock);
    return 1;
  }
  const ClockKind clock = clock_option(L);
  const bool says_debug = lua_getfield(L, 1, "debug") != LUA_TNIL;
  const bool debug = lua_toboolean(L, -1) != 0;
  Loop& loop = create_loop(L, clock);
  if (says_debug) loop.debug = debug;
  return 1;
}

int get_running_loop(lua_State* L) {
  push_loop(L, running_loop(L));
  return 1;
}

// running_loop() → loop or nil, without making one
int running_loop_or_nil(lua_State* L) {
  const Loop* loop = Engine::of(L).loop;
  if (loop == nullptr)
    lua_pushnil(L);
  else
    push_loop(L, *loop);
  return 1;
}

int loop_time(lua_State* L) {
  lua_pushnumber(L, check_open_loop(L).events->time());
  return 1;
}

int loop_create_future(lua_State* L) {
  create<Future>(L, Future::Slot::count, check_open_loop(L).number);
  return 1;
}

int loop_is_running(lua_State* L) {
  lua_pushboolean(L, check<Loop>(L, 1).running);
  return 1;
}

int loop_is_closed(lua_State* L) {
  lua_pushboolean(L, check<Loop>(L, 1).closed());
  return 1;
}

int loop_get_debug(lua_State* L) {
  lua_pushboolean(L, check<Loop>(L, 1).debug);
  return 1;
}

int loop_set_debug(lua_State* L) {
  check<Loop>(L, 1).debug = lua_toboolean(L, 2) != 0;
  return 0;
}

// A setting that is nil or something callable, kept in a slot.
int set_callable(lua_State* L, Loop::Slot slot) {
  check<Loop>(L, 1);
  lua_settop(L, 2);
  luaL_argexpected(L, lua_isnil(L, 2) || is_callable(L, 2), 2, "function or nil");
  lua_pushvalue(L, 2);
  lua_setiuservalue(L, 1, slot);
  return 0;
}

int loop_set_exception_handler(lua_State* L) { return set_callable(L, Loop::exception_handler); }
int loop_set_task_factory(lua_State* L) {
  set_callable(L, Loop::task_factory);
  check<Loop>(L, 1).has_task_factory = !lua_isnil(L, 2);
  return 0;
}

int loop_get_exception_handler(lua_State* L) {
  check<Loop>(L, 1);
  lua_getiuservalue(L, 1, Loop::exception_handler);
  return 1;
}

int loop_get_task_factory(lua_State* L) {
  check<Loop>(L, 1);
  lua_getiuservalue(L, 1, Loop::task_factory);
  return 1;
}

int loop_call_exception_handler(lua_State* L) {
  check<Loop>(L, 1);
  luaL_checktype(L, 2, LUA_TTABLE);
  lua_settop(L, 2);
  call_exception_handler(L, &check<Loop>(L, 1));
  return 0;
}

constexpr const char* duration_field = "slow_callback_duration";

bool is_duration_field(lua_State* L) {
  return lua_type(L, 2) == LUA_TSTRING && std::strcmp(lua_tostring(L, 2), duration_field) == 0;
}

// loop.slow_callback_duration, and the script's own fields: a table in a slot; methods come first.
int loop_index(lua_State* L) {
  if (is_duration_field(L)) {
    lua_pushnumber(L, check<Loop>(L, 1).slow_callback_duration);
    return 1;
  }
  lua_pushvalue(L, 2);
  if (lua_rawget(L, lua_upvalueindex(1)) != LUA_TNIL) return 1;
  if (lua_getiuservalue(L, 1, Loop::fields) != LUA_TTABLE) return 0;
  lua_pushvalue(L, 2);
  lua_rawget(L, -2);
  return 1;
}

int loop_newindex(lua_State* L) {
  if (is_duration_field(L)) {
    check<Loop>(L, 1).slow_callback_duration = check_seconds(L, 3);
    return 0;
  }
  if (lua_getiuservalue(L, 1, Loop::fields) != LUA_TTABLE) {
    lua_newtable(L);
    lua_pushvalue(L, -1);
    lua_setiuservalue(L, 1, Loop::fields);
    lua_replace(L, -2);
  }
  lua_insert(L, 2);
  lua_rawset(L, 2);
  return 0;
}

int loop_tostring(lua_State* L) {
  const auto& loop = check<Loop>(L, 1);
  lua_pushfstring(L, "<EventLoop running=%s closed=%s>", loop.running ? "true" : "false",
                  loop.closed() ? "true" : "false");
  return 1;
}

// A loop that was never closed: what it left is abandoned.
int loop_finalize(lua_State* L) {
  auto& loop = static_cast<Loop&>(*to_object(L, 1));
  abandon_loop(L, loop);
  loop.~Loop();
  return 0;
}

// The running loop's iteration count, for tests of the order of execution.
int tick_count(lua_State* L) {
  lua_pushinteger(L, static_cast<lua_Integer>(running_loop(L).events->tick()));
  return 1;
}

// The loops by number, weak: a loop lives while the script holds it or it runs.
void open_loop_table(lua_State* L) {
  lua_newtable(L);
  lua_createtable(L, 0, 1);
  lua_pushliteral(L, "v");
  lua_setfield(L, -2, "__mode");
  lua_setmetatable(L, -2);
  Engine::of(L).loops_reference = luaL_ref(L, LUA_REGISTRYINDEX);
}

}  // namespace

void open_loop(lua_State* L) {
  static const luaL_Reg methods[] = {{"time", entry<loop_time>},
                                     {"call_soon", entry<loop_call_soon>},
                                     {"call_later", entry<loop_call_later>},
                                     {"call_at", entry<loop_call_at>},
                                     {"create_future", entry<loop_create_future>},
                                     {"run_forever", entry<loop_run_forever>},
                                     {"run_until_complete", entry<loop_run_until_complete>},
                                     {"stop", entry<loop_stop>},
                                     {"close", entry<loop_close>},
                                     {"is_running", entry<loop_is_running>},
                                     {"is_closed", entry<loop_is_closed>},
                                     {"get_debug", entry<loop_get_debug>},
                                     {"set_debug", entry<loop_set_debug>},
                                     {"set_exception_handler", entry<loop_set_exception_handler>},
                                     {"get_exception_handler", entry<loop_get_exception_handler>},
                                     {"set_task_factory", entry<loop_set_task_factory>},
                                     {"get_task_factory", entry<loop_get_task_factory>},
                                     {"call_exception_handler", entry<loop_call_exception_handler>},
                                     {"create_task", entry<loop_create_task>},
                                     {"add_signal_handler", entry<loop_add_signal_handler>},
                                     {"remove_signal_handler", entry<loop_remove_signal_handler>},
                                     {nullptr, nullptr}};
  static const luaL_Reg metamethods[] = {{"__newindex", entry<loop_newindex>},
                                         {"__tostring", entry<loop_tostring>},
                                         {"__close", entry<loop_close>},
                                         {"__gc", entry<loop_finalize>},
                                         {nullptr, nullptr}};
  static const luaL_Reg functions[] = {{"new_event_loop", entry<new_event_loop>},
                                       {"get_running_loop", entry<get_running_loop>},
                                       {"running_loop", entry<running_loop_or_nil>},
                                       {"tick", entry<tick_count>},
                                       {nullptr, nullptr}};
  register_class(L, {Loop::class_type, methods, metamethods});
  push_metatable(L, Loop::class_type);
  lua_getfield(L, -1, "__index");
  lua_pushvalue(L, -1);
  lua_setfield(L, -3, "methods");  // for completion in the REPL
  lua_pushcclosure(L, entry<loop_index>, 1);
  lua_setfield(L, -2, "__index");
  lua_pop(L, 1);
  luaL_setfuncs(L, functions, 0);
  open_loop_table(L);
}

}  // namespace aio
