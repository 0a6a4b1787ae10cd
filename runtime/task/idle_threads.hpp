#pragma once
// Lua threads (coroutines) whose task has ended, kept to run the next one: a new thread costs five
// times as much. They lie on the stack of one more thread, which never runs.

#include <lua.hpp>

namespace aio {

class IdleThreads {
 public:
  void open(lua_State* L);

  // Pushes a thread with an empty stack on L, and returns it.
  lua_State* take(lua_State* L) {
    if (count_ == 0) return lua_newthread(L);
    --count_;
    lua_xmove(threads_, L, 1);
    return lua_tothread(L, -1);
  }
  // Keeps `thread`, which has run to its end. Never raises.
  void give_back(lua_State* thread) {
    if (count_ == most || lua_gettop(thread) != 0 || lua_gethookmask(thread) != 0) return;
    if (lua_checkstack(threads_, 1) == 0) return;
    ++count_;
    lua_pushthread(thread);
    lua_xmove(thread, threads_, 1);
  }

 private:
  static constexpr int most = 4096;  // about 4 MB of idle stacks

  lua_State* threads_ = nullptr;
  int count_ = 0;
};

}  // namespace aio
