#pragma once
// loop:add_signal_handler and remove_signal_handler: a signal calls a function in the loop, as
// call_soon would.

#include <lua.hpp>

#include "runtime/loop/runnable.hpp"
#include "runtime/lua/object.hpp"

namespace aio {

class SignalWatch;
struct Loop;

struct SignalNode : Link {};

struct SignalHandler : Object, Runnable, SignalNode {
  static constexpr Type class_type{"signal handler"};
  enum Slot { function = 1, context, first_argument };

  SignalHandler(int its_number, int its_arguments);

  int number;
  int arguments;
  SignalWatch* watch = nullptr;
};

int loop_add_signal_handler(lua_State* L);
int loop_remove_signal_handler(lua_State* L);

// Stops all watches of a loop that is closed.
void stop_signal_handlers(lua_State* L, Loop& loop);

void open_signal_handler(lua_State* L);

}  // namespace aio
