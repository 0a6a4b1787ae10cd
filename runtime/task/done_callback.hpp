#pragma once
// Done callbacks that are Lua functions. The callback is a userdata linked into the future's list
// like a waiting task; the future's `kept` slot (a table by address) keeps it alive, and a
// completed future is anchored until its last callback has run.

#include <lua.hpp>

#include "runtime/loop/runnable.hpp"
#include "runtime/task/future.hpp"

namespace aio {

struct DoneCallback : Object, Runnable {
  static constexpr Type class_type{"done callback"};
  enum Slot { function = 1, context, count = context };

  explicit DoneCallback(Future& its_future);

  Future& future;
};

// Lets go of a callback that will never run; false if the runnable is something else.
bool discard_done_callback(lua_State* L, Runnable& runnable);

void open_done_callback(lua_State* L);

}  // namespace aio
