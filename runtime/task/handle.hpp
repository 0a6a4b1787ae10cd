#pragma once
// Handle and TimerHandle: what loop:call_soon, call_later and call_at return.

#include <lua.hpp>

#include "runtime/loop/timer_heap.hpp"
#include "runtime/lua/anchors.hpp"
#include "runtime/lua/object.hpp"

namespace aio {

struct Loop;

struct Handle : Object, Timer {
  static constexpr Type class_type{"Handle"};
  enum Slot { function = 1, context, first_argument };

  Handle(const Type& its_type, std::uint32_t its_loop, int its_arguments);

  std::uint32_t loop;
  int arguments;
  Anchors::Slot self = Anchors::none;  // while queued
  bool cancelled = false;
};

struct TimerHandle : Handle {
  static constexpr Type class_type{"TimerHandle", &Handle::class_type};

  TimerHandle(std::uint32_t its_loop, int its_arguments)
      : Handle(class_type, its_loop, its_arguments) {}
};

// loop:call_soon(f, …), loop:call_later(seconds, f, …), loop:call_at(when, f, …)
int loop_call_soon(lua_State* L);
int loop_call_later(lua_State* L);
int loop_call_at(lua_State* L);

// Lets go of a handle that will never run; false if the runnable is something else.
bool discard_handle(lua_State* L, Runnable& runnable);

void open_handle(lua_State* L);

}  // namespace aio
