#include "runtime/loop/timer_heap.hpp"

#include <cassert>

namespace aio {

namespace {
constexpr std::size_t arity = 4;  // shallower than binary: fewer cache lines per insert
}

std::uint32_t TimerHeap::take_slot() {
  if (free_ == Timer::not_queued) {
    positions_.push_back(Timer::not_queued);
    free_ = static_cast<std::uint32_t>(positions_.size() - 1);
  }
  const std::uint32_t slot = free_;
  free_ = positions_[slot];
  return slot;
}

void TimerHeap::insert(Timer& timer, double when) {
  assert(!timer.armed());
  if (heap_.size() == heap_.capacity()) heap_.reserve(heap_.size() * 2 + 16);
  const std::uint32_t slot = take_slot();
  heap_.emplace_back();
  timer.when = when;
  timer.slot = slot;
  sift_up(heap_.size() - 1, Entry{when, next_sequence_++, &timer, slot});
}

void TimerHeap::remove(Timer& timer) {
  assert(timer.armed());
  const std::size_t hole = positions_[timer.slot];
  positions_[timer.slot] = free_;
  free_ = timer.slot;
  timer.slot = Timer::not_queued;
  remove_at(hole);
}

void TimerHeap::remove_at(std::size_t hole) {
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
  positions_[entry.slot] = static_cast<std::uint32_t>(position);
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
