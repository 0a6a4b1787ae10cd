#pragma once
// Lua threads (coroutines) whose task has ended, kept to run the next one: a new thread costs five
// times as much. They are anchored by an array in the registry.

#include <lua.hpp>

namespace aio {

class IdleThreads {
 public:
  void open(lua_State* L);

  // Pushes a thread with an empty stack on L, and returns it.
  lua_State* take(lua_State* L);
  // Pops the thread on top of L; it must have run to its end. Never raises.
  void give_back(lua_State* L);

 private:
  static constexpr int most = 4096;  // about 4 MB of idle stacks

  int table_ = LUA_NOREF;
  int count_ = 0;
};

}  // namespace aio
