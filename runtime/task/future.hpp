#pragma once
// asyncio's Future: a result, an error or a cancellation that arrives once. Completing it moves its
// callbacks, in order of registration, to the loop's ready queue (scheduling.md §3).
//
// The Lua values (result, callbacks) are in the user values of the userdata, so functions that need
// them take the stack index of the future besides the object.

#include <cstdint>
#include <lua.hpp>

#include "runtime/loop/runnable.hpp"
#include "runtime/lua/anchors.hpp"
#include "runtime/lua/object.hpp"
#include "runtime/task/waitable.hpp"

namespace aio {

struct Engine;
struct Loop;

struct Future : Object, Waitable {
  static constexpr Type class_type{"Future"};
  // outcome: the result (a packed table when there are several), the error, or what a
  //   cancellation carries; while pending, a task keeps its own CancelledError or message there.
  // kept: the callbacks that are Lua objects; trace: where the error was raised (failure.hpp).
  enum Slot { outcome = 1, kept, trace, count = trace };

  enum class Results : std::uint8_t { one, none, packed };  // packed: a table with field n

  explicit Future(std::uint32_t its_loop) : Future(class_type, Kind::future, its_loop) {}

  List<Runnable> callbacks;
  std::uint32_t loop;                    // its number, see Loop
  Anchors::Slot anchor = Anchors::none;  // while callbacks that are Lua objects are ready
  std::uint32_t gather_mark = 0;         // of the gather() that looks for duplicates
  std::uint32_t kept_count = 0;          // callbacks that are Lua objects
  Results results = Results::one;        // what a finished one has in `outcome`
  bool retrieved = false;                // somebody has looked at the error
  bool error_is_object = false;          // cancelled: outcome is the CancelledError itself

 protected:
  Future(const Type& its_type, Kind its_kind, std::uint32_t its_loop)
      : Object(its_type), Waitable(its_kind), loop(its_loop) {}
};

// Completing. Each takes the future's stack index; raises InvalidStateError if it is done.
void set_result(lua_State* L, int future, int first);  // pops the values from `first` on
void set_exception(lua_State* L, int future);          // pops the error
// Pops a message (nil for none). A done future stays as it is; returns whether it was pending.
bool cancel_future(lua_State* L, int future);

// Keeps the values from `first` to the top, which it pops, as the results of the future at
// `future`.
void store_results(lua_State* L, int future, Future& object, int first);

// Completes with what is in the outcome slot: moves the callbacks to the ready queue.
void complete(lua_State* L, int future, Future& object, Waitable::State state);

// Pushes the results of a finished future; returns how many.
int push_results(lua_State* L, int future, const Future& object);
inline int push_results(lua_State* L, int future) {
  return push_results(L, future, known<Future>(L, future));
}
// Pushes the error of a failed or cancelled future and marks it as seen.
void push_failure(lua_State* L, int future);

// A callback in Lua: called with the future, in the next tick after completion.
void add_done_callback(lua_State* L, int future, int function);

void open_future(lua_State* L);

}  // namespace aio
