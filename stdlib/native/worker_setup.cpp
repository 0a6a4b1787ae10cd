#include "stdlib/native/worker_setup.hpp"

#include "runtime/lua/limited_state.hpp"
#include "runtime/task/engine.hpp"
#include "runtime/task/loop.hpp"
#include "runtime/thread/interrupt.hpp"
#include "runtime/thread/observed_resume.hpp"
#include "stdlib/modules.hpp"

namespace aio {

namespace {

// An interrupt of the thread wakes the loop that runs in it …
void wake_on_interrupt(Loop* running) {
  InterruptWaker waker;
  if (running != nullptr)
    waker = {[](void* data) { static_cast<Loop*>(data)->events->wake(); }, running};
  set_interrupt_waker(waker);
}

// … which then ends the run.
void end_interrupted_run(lua_State* L) {
  if (interrupt_requested()) raise_interrupted(L);
}

void prepare_worker(lua_State* L, const WorkerSetup& setup) {
  open_aio(L, true);
  if (setup.has_globals) set_globals(L);
  Engine& engine = Engine::of(L);
  engine.resume = observed_resume;
  engine.reset = observed_close;
  engine.on_run = wake_on_interrupt;
  engine.on_interrupt = end_interrupted_run;
}

}  // namespace

WorkerSetup worker_setup(bool has_globals) {
  WorkerSetup setup;
  setup.prepare = prepare_worker;
  setup.has_globals = has_globals;
  setup.make_state = new_limited_state;
  return setup;
}

}  // namespace aio
