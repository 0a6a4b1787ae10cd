#pragma once
// The Loop object of scripts: an EventLoop, its tasks, its settings. `aio.run` makes one and closes
// it. Closing abandons what is left; futures remember their loop by number, so that a closed loop
// is never reached through one.

#include <cstdint>
#include <lua.hpp>
#include <optional>

#include "runtime/loop/event_loop.hpp"
#include "runtime/lua/anchors.hpp"
#include "runtime/lua/object.hpp"

namespace aio {

struct Engine;
struct Task;

struct GatherFuture;
struct SignalHandler;
struct SignalNode;
struct TaskNode : Link {};
struct GatherNode : Link {};

struct Loop : Object, Link {
  static constexpr Type class_type{"EventLoop"};
  enum Slot { exception_handler = 1, task_factory, fields, signals, count = signals };

  Loop(ClockKind clock, std::uint32_t its_number)
      : Object(class_type), events(std::in_place, clock), number(its_number) {}

  std::optional<EventLoop> events;         // empty once closed
  List<Task, TaskNode> tasks;              // not finished, in order of creation
  List<GatherFuture, GatherNode> gathers;  // whose children are not all done
  std::uint32_t number;
  bool running = false;
  bool debug = false;
  bool has_task_factory = false;
  double slow_callback_duration = 0.1;  // seconds

  bool closed() const { return !events.has_value(); }
};

// Makes a loop and pushes it.
Loop& create_loop(lua_State* L, ClockKind clock);
void push_loop(lua_State* L, const Loop& loop);

// The running loop; entering the main task if a main chunk runs (main_task.hpp). Raises
// "no running event loop".
Loop& running_loop(lua_State* L);
// The same, or null instead of raising.
Loop* running_loop_if_any(lua_State* L);
// The loop at index 1, a method's first argument. Raises "Event loop is closed".
Loop& check_open_loop(lua_State* L);
// The open loop of that number, or null.
Loop* find_loop(Engine& engine, std::uint32_t number);
// The same; raises "Event loop is closed".
EventLoop& events_of(lua_State* L, std::uint32_t number);

void open_loop(lua_State* L);

}  // namespace aio
