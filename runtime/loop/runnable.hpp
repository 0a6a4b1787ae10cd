#pragma once
// What the loop runs: a task's next step, a callback, a due timer. It is queued in the loop's ready
// list, or, before its turn, in the list of what it waits for (a future's callbacks); moving the
// whole list to the ready queue is how a future completes.

#include "runtime/loop/list.hpp"

namespace aio {

struct Runnable : Link {
  // `host` is what the caller of `EventLoop::run_batch` passed (the Lua layers pass a lua_State*).
  using Function = void (*)(Runnable& self, void* host);

  explicit Runnable(Function function) : run(function) {}

  Function run;
};

}  // namespace aio
