#pragma once
// aio.async: functions whose call makes a coroutine object.

#include <lua.hpp>

#include "runtime/task/coroutine_object.hpp"

namespace aio {

// What an async function knows about itself.
struct AsyncFunction : Object {
  static constexpr Type class_type{"async function"};
  enum Slot { function = 1, name, count = name };

  AsyncFunction() : Object(class_type) {}

  bool named = false;
};

// The call of an async function: that and the arguments are in the user values.
struct Call : Coroutine {
  static constexpr Type class_type{"coroutine", &Coroutine::class_type};
  enum Slot { about = 1, creator = Coroutine::creator, first_argument };

  explicit Call(int its_arguments) : Coroutine(class_type), arguments(its_arguments) {}

  int arguments;
};

// Pushes the function and arguments of the used call at `index` (from the bottom); returns how many
// arguments.
int push_call(lua_State* L, int index, const Call& call);

// Whether the value at `index` came from aio.async.
bool is_async_function(lua_State* L, int index);
// Pushes the function that the async function at `index` wraps.
void push_wrapped_function(lua_State* L, int index);

// Registers `async`, `iscoroutinefunction` in the table on top.
void open_async_function(lua_State* L);

}  // namespace aio
