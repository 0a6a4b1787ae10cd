#include "runtime/task/slow_step.hpp"

#include <cstdio>
#include <utility>

#include "runtime/lua/traceback.hpp"
#include "runtime/task/engine.hpp"
#include "runtime/task/loop.hpp"

namespace aio {

namespace {

constexpr int instructions_between_looks = 1000;

double elapsed(const Engine& engine) { return monotonic_seconds() - engine.step_started; }

void look_at_clock(lua_State* L, lua_Debug*) {
  Engine& engine = Engine::of(L);
  const bool watching = engine.loop != nullptr && engine.step_started > 0;
  if (watching && elapsed(engine) <= engine.loop->slow_callback_duration) return;
  lua_sethook(L, nullptr, 0, 0);
  if (!watching || engine.slow_slot != Anchors::none) return;
  push_trace(L, 0);
  engine.slow_slot = engine.anchors.add(L);
}

// [what] → [message with the traceback taken when the time was up]
void push_report(lua_State* L, Engine& engine, double seconds) {
  engine.anchors.push(L, engine.slow_slot);
  if (is_trace(L, -1)) {
    push_formatted_trace(L, -1);
    lua_replace(L, -2);
  } else {
    lua_pop(L, 1);
    lua_pushliteral(L, "");
  }
  char duration[32];
  std::snprintf(duration, sizeof duration, "%.3f", seconds);
  const bool has_trace = *lua_tostring(L, -1) != '\0';
  lua_pushfstring(L, "Executing %s took %s seconds%s%s", lua_tostring(L, -2), duration,
                  has_trace ? "\n" : "", lua_tostring(L, -1));
  lua_replace(L, -3);
  lua_pop(L, 1);
}

}  // namespace

SlowStepWatch::SlowStepWatch(lua_State* L, lua_State* thread)
    : loop_(Engine::of(L).loop), thread_(thread) {
  if (loop_ == nullptr || !loop_->debug) {
    loop_ = nullptr;
    return;
  }
  Engine& engine = Engine::of(L);
  outer_started_ = std::exchange(engine.step_started, monotonic_seconds());
  outer_slot_ = std::exchange(engine.slow_slot, Anchors::none);
  if (lua_gethook(thread) == nullptr)
    lua_sethook(thread, look_at_clock, LUA_MASKRET | LUA_MASKCOUNT, instructions_between_looks);
}

void SlowStepWatch::finish(lua_State* L) {
  Engine& engine = Engine::of(L);
  const double seconds = elapsed(engine);
  if (lua_gethook(thread_) == look_at_clock) lua_sethook(thread_, nullptr, 0, 0);
  if (seconds > loop_->slow_callback_duration) {
    push_report(L, engine, seconds);
    lua_writestringerror("%s\n", lua_tostring(L, -1));
  }
  lua_pop(L, 1);
  engine.anchors.release(engine.slow_slot);
  engine.slow_slot = outer_slot_;
  engine.step_started = outer_started_;
}

}  // namespace aio
