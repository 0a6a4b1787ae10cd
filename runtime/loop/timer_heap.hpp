#pragma once
// Timers of one loop, earliest first; equal deadlines in the order of their creation (where
// CPython's heapq leaves it open, scheduling.md §2). Nodes are intrusive and know their place, so
// cancelling is O(log n) and leaves nothing behind.

#include <cstddef>
#include <cstdint>
#include <vector>

#include "runtime/loop/runnable.hpp"

namespace aio {

// A callback with a deadline. While it waits it is in the heap; once due it is in the ready queue.
struct Timer : Runnable {
  using Runnable::Runnable;

  static constexpr std::size_t not_queued = static_cast<std::size_t>(-1);

  double when = 0;
  std::uint64_t sequence = 0;
  std::size_t position = not_queued;

  bool armed() const { return position != not_queued; }
};

class TimerHeap {
 public:
  bool empty() const { return heap_.empty(); }
  std::size_t size() const { return heap_.size(); }
  const Timer& earliest() const { return *heap_.front().timer; }

  // Throws std::bad_alloc, and then has changed nothing.
  void insert(Timer& timer, double when);
  void remove(Timer& timer);
  Timer& pop();

 private:
  // The key is stored beside the pointer so that sifting does not chase pointers.
  struct Entry {
    double when;
    std::uint64_t sequence;
    Timer* timer;

    bool operator<(const Entry& other) const {
      return when != other.when ? when < other.when : sequence < other.sequence;
    }
  };

  void place(std::size_t position, const Entry& entry);
  void sift_up(std::size_t position, const Entry& entry);
  void sift_down(std::size_t position, const Entry& entry);

  std::vector<Entry> heap_;
  std::uint64_t next_sequence_ = 0;
};

}  // namespace aio
