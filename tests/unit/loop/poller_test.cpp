// The poller: waits are bounded to the microsecond, not to libuv's millisecond.

#include "runtime/loop/poller.hpp"

#include <algorithm>

#include "runtime/loop/clock.hpp"
#include "tests/unit/catch.hpp"

namespace {

// Of several, since other programs can only add to it.
double shortest_wait(aio::Poller& poller, double seconds) {
  double shortest = 1;
  for (int i = 0; i < 20; ++i) {
    const double start = aio::monotonic_seconds();
    poller.poll(seconds);
    shortest = std::min(shortest, aio::monotonic_seconds() - start);
  }
  return shortest;
}

}  // namespace

TEST_CASE("a wait is neither shorter than asked for nor rounded up to a millisecond") {
  aio::Poller poller;
  const double waited = shortest_wait(poller, 3e-4);
  CHECK(waited >= 3e-4);
  CHECK(waited < 9e-4);
}

TEST_CASE("waits that follow each other closely are stretched") {
  aio::Poller poller;
  poller.poll(1e-6);
  const double start = aio::monotonic_seconds();
  for (int i = 0; i < 10; ++i) poller.poll(1e-6);
  CHECK(aio::monotonic_seconds() - start >= 9e-4);
}

TEST_CASE("a wake ends the next wait, and only that one") {
  aio::Poller poller;
  poller.wake();
  const double start = aio::monotonic_seconds();
  poller.poll(60);
  CHECK(aio::monotonic_seconds() - start < 30);
  CHECK(shortest_wait(poller, 3e-4) >= 3e-4);
}
