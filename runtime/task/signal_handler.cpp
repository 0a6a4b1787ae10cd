#include "runtime/task/signal_handler.hpp"

#include <array>
#include <csignal>
#include <cstring>

#include "runtime/loop/signal_watch.hpp"
#include "runtime/lua/arguments.hpp"
#include "runtime/lua/boundary.hpp"
#include "runtime/task/context.hpp"
#include "runtime/task/engine.hpp"
#include "runtime/task/loop.hpp"

namespace aio {

namespace {

struct Signal {
  const char* name;
  int number;
};

constexpr std::array<Signal, 12> signals = {{{"SIGHUP", SIGHUP},
                                             {"SIGINT", SIGINT},
                                             {"SIGQUIT", SIGQUIT},
                                             {"SIGTERM", SIGTERM},
                                             {"SIGUSR1", SIGUSR1},
                                             {"SIGUSR2", SIGUSR2},
                                             {"SIGALRM", SIGALRM},
                                             {"SIGCHLD", SIGCHLD},
                                             {"SIGCONT", SIGCONT},
                                             {"SIGTSTP", SIGTSTP},
                                             {"SIGWINCH", SIGWINCH},
                                             {"SIGPIPE", SIGPIPE}}};

int check_signal(lua_State* L, int index) {
  const char* name = luaL_checkstring(L, index);
  for (const Signal& signal : signals)
    if (std::strcmp(signal.name, name) == 0) return signal.number;
  lua_pushfstring(L, "unknown signal '%s' (SIGINT, SIGTERM, SIGHUP, SIGUSR1 …)", name);
  return luaL_argerror(L, index, lua_tostring(L, -1));
}

// Pushes the loop's table of handlers by number; the loop is at `index`.
void push_handlers(lua_State* L, int index) {
  if (lua_getiuservalue(L, index, Loop::signals) == LUA_TTABLE) return;
  lua_pop(L, 1);
  lua_newtable(L);
  lua_pushvalue(L, -1);
  lua_setiuservalue(L, index, Loop::signals);
}

void run_signal_handler(Runnable& runnable, void* host) {
  auto* L = static_cast<lua_State*>(host);
  auto& handler = static_cast<SignalHandler&>(runnable);
  const int loop = lua_gettop(L) + 1;
  push_loop(L, *Engine::of(L).loop);
  push_handlers(L, loop);
  lua_rawgeti(L, loop + 1, handler.number);
  const int userdata = loop + 2;
  luaL_checkstack(L, handler.arguments + 10, "too many arguments");
  lua_getiuservalue(L, userdata, SignalHandler::context);
  lua_getiuservalue(L, userdata, SignalHandler::function);
  for (int i = 0; i < handler.arguments; ++i)
    lua_getiuservalue(L, userdata, SignalHandler::first_argument + i);
  call_in_context(L, handler.arguments);
  lua_settop(L, loop - 1);
}

void stop(lua_State* L, SignalHandler& handler) {
  if (handler.watch == nullptr) return;
  handler.watch->stop();
  handler.watch = nullptr;
  const Engine& engine = Engine::of(L);
  if (engine.on_signal_released != nullptr) engine.on_signal_released(handler.number);
}

// Takes the handler of that number out of the table on top; returns whether there was one.
bool remove(lua_State* L, int number) {
  const bool found = lua_rawgeti(L, -1, number) == LUA_TUSERDATA;
  if (found) stop(L, static_cast<SignalHandler&>(*to_object(L, -1)));
  lua_pop(L, 1);
  lua_pushnil(L);
  lua_rawseti(L, -2, number);
  return found;
}

}  // namespace

SignalHandler::SignalHandler(int its_number, int its_arguments)
    : Object(class_type),
      Runnable(run_signal_handler),
      number(its_number),
      arguments(its_arguments) {}

// loop:add_signal_handler(name, f, …)
int loop_add_signal_handler(lua_State* L) {
  Loop& loop = check_open_loop(L);
  const int number = check_signal(L, 2);
  luaL_argexpected(L, is_callable(L, 3), 3, "function");
  const int arguments = lua_gettop(L) - 3;
  auto& handler =
      create<SignalHandler>(L, SignalHandler::first_argument - 1 + arguments, number, arguments);
  const int userdata = lua_gettop(L);
  lua_pushvalue(L, 3);
  lua_setiuservalue(L, userdata, SignalHandler::function);
  push_context(L);
  lua_setiuservalue(L, userdata, SignalHandler::context);
  for (int i = 0; i < arguments; ++i) {
    lua_pushvalue(L, 4 + i);
    lua_setiuservalue(L, userdata, SignalHandler::first_argument + i);
  }
  push_handlers(L, 1);
  remove(L, number);
  handler.watch = SignalWatch::start(*loop.events, number, handler);
  lua_pushvalue(L, userdata);
  lua_rawseti(L, -2, number);
  return 0;
}

// loop:remove_signal_handler(name) → whether there was one
int loop_remove_signal_handler(lua_State* L) {
  check_open_loop(L);
  const int number = check_signal(L, 2);
  push_handlers(L, 1);
  lua_pushboolean(L, remove(L, number));
  return 1;
}

void stop_signal_handlers(lua_State* L, Loop& loop) {
  const int top = lua_gettop(L);
  push_loop(L, loop);
  if (to<Loop>(L, -1) != nullptr && lua_getiuservalue(L, -1, Loop::signals) == LUA_TTABLE)
    for (const Signal& signal : signals) remove(L, signal.number);
  lua_settop(L, top);
}

void open_signal_handler(lua_State* L) {
  static const luaL_Reg no_methods[] = {{nullptr, nullptr}};
  register_class(L, {SignalHandler::class_type, no_methods});
}

}  // namespace aio
