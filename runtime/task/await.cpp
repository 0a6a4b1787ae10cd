#include "runtime/task/await.hpp"

#include <algorithm>
#include <string_view>

#include "runtime/lua/boundary.hpp"
#include "runtime/lua/errors.hpp"
#include "runtime/lua/traceback.hpp"
#include "runtime/task/async_function.hpp"
#include "runtime/task/cancel.hpp"
#include "runtime/task/engine.hpp"
#include "runtime/task/failure.hpp"
#include "runtime/task/main_task.hpp"
#include "runtime/task/operation.hpp"

namespace aio {

namespace {

// ---- Where an await is not possible ----------------------------------------------------------

// C functions that a coroutine can suspend in: not in the way.
bool can_yield(std::string_view function) {
  constexpr std::string_view yieldable[] = {"pcall",          "xpcall",  "dofile",
                                            "require",        "await",   "coroutine.resume",
                                            "coroutine.wrap", "aio.try", "aio.await"};
  return std::find(std::begin(yieldable), std::end(yieldable), function) != std::end(yieldable);
}

// "table.sort" for the function on top of the stack, however the caller names it. Pops it.
const char* function_name(lua_State* L, const char* called_as) {
  const char* name = push_global_name(L, lua_gettop(L)) ? lua_tostring(L, -1) : called_as;
  return name == nullptr ? "a C function" : name;
}

void raise_inside [[noreturn]] (lua_State* L, std::string_view function) {
  if (function == "table.sort") luaL_error(L, "cannot await inside a table.sort comparator");
  if (function == "tostring" || function == "print" || function == "string.format")
    luaL_error(L, "cannot await inside a __tostring metamethod");
  luaL_error(L, "cannot await inside %s", function.data());
  __builtin_unreachable();
}

void raise_not_yieldable [[noreturn]] (lua_State* L) {
  lua_Debug frame;
  luaL_checkstack(L, LUA_MINSTACK, "no room for a message");
  const int top = lua_gettop(L);
  for (int level = 1; lua_getstack(L, level, &frame) != 0; ++level) {
    lua_settop(L, top);
    lua_getinfo(L, "Snf", &frame);
    if (frame.name != nullptr && std::string_view(frame.name) == "__gc")
      luaL_error(L, "cannot await inside a __gc metamethod");
    if (*frame.what != 'C') continue;
    const char* name = function_name(L, frame.name);
    if (!can_yield(name)) raise_inside(L, name);
  }
  luaL_error(L, "cannot await inside a coroutine that was resumed where awaiting is impossible");
  __builtin_unreachable();
}

// ---- Futures -----------------------------------------------------------------------------------

int future_results(lua_State* L, Task& task, Future& future) {
  if (future.state == Waitable::State::finished) return push_results(L, 1, future);
  push_failure(L, 1);
  if (task.cancel_passed_on && is_error(L, -1, ErrorClass::cancelled))
    mark_own_cancel(L, task);
  else
    continue_trace(L, 1, -1);
  task.cancel_passed_on = false;
  return lua_error(L);
}

// A cancellation that comes out of the future itself is delivered as it is, also when the task was
// asked to cancel again meanwhile.
bool outcome_is_cancelled(lua_State* L, const Future& future) {
  if (future.state != Waitable::State::failed) return future.state == Waitable::State::cancelled;
  lua_getiuservalue(L, 1, Future::outcome);
  const bool cancelled = is_error(L, -1, ErrorClass::cancelled);
  lua_pop(L, 1);
  return cancelled;
}

int future_woken(lua_State* L, int, lua_KContext) {
  Task& task = *Engine::of(L).current;
  auto& future = known<Future>(L, 1);
  if (task.must_cancel) {
    if (future.state == Waitable::State::failed) mark_retrieved(L, 1, future);
    if (!outcome_is_cancelled(L, future)) deliver_cancel(L, task);
    task.must_cancel = false;
    task.cancel_passed_on = true;
  }
  const int count = future_results(L, task, future);
  task.cancel_passed_on = false;
  return count;
}

int raise_refusal(lua_State* L, int, lua_KContext) {
  Task& task = *Engine::of(L).current;
  if (task.must_cancel) deliver_cancel(L, task);
  luaL_where(L, 1);
  lua_pushvalue(L, 2);
  lua_concat(L, 2);
  return lua_error(L);
}

// asyncio raises these through the loop, one tick later.
int refuse_in_next_tick(lua_State* L, Task& task, const char* format) {
  lua_pushfstring(L, format, luaL_tolstring(L, 1, nullptr));
  lua_replace(L, 2);
  lua_settop(L, 2);
  events_of(L, task.loop).call_soon(task);
  return suspend(L, task, nullptr, continuation<raise_refusal>);
}

int await_future(lua_State* L, Task& task, Future& future) {
  if (future.done()) return future_results(L, task, future);
  if (&future == static_cast<Future*>(&task))
    return refuse_in_next_tick(L, task, "Task cannot await on itself: %s");
  if (future.loop != task.loop)
    return refuse_in_next_tick(L, task, "%s is attached to a different loop");
  future.callbacks.push_back(task);
  return suspend(L, task, &future, continuation<future_woken>);
}

// ---- Coroutine objects -------------------------------------------------------------------------

// Results are behind the `below` values at the bottom of the frame.
int inline_done(lua_State* L, int, lua_KContext below) {
  Task* task = Engine::of(L).current;
  if (task != nullptr && task->inline_depth > 0) --task->inline_depth;
  return lua_gettop(L) - static_cast<int>(below);
}

int run_inline(lua_State* L, int arguments, lua_KContext below) {
  lua_callk(L, arguments, LUA_MULTRET, below, continuation<inline_done>);
  return inline_done(L, LUA_OK, below);
}

int after_stack_break(lua_State* L, int, lua_KContext) {
  return run_inline(L, lua_gettop(L) - 2, 1);
}

// The coroutine object stays at index 1: taking it away would cost more than keeping it.
int await_call(lua_State* L, Task& task, Call& call) {
  use_coroutine(L, call, 1);
  const int arguments = push_call(L, 1, call);
  if (++task.inline_depth < deepest_inline) return run_inline(L, arguments, 1);
  return break_stack(L, continuation<after_stack_break>);
}

// ---- A swallowed cancellation ------------------------------------------------------------------

int raise_after_turn(lua_State* L, int, lua_KContext) {
  Task& task = *Engine::of(L).current;
  if (task.must_cancel) deliver_cancel(L, task);
  raise_caught_cancel(L, task);
}

// A task that catches it this often will never end by itself: `step` ends it.
constexpr int most_swallowed = 10'000;

// Raises again what a plain pcall has caught. A loop that catches it over and over must not keep
// the others from running: from the second time on it takes a turn of the loop.
int raise_caught_again(lua_State* L, Task& task) {
  if (!task.reraised) raise_caught_cancel(L, task);
  if (++task.swallowed > most_swallowed) task.end_it = true;
  events_of(L, task.loop).call_soon(task);
  return suspend(L, task, nullptr, continuation<raise_after_turn>);
}

int await_metamethod(lua_State* L) {
  if (luaL_getmetafield(L, 1, "__await") == LUA_TNIL)
    return luaL_error(L, "object of type '%s' can't be used with await", type_name(L, 1));
  lua_insert(L, 1);
  return run_inline(L, 1, 0);
}

// An await that is refused has told the user; a "never awaited" on top would mislead.
void discard_coroutine(lua_State* L, int index) {
  auto* coroutine = to_coroutine(L, index);
  if (coroutine != nullptr && coroutine->state == Coroutine::State::fresh)
    close_coroutine(L, *coroutine, index);
}

}  // namespace

Task& awaiting_task(lua_State* L) {
  Engine& engine = Engine::of(L);
  if (engine.current == nullptr) enter_main_task(L);
  if (engine.current == nullptr) {
    discard_coroutine(L, 1);
    raise_text(L, "cannot await outside a task (use aio.run)");
  }
  if (engine.innermost != L || lua_isyieldable(L) == 0) {
    discard_coroutine(L, 1);
    raise_not_yieldable(L);
  }
  return *engine.current;
}

int suspend(lua_State* L, Task& task, Waitable* on, lua_KFunction resume) {
  Engine& engine = Engine::of(L);
  task.waiting_on = on;
  task.waiting_in = L;
  if (!engine.stack_break) task.reraised = false;
  // Asked to cancel before it suspended: what it waits on is cancelled right away.
  if (task.must_cancel && on != nullptr) pass_cancel_on(L, task);
  engine.suspended_by_await = true;
  lua_pushlightuserdata(L, const_cast<char*>(&await_marker));
  return lua_yieldk(L, 1, 0, resume);
}

int await(lua_State* L) {
  if (lua_gettop(L) != 1) {
    luaL_checkany(L, 1);
    lua_settop(L, 1);
  }
  Task& task = awaiting_task(L);
  if (task.cancellation == Task::Cancellation::caught) {
    discard_coroutine(L, 1);
    if (task.must_cancel) deliver_cancel(L, task);
    return raise_caught_again(L, task);
  }
  Object* object = to_object(L, 1);
  if (object == nullptr) return await_metamethod(L);
  if (object->type == &Call::class_type) return await_call(L, task, static_cast<Call&>(*object));
  if (object->type == &Operation::class_type)
    return await_operation(L, task, static_cast<Operation&>(*object));
  if (auto* future = to<Future>(L, 1)) return await_future(L, task, *future);
  return await_metamethod(L);
}

int break_stack(lua_State* L, lua_KFunction go_on) {
  Engine& engine = Engine::of(L);
  engine.stack_break = true;
  engine.current->inline_depth = 0;
  return suspend(L, *engine.current, nullptr, go_on);
}

void push_waiting_on(lua_State* L, const Task& task) {
  if (task.waiting_on == nullptr) {
    lua_pushnil(L);
    return;
  }
  lua_pushvalue(task.waiting_in, 1);
  lua_xmove(task.waiting_in, L, 1);
}

}  // namespace aio
