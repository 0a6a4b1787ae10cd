#include "runtime/task/done_callback.hpp"

#include "runtime/lua/arguments.hpp"
#include "runtime/lua/boundary.hpp"
#include "runtime/task/context.hpp"
#include "runtime/task/engine.hpp"
#include "runtime/task/failure.hpp"
#include "runtime/task/loop.hpp"

namespace aio {

namespace {

// Pushes the table of kept callbacks of the future at `future`.
void push_kept(lua_State* L, int future) {
  if (lua_getiuservalue(L, future, Future::kept) == LUA_TTABLE) return;
  lua_pop(L, 1);
  lua_newtable(L);
  lua_pushvalue(L, -1);
  lua_setiuservalue(L, future, Future::kept);
}

// The callback no longer needs its future: it has run or was removed.
void forget(lua_State* L, int future, DoneCallback& callback) {
  Future& object = callback.future;
  push_kept(L, future);
  lua_pushnil(L);
  lua_rawsetp(L, -2, &callback);
  lua_pop(L, 1);
  if (--object.kept_count == 0 && object.anchor != Anchors::none) {
    Engine::of(L).anchors.release(object.anchor);
    object.anchor = Anchors::none;
  }
}

void run_done_callback(Runnable& runnable, void* host) {
  auto* L = static_cast<lua_State*>(host);
  auto& callback = static_cast<DoneCallback&>(runnable);
  const int future = lua_gettop(L) + 1;
  Engine::of(L).anchors.push(L, callback.future.anchor);
  push_kept(L, future);
  lua_rawgetp(L, -1, &callback);
  lua_replace(L, -2);
  const int userdata = lua_gettop(L);
  forget(L, future, callback);
  lua_getiuservalue(L, userdata, DoneCallback::context);
  lua_getiuservalue(L, userdata, DoneCallback::function);
  lua_pushvalue(L, future);
  call_in_context(L, 1);
  lua_settop(L, future - 1);
}

}  // namespace

DoneCallback::DoneCallback(Future& its_future)
    : Object(class_type), Runnable(run_done_callback), future(its_future) {}

void add_done_callback(lua_State* L, int future, int function) {
  future = lua_absindex(L, future);
  function = lua_absindex(L, function);
  Future& object = *to<Future>(L, future);
  EventLoop& events = events_of(L, object.loop);
  auto& callback = create<DoneCallback>(L, DoneCallback::Slot::count, object);
  lua_pushvalue(L, function);
  lua_setiuservalue(L, -2, DoneCallback::function);
  push_context(L);
  lua_setiuservalue(L, -2, DoneCallback::context);
  push_kept(L, future);
  lua_insert(L, -2);
  lua_rawsetp(L, -2, &callback);
  lua_pop(L, 1);
  if (object.done() && object.anchor == Anchors::none) {
    lua_pushvalue(L, future);
    object.anchor = Engine::of(L).anchors.add(L);
  }
  ++object.kept_count;
  if (object.done())
    events.call_soon(callback);
  else
    object.callbacks.push_back(callback);
}

// future:add_done_callback(f)
int add_done_callback_method(lua_State* L) {
  check<Future>(L, 1);
  luaL_argexpected(L, is_callable(L, 2), 2, "function");
  add_done_callback(L, 1, 2);
  return 0;
}

// future:remove_done_callback(f) → how many were removed
int remove_done_callback_method(lua_State* L) {
  auto& future = check<Future>(L, 1);
  luaL_checkany(L, 2);
  lua_settop(L, 2);
  push_kept(L, 1);
  int removed = 0;
  future.callbacks.for_each([&](Runnable& runnable) {
    if (runnable.run != run_done_callback) return;
    lua_rawgetp(L, 3, &static_cast<DoneCallback&>(runnable));
    lua_getiuservalue(L, -1, DoneCallback::function);
    if (lua_rawequal(L, -1, 2) != 0) {
      runnable.unlink();
      forget(L, 1, static_cast<DoneCallback&>(runnable));
      ++removed;
    }
    lua_settop(L, 3);
  });
  lua_pushinteger(L, removed);
  return 1;
}

bool discard_done_callback(lua_State* L, Runnable& runnable) {
  if (runnable.run != run_done_callback) return false;
  auto& callback = static_cast<DoneCallback&>(runnable);
  Engine::of(L).anchors.push(L, callback.future.anchor);
  forget(L, lua_gettop(L), callback);
  lua_pop(L, 1);
  return true;
}

void open_done_callback(lua_State* L) {
  static const luaL_Reg no_methods[] = {{nullptr, nullptr}};
  register_class(L, {DoneCallback::class_type, no_methods});
}

}  // namespace aio
