#pragma once
// One call on its way through a pool: what to run, what came out, and whom to tell.
//
// Who owns a Job: it counts its references, and disposes of itself with the last; who needs more
// than a Job derives from it. The one who makes it holds the first. `submit` takes
// one more for the pool, and `done` receives that one: whoever is told must release it (or keep
// it). A worker thread that was given up on refers to no Job any more.
//
// Who may touch what: until `submit` the maker everything; from then on nobody but the pool, until
// `done` is called; afterwards whoever was told.

#include <atomic>

#include "runtime/loop/list.hpp"
#include "runtime/thread/message.hpp"

namespace aio {

class Worker;

class Job : public Link {
 public:
  enum class Outcome {
    pending,
    returned,   // `reply` holds the results
    raised,     // `reply` holds two values: the error and the worker's traceback (a string or nil)
    cancelled,  // never ran, or was interrupted; `reply` is empty
    abandoned,  // cancelled, but its C code goes on in a thread that nobody waits for
    broken,     // its process died; the bytes of `reply` say how, as plain text
  };

  // Called exactly once, on any thread (the worker's; the pool's supervisor; the one that calls
  // `cancel` or `shutdown`), never under a lock. Must not raise, throw or take long.
  using Done = void (*)(Job* job);

  Job(Done done, void* its_owner) : owner(its_owner), done_(done) {}
  virtual ~Job() = default;  // called by `release`
  Job(const Job&) = delete;
  Job& operator=(const Job&) = delete;

  static Job* make(Done done, void* owner) { return new Job(done, owner); }

  void retain() noexcept { references_.fetch_add(1, std::memory_order_relaxed); }

  void release() noexcept {
    if (references_.fetch_sub(1, std::memory_order_acq_rel) == 1) dispose();
  }

  Message request;  // a function and its arguments
  Message reply;
  Outcome outcome = Outcome::pending;
  void* owner;  // of the one who made it; the pool does not look

 protected:
  virtual void dispose() noexcept { delete this; }
  // Makes it a new Job, with one reference; the memory of its messages stays.
  void reset() noexcept {
    recycle(request);
    recycle(reply);
    outcome = Outcome::pending;
    cancelled_ = false;
    references_.store(1, std::memory_order_relaxed);
  }

 private:
  friend class PoolCore;

  Done done_;
  std::atomic<int> references_{1};
  // Guarded by the pool's lock:
  Worker* worker_ = nullptr;  // that runs it
  bool queued_ = false;
  bool cancelled_ = false;
  bool adopting_ = false;  // the worker still reads the strings that `request` borrowed
};

}  // namespace aio
