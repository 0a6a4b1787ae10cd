#pragma once
// Which task holds which lock: told in the deadlock report and, in debug mode, when a task ends
// without releasing. asyncio's locks have no owner, so this is information only.

#include "runtime/task/task.hpp"

namespace aio {

// A lock-like object, as far as its holder is concerned.
struct Lock : LockNode {
  Task* holder = nullptr;  // while that task is unfinished
};

void note_acquired(Lock& lock, Task* task);
void note_released(Lock& lock);
// The task ends: its locks stay locked, by nobody who lives.
void release_held_locks(Task& task);

}  // namespace aio
