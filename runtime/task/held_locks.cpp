#include "runtime/task/held_locks.hpp"

namespace aio {

void note_acquired(Lock& lock, Task* task) {
  note_released(lock);
  if (task == nullptr) return;
  lock.holder = task;
  task->held_locks.push_back(lock);
}

void note_released(Lock& lock) {
  lock.unlink();
  lock.holder = nullptr;
}

void release_held_locks(Task& task) {
  while (Lock* lock = task.held_locks.pop_front()) lock->holder = nullptr;
}

}  // namespace aio
