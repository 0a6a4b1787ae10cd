#include "runtime/task/gather.hpp"

#include <atomic>
#include <string_view>

#include "runtime/lua/arguments.hpp"
#include "runtime/lua/boundary.hpp"
#include "runtime/lua/errors.hpp"
#include "runtime/task/cancel.hpp"
#include "runtime/task/coroutine_object.hpp"
#include "runtime/task/engine.hpp"
#include "runtime/task/failure.hpp"
#include "runtime/task/task.hpp"

namespace aio {

namespace {

constexpr lua_Integer most_places = 50'000'000;
constexpr const char* gather_options[] = {"return_exceptions"};

// ---- Completion --------------------------------------------------------------------------------

// The result of the child on top of the stack, or its error as a value, in its place.
void replace_by_outcome(lua_State* L) {
  const int child = lua_gettop(L);
  const auto& object = known<Future>(L, child);
  if (object.state == Waitable::State::cancelled && object.kind == Waitable::Kind::task) {
    lua_pushnil(L);  // asyncio: a cancelled task's message is not among the results
    make_error(L, ErrorClass::cancelled, -1);
  } else if (object.state != Waitable::State::finished) {
    push_failure(L, child);
  } else if (push_results(L, child, object) == 0) {
    lua_pushnil(L);
  }
  lua_settop(L, child + 1);
  lua_replace(L, child);
}

void push_all_outcomes(lua_State* L, int children, int count) {
  lua_createtable(L, count, 1);
  for (int i = 1; i <= count; ++i) {
    lua_rawgeti(L, children, i);
    const auto& child = known<Future>(L, -1);
    if (child.state == Waitable::State::finished && child.results == Future::Results::one) {
      lua_getiuservalue(L, -1, Future::outcome);
      lua_rawseti(L, -3, i);
      lua_pop(L, 1);
    } else {
      replace_by_outcome(L);
      lua_rawseti(L, -2, i);
    }
  }
  lua_pushinteger(L, count);
  lua_setfield(L, -2, "n");
}

// Ends the gather at `index`: [error, trace] on top of the stack. Pops them.
void fail(lua_State* L, int index) {
  lua_pushvalue(L, -2);
  lua_setiuservalue(L, index, Future::outcome);
  guard_failure(L, index);
  lua_pop(L, 1);
  complete(L, index, *to<GatherFuture>(L, index), Waitable::State::failed);
}

void finish(lua_State* L, int index, int children) {
  auto& gather = *to<GatherFuture>(L, index);
  push_all_outcomes(L, children, gather.count);  // also marks the children's errors as seen
  if (gather.cancel_requested) {
    lua_pop(L, 1);
    lua_getiuservalue(L, index, Future::outcome);  // the message
    make_error(L, ErrorClass::cancelled, -1);
    lua_pushnil(L);
    fail(L, index);
    return;
  }
  lua_setiuservalue(L, index, Future::outcome);
  complete(L, index, gather, Waitable::State::finished);
}

// One child is done. Order and cases as asyncio's gather()._done_callback.
void child_done(lua_State* L, int index, int number) {
  auto& gather = *to<GatherFuture>(L, index);
  lua_getiuservalue(L, index, GatherFuture::children);
  const int children = lua_gettop(L);
  lua_rawgeti(L, children, number);
  const int child = children + 1;
  Future& object = *to<Future>(L, child);
  ++gather.finished;
  if (gather.done()) {
    mark_retrieved(L, child, object);
  } else if (!gather.return_exceptions && object.state != Waitable::State::finished) {
    push_failure(L, child);
    push_failure_trace(L, child);
    fail(L, index);
  } else if (gather.finished == gather.distinct) {
    finish(L, index, children);
  }
  lua_settop(L, children - 1);
}

void run_child_callback(Runnable& runnable, void* host) {
  auto* L = static_cast<lua_State*>(host);
  auto& callback = static_cast<GatherFuture::ChildCallback&>(runnable);
  GatherFuture& gather = callback.gather;
  const bool last = gather.finished + 1 == gather.distinct;
  if (!last && !gather.done() && callback.child->state == Waitable::State::finished) {
    ++gather.finished;  // nothing to tell anybody
    return;
  }
  Engine::of(L).anchors.push(L, gather.self);
  child_done(L, lua_gettop(L), callback.number);
  if (gather.finished == gather.distinct) release_gather(L, gather);
  lua_pop(L, 1);
}

// ---- Construction ------------------------------------------------------------------------------

// A table that is neither awaitable nor an object: a list, or options.
bool is_plain_table(lua_State* L, int index) {
  if (lua_type(L, index) != LUA_TTABLE) return false;
  if (luaL_getmetafield(L, index, "__await") == LUA_TNIL) return true;
  lua_pop(L, 1);
  return false;
}

bool is_options(lua_State* L, int index) {
  if (!is_plain_table(L, index) || lua_rawlen(L, index) > 0) return false;
  lua_pushnil(L);
  if (lua_next(L, index) == 0) return index > 1;  // gather(x, {}), but gather({})
  const bool named = lua_type(L, -2) == LUA_TSTRING && std::string_view(lua_tostring(L, -2)) != "n";
  lua_pop(L, 2);
  return named;
}

// Leaves a table of awaitables at index 1 and options or nil at index 2: gather(…, options) and
// gather(list, options) look alike from here on. Returns how many awaitables.
int normalise_arguments(lua_State* L) {
  const int top = lua_gettop(L);
  const bool has_options = top > 0 && is_options(L, top);
  if (!has_options) lua_pushnil(L);
  const int count = lua_gettop(L) - 1;
  if (count == 1 && is_plain_table(L, 1)) {
    const lua_Integer length = luaL_len(L, 1);
    if (length < 0 || length > most_places)
      luaL_error(L, "gather: a list of %I awaitables", static_cast<LUAI_UACINT>(length));
    return static_cast<int>(length);
  }
  lua_createtable(L, count, 0);
  lua_insert(L, 1);
  lua_insert(L, 2);  // table, options, awaitables…
  for (int place = count; place >= 1; --place) lua_rawseti(L, 1, place);
  return count;
}

// A coroutine object that is named again: pushes the future of its first place, if there is one.
bool push_shared(lua_State* L, int awaitables, int children, int place) {
  const auto* coroutine = to_coroutine(L, -1);
  if (coroutine == nullptr || coroutine->state == Coroutine::State::fresh) return false;
  for (int earlier = 1; earlier < place; ++earlier) {
    lua_rawgeti(L, awaitables, earlier);
    const bool same = lua_rawequal(L, -1, -2) != 0;
    lua_pop(L, 1);
    if (!same) continue;
    lua_rawgeti(L, children, earlier);
    return true;
  }
  return false;
}

// Fills the table at `children` with futures, tasks started in argument order.
void make_children(lua_State* L, const Loop& loop, int awaitables, int children, int count) {
  for (int place = 1; place <= count; ++place) {
    lua_geti(L, awaitables, place);
    if (!push_shared(L, awaitables, children, place)) ensure_future(L, -1, "gather");
    if (known<Future>(L, -1).loop != loop.number)
      luaL_error(L, "gather: %s is attached to a different loop", luaL_tolstring(L, -1, nullptr));
    lua_rawseti(L, children, place);
    lua_pop(L, 1);
  }
}

// Puts a callback on each child that is pending; then counts those that were done already.
void attach(lua_State* L, int index, int children) {
  static std::atomic<std::uint32_t> next_mark{1};
  std::uint32_t mark = next_mark++;
  if (mark == 0) mark = next_mark++;  // 0 is that of futures which no gather has seen
  auto& gather = *to<GatherFuture>(L, index);
  for (int place = 1; place <= gather.count; ++place) {
    lua_rawgeti(L, children, place);
    auto& child = known<Future>(L, -1);
    lua_pop(L, 1);
    auto* callback = new (gather.callbacks_memory() + place - 1)
        GatherFuture::ChildCallback(gather, child, place);
    if (child.gather_mark == mark) {
      callback->number = 0;
      continue;
    }
    child.gather_mark = mark;
    ++gather.distinct;
    if (!child.done()) child.callbacks.push_back(*callback);
  }
  for (int place = 1; place <= gather.count; ++place) {
    const auto& callback = gather.callbacks_memory()[place - 1];
    if (callback.number != 0 && !callback.linked()) child_done(L, index, place);
  }
}

// The running loop; outside of one, that of the first future in the list at index 1, as in asyncio.
Loop& loop_for(lua_State* L, int count) {
  Engine& engine = Engine::of(L);
  if (engine.loop == nullptr && count > 0) {
    lua_geti(L, 1, 1);
    const auto* future = to<Future>(L, -1);
    Loop* loop = future == nullptr ? nullptr : find_loop(engine, future->loop);
    lua_pop(L, 1);
    if (loop != nullptr) return *loop;
  }
  return running_loop(L);
}

// gather(…, {return_exceptions=}) or gather(list, {…}) → future of an array with field n
int gather(lua_State* L) {
  const int count = normalise_arguments(L);
  const bool has_options = check_options(L, 2, "gather", gather_options);
  Loop& loop = loop_for(L, count);
  lua_createtable(L, count, 0);
  make_children(L, loop, 1, 3, count);
  auto& future = create_sized<GatherFuture>(
      L, static_cast<std::size_t>(count) * sizeof(GatherFuture::ChildCallback),
      GatherFuture::slot_count, loop.number);
  future.count = count;
  if (has_options) {
    lua_getfield(L, 2, "return_exceptions");
    future.return_exceptions = lua_toboolean(L, -1) != 0;
    lua_pop(L, 1);
  }
  lua_pushvalue(L, 3);
  lua_setiuservalue(L, 4, GatherFuture::children);
  lua_pushvalue(L, 4);
  future.self = Engine::of(L).anchors.add(L);
  loop.gathers.push_back(future);
  attach(L, 4, 3);
  if (count == 0) finish(L, 4, 3);
  if (future.finished == future.distinct) release_gather(L, future);
  return 1;
}

}  // namespace

GatherFuture::ChildCallback::ChildCallback(GatherFuture& its_gather, Future& its_child,
                                           int its_number)
    : Runnable(run_child_callback), gather(its_gather), child(&its_child), number(its_number) {}

void abandon_gather(lua_State* L, GatherFuture& gather) {
  for (int place = 0; place < gather.count; ++place) gather.callbacks_memory()[place].unlink();
  release_gather(L, gather);
}

void release_gather(lua_State* L, GatherFuture& gather) {
  static_cast<GatherNode&>(gather).unlink();
  Engine::of(L).anchors.release(gather.self);
  gather.self = Anchors::none;
}

// Gathers inside gathers are cancelled by recursion.
constexpr int deepest_gathers = 25'000;

bool cancel_gather(lua_State* L, int index, CancelPass& pass) {
  index = lua_absindex(L, index);
  const int message = lua_gettop(L);
  auto& gather = *to<GatherFuture>(L, index);
  if (gather.done()) {
    lua_pop(L, 1);
    return false;
  }
  if (++pass.depth > deepest_gathers) luaL_error(L, "gathers are nested too deep to be cancelled");
  luaL_checkstack(L, 8, "gathers nested too deep");
  bool accepted = false;
  lua_getiuservalue(L, index, GatherFuture::children);
  for (int place = 1; place <= gather.count; ++place) {
    lua_rawgeti(L, message + 1, place);
    lua_pushvalue(L, message);
    if (cancel_any(L, message + 2, pass)) accepted = true;
    lua_settop(L, message + 1);
  }
  --pass.depth;
  lua_settop(L, message);
  if (accepted) {
    gather.cancel_requested = true;
    lua_setiuservalue(L, index, Future::outcome);
  } else {
    lua_pop(L, 1);
  }
  return accepted;
}

void open_gather(lua_State* L) {
  static const luaL_Reg no_methods[] = {{nullptr, nullptr}};
  push_metatable(L, Future::class_type);
  lua_getfield(L, -1, "__tostring");
  const luaL_Reg metamethods[] = {{"__tostring", lua_tocfunction(L, -1)}, {nullptr, nullptr}};
  lua_pop(L, 2);
  register_class(L, {GatherFuture::class_type, no_methods, metamethods});
  lua_pushcfunction(L, entry<gather>);
  lua_setfield(L, -2, "gather");
}

}  // namespace aio
