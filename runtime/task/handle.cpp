#include "runtime/task/handle.hpp"

#include "runtime/lua/arguments.hpp"
#include "runtime/lua/boundary.hpp"
#include "runtime/task/context.hpp"
#include "runtime/task/engine.hpp"
#include "runtime/task/loop.hpp"

namespace aio {

namespace {

void unanchor(lua_State* L, Handle& handle) {
  Engine::of(L).anchors.release(handle.self);
  handle.self = Anchors::none;
}

void run_handle(Runnable& runnable, void* host) {
  auto* L = static_cast<lua_State*>(host);
  auto& handle = static_cast<Handle&>(static_cast<Timer&>(runnable));
  const int userdata = lua_gettop(L) + 1;
  Engine::of(L).anchors.push(L, handle.self);
  unanchor(L, handle);
  if (handle.cancelled) {
    lua_settop(L, userdata - 1);
    return;
  }
  luaL_checkstack(L, handle.arguments + 10, "too many arguments");
  lua_getiuservalue(L, userdata, Handle::context);
  lua_getiuservalue(L, userdata, Handle::function);
  for (int i = 0; i < handle.arguments; ++i)
    lua_getiuservalue(L, userdata, Handle::first_argument + i);
  call_in_context(L, handle.arguments);
  lua_settop(L, userdata - 1);
}

// Makes a handle for the function at `function` with the arguments behind it; pushes it.
template <class T>
T& create_handle(lua_State* L, Loop& loop, int function) {
  luaL_argexpected(L, is_callable(L, function), function, "function");
  const int arguments = lua_gettop(L) - function;
  auto& handle = create<T>(L, Handle::first_argument - 1 + arguments, loop.number, arguments);
  const int userdata = lua_gettop(L);
  lua_pushvalue(L, function);
  lua_setiuservalue(L, userdata, Handle::function);
  push_context(L);
  lua_setiuservalue(L, userdata, Handle::context);
  for (int i = 0; i < arguments; ++i) {
    lua_pushvalue(L, function + 1 + i);
    lua_setiuservalue(L, userdata, Handle::first_argument + i);
  }
  lua_pushvalue(L, userdata);
  handle.self = Engine::of(L).anchors.add(L);
  return handle;
}

struct CallHandle : Handle {
  CallHandle(std::uint32_t its_loop, int its_arguments)
      : Handle(Handle::class_type, its_loop, its_arguments) {}
};

int call_at(lua_State* L, Loop& loop, double when) {
  auto& handle = create_handle<TimerHandle>(L, loop, 3);
  loop.events->call_at(when, handle);
  return 1;
}

int handle_cancel(lua_State* L) {
  auto& handle = check<Handle>(L, 1);
  handle.cancelled = true;
  Loop* loop = find_loop(Engine::of(L), handle.loop);
  // One that is ready keeps its place and does nothing there, as in asyncio: the tick takes place.
  if (handle.self == Anchors::none || loop == nullptr || !handle.armed()) return 0;
  loop->events->cancel(handle);
  unanchor(L, handle);
  return 0;
}

int handle_cancelled(lua_State* L) {
  lua_pushboolean(L, check<Handle>(L, 1).cancelled);
  return 1;
}

int timer_handle_when(lua_State* L) {
  lua_pushnumber(L, check<TimerHandle>(L, 1).when);
  return 1;
}

}  // namespace

Handle::Handle(const Type& its_type, std::uint32_t its_loop, int its_arguments)
    : Object(its_type), Timer(run_handle), loop(its_loop), arguments(its_arguments) {}

bool discard_handle(lua_State* L, Runnable& runnable) {
  if (runnable.run != run_handle) return false;
  unanchor(L, static_cast<Handle&>(static_cast<Timer&>(runnable)));
  return true;
}

int loop_call_soon(lua_State* L) {
  Loop& loop = check_open_loop(L);
  loop.events->call_soon(create_handle<CallHandle>(L, loop, 2));
  return 1;
}

int loop_call_later(lua_State* L) {
  Loop& loop = check_open_loop(L);
  return call_at(L, loop, loop.events->time() + check_seconds(L, 2));
}

int loop_call_at(lua_State* L) {
  Loop& loop = check_open_loop(L);
  return call_at(L, loop, check_seconds(L, 2));
}

void open_handle(lua_State* L) {
  static const luaL_Reg methods[] = {
      {"cancel", entry<handle_cancel>}, {"cancelled", entry<handle_cancelled>}, {nullptr, nullptr}};
  static const luaL_Reg timer_methods[] = {{"when", entry<timer_handle_when>}, {nullptr, nullptr}};
  register_class(L, {Handle::class_type, methods});
  register_class(L, {TimerHandle::class_type, timer_methods});
}

}  // namespace aio
