#include "runtime/loop/timer_heap.hpp"

#include <cassert>

namespace aio {

namespace {
constexpr std::size_t arity = 4;  // shallower than binary: fewer cache lines per insert
}

void TimerHeap::insert(Timer& timer, double when) {
  assert(!timer.armed());
  heap_.emplace_back();
  timer.when = when;
  timer.sequence = next_sequence_++;
  sift_up(heap_.size() - 1, Entry{when, timer.sequence, &timer});
}

void TimerHeap::remove(Timer& timer) {
  assert(timer.armed());
  const std::size_t hole = timer.position;
  timer.position = Timer::not_queued;
  const Entry last = heap_.back();
  heap_.pop_back();
  if (hole == heap_.size()) return;
  if (hole > 0 && last < heap_[(hole - 1) / arity])
    sift_up(hole, last);
  else
    sift_down(hole, last);
}

Timer& TimerHeap::pop() {
  Timer& first = *heap_.front().timer;
  remove(first);
  return first;
}

void TimerHeap::place(std::size_t position, const Entry& entry) {
  heap_[position] = entry;
  entry.timer->position = position;
}

void TimerHeap::sift_up(std::size_t position, const Entry& entry) {
  while (position > 0) {
    const std::size_t parent = (position - 1) / arity;
    if (!(entry < heap_[parent])) break;
    place(position, heap_[parent]);
    position = parent;
  }
  place(position, entry);
}

void TimerHeap::sift_down(std::size_t position, const Entry& entry) {
  for (;;) {
    const std::size_t first = position * arity + 1;
    if (first >= heap_.size()) break;
    const std::size_t end = std::min(first + arity, heap_.size());
    std::size_t least = first;
    for (std::size_t child = first + 1; child < end; ++child)
      if (heap_[child] < heap_[least]) least = child;
    if (!(heap_[least] < entry)) break;
    place(position, heap_[least]);
    position = least;
  }
  place(position, entry);
}

}  // namespace aio
