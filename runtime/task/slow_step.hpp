#pragma once
// Debug mode's watch over the loop: a step or callback that keeps it busy for longer than
// `loop.slow_callback_duration` is reported with the traceback of the code that was running when
// the time was up. A hook on returns and every thousand instructions looks at the clock; that is
// why it is not on outside of debug mode.

#include <lua.hpp>

namespace aio {

struct Loop;
struct Task;

class SlowStepWatch {
 public:
  // Watches what runs in `thread` (the host's state for callbacks) from now on, if the running loop
  // is in debug mode.
  SlowStepWatch(lua_State* L, lua_State* thread);

  // The step is over: reports it if it was slow. [what was executed, a string] on top of L; pops
  // it.
  void finish(lua_State* L);
  bool active() const { return loop_ != nullptr; }

 private:
  Loop* loop_;
  lua_State* thread_;
  double outer_started_ = 0;  // of the step around an eager one
  int outer_slot_ = 0;
};

}  // namespace aio
