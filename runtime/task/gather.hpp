#pragma once
// aio.gather (scheduling.md §7): a future over several. Its callbacks on the children are an array
// inside its own userdata, one allocation for all; it is anchored until the last of them has run.

#include <lua.hpp>

#include "runtime/task/future.hpp"
#include "runtime/task/loop.hpp"

namespace aio {

struct CancelPass;

struct GatherFuture : Future, GatherNode {
  static constexpr Type class_type{"GatheringFuture", &Future::class_type};
  enum Slot { children = Future::count + 1, slot_count = children };

  struct ChildCallback : Runnable {
    ChildCallback(GatherFuture& its_gather, Future& its_child, int its_number);

    GatherFuture& gather;
    Future* child;  // kept alive by the table of children
    int number;     // of the child in the table of children
  };

  explicit GatherFuture(std::uint32_t its_loop) : Future(class_type, Kind::gather, its_loop) {}

  // Behind the object: one for each place, constructed for those that wait.
  ChildCallback* callbacks_memory() { return reinterpret_cast<ChildCallback*>(this + 1); }

  Anchors::Slot self = Anchors::none;
  int count = 0;     // places
  int distinct = 0;  // futures; one named twice has two places
  int finished = 0;  // of those, whose callback has run
  bool return_exceptions = false;
  bool cancel_requested = false;
};

// Its callbacks are over: it is no longer anchored.
void release_gather(lua_State* L, GatherFuture& gather);
// They will never come: takes them off the children, which may live longer than it does.
void abandon_gather(lua_State* L, GatherFuture& gather);

// Pops a message; cancels each child in order. Returns whether one accepted.
bool cancel_gather(lua_State* L, int index, CancelPass& pass);

// Registers `gather` in the table on top.
void open_gather(lua_State* L);

}  // namespace aio
