#include "runtime/task/interrupts.hpp"

#include "runtime/lua/boundary.hpp"
#include "runtime/lua/errors.hpp"
#include "runtime/task/cancel.hpp"
#include "runtime/task/engine.hpp"
#include "runtime/task/task.hpp"

namespace aio {

namespace {

void raise_interrupt [[noreturn]] (lua_State* L) {
  raise_error(L, ErrorClass::keyboard_interrupt, "interrupted!");
}

}  // namespace

// Who is to be cancelled by the first Ctrl-C, while a loop runs. Guards nest as loops do.
struct InterruptGuard : Object {
  static constexpr Type class_type{"interrupt guard"};
  enum Slot { task = 1, slot_count = task };

  explicit InterruptGuard(Task& its_task) : Object(class_type), main_task(&its_task) {}

  Task* main_task;  // kept by the slot
  InterruptGuard* outer = nullptr;
  int count = 0;
  bool closed = false;
};

void handle_interrupt(lua_State* L, bool in_code) {
  Engine& engine = Engine::of(L);
  InterruptGuard* guard = engine.interrupt_guard;
  if (guard == nullptr || guard->main_task->done() || ++guard->count > 1) raise_interrupt(L);
  lua_pushnil(L);
  cancel_task(L, *guard->main_task);
  if (in_code && engine.current == guard->main_task && guard->main_task->must_cancel)
    deliver_cancel(L, *guard->main_task);
}

Task* outermost_task(const Engine& engine) {
  const InterruptGuard* guard = engine.interrupt_guard;
  while (guard != nullptr && guard->outer != nullptr) guard = guard->outer;
  return guard == nullptr ? nullptr : guard->main_task;
}

namespace {

int interrupts(lua_State* L) {
  auto& task = check<Task>(L, 1);
  Engine& engine = Engine::of(L);
  auto& guard = create<InterruptGuard>(L, InterruptGuard::slot_count, task);
  lua_pushvalue(L, 1);
  lua_setiuservalue(L, -2, InterruptGuard::task);
  guard.outer = engine.interrupt_guard;
  engine.interrupt_guard = &guard;
  return 1;
}

int guard_close(lua_State* L) {
  auto& guard = check<InterruptGuard>(L, 1);
  if (guard.closed) return 0;
  guard.closed = true;
  // Out of the chain, wherever in it: guards of failed runs are closed by the garbage collector.
  InterruptGuard** at = &Engine::of(L).interrupt_guard;
  while (*at != nullptr && *at != &guard) at = &(*at)->outer;
  if (*at != nullptr) *at = guard.outer;
  return 0;
}

int guard_count(lua_State* L) {
  lua_pushinteger(L, check<InterruptGuard>(L, 1).count);
  return 1;
}

}  // namespace

void open_interrupts(lua_State* L) {
  static const luaL_Reg methods[] = {
      {"close", entry<guard_close>}, {"count", entry<guard_count>}, {nullptr, nullptr}};
  static const luaL_Reg metamethods[] = {
      {"__close", entry<guard_close>}, {"__gc", entry<guard_close>}, {nullptr, nullptr}};
  register_class(L, {InterruptGuard::class_type, methods, metamethods});
  lua_pushcfunction(L, entry<interrupts>);
  lua_setfield(L, -2, "interrupts");
}

}  // namespace aio
