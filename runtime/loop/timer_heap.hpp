#pragma once
// Timers of one loop, earliest first; equal deadlines in the order of their creation (where
// CPython's heapq leaves it open, scheduling.md §2). Cancelling is O(log n) and leaves nothing
// behind.
//
// Sifting touches nothing but two arrays: the entries, with their keys, and where the entry of each
// slot is. A timer knows its slot; its own memory is far away, and visited only when it is due.

#include <cstddef>
#include <cstdint>
#include <vector>

#include "runtime/loop/runnable.hpp"

namespace aio {

// A callback with a deadline. While it waits it is in the heap; once due it is in the ready queue.
struct Timer : Runnable {
  using Runnable::Runnable;

  static constexpr std::uint32_t not_queued = static_cast<std::uint32_t>(-1);

  double when = 0;
  std::uint32_t slot = not_queued;

  bool armed() const { return slot != not_queued; }
};

class TimerHeap {
 public:
  bool empty() const { return heap_.empty(); }
  std::size_t size() const { return heap_.size(); }
  double earliest() const { return heap_.front().when; }

  // Throws std::bad_alloc, and then has changed nothing.
  void insert(Timer& timer, double when);
  void remove(Timer& timer);
  Timer& pop();

 private:
  struct Entry {
    double when;
    std::uint64_t sequence;
    Timer* timer;
    std::uint32_t slot;

    bool operator<(const Entry& other) const {
      return when != other.when ? when < other.when : sequence < other.sequence;
    }
  };

  std::uint32_t take_slot();
  void remove_at(std::size_t hole);
  void place(std::size_t position, const Entry& entry);
  void sift_up(std::size_t position, const Entry& entry);
  void sift_down(std::size_t position, const Entry& entry);

  std::vector<Entry> heap_;
  std::vector<std::uint32_t> positions_;    // by slot; of a free one: the next free slot
  std::uint32_t free_ = Timer::not_queued;  // the first free slot
  std::uint64_t next_sequence_ = 0;
};

}  // namespace aio
