#pragma once
// The primitives whose every use may be on a hot path: Lock, Semaphore, BoundedSemaphore, Event,
// and the queues. Order of execution and cancellation as asyncio's (scheduling.md §10, §11): in
// short, waiters are served first in, first out, and one that is cancelled after it was woken
// passes the wake-up on.

#include <lua.hpp>

namespace aio {

// Each registers its classes and puts the constructors into the table on top.
void open_lock(lua_State* L);
void open_semaphore(lua_State* L);
void open_event(lua_State* L);
void open_queue(lua_State* L);

inline void open_sync(lua_State* L) {
  open_lock(L);
  open_semaphore(L);
  open_event(L);
  open_queue(L);
}

}  // namespace aio
