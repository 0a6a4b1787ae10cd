// Waiting for input on a descriptor, and what that means for an idle loop.

#include "runtime/loop/descriptor_watch.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <functional>
#include <string>
#include <utility>

#include "tests/unit/catch.hpp"

namespace {

using aio::ClockKind;
using aio::DescriptorWatch;
using aio::EventLoop;
using aio::Runnable;
using aio::Timer;

struct Callback : Runnable {
  explicit Callback(std::function<void()> its_function)
      : Runnable([](Runnable& self, void*) { static_cast<Callback&>(self).function(); }),
        function(std::move(its_function)) {}
  std::function<void()> function;
};

struct Pipe {
  Pipe() { REQUIRE(pipe(ends.data()) == 0); }
  ~Pipe() {
    close(ends[0]);
    if (ends[1] >= 0) close(ends[1]);
  }
  void write(char byte) { REQUIRE(::write(ends[1], &byte, 1) == 1); }
  char read() {
    char byte = 0;
    return ::read(ends[0], &byte, 1) == 1 ? byte : '\0';
  }
  void close_writer() { close(std::exchange(ends[1], -1)); }

  std::array<int, 2> ends{};
};

void tick(EventLoop& loop) {
  REQUIRE(loop.poll() == EventLoop::Outlook::work);
  loop.run_batch(nullptr);
}

}  // namespace

TEST_CASE("each byte that waits is told of, and so is the end") {
  EventLoop loop(ClockKind::real);
  Pipe pipe;
  std::string read;
  Callback on_ready([&] { read += pipe.read(); });
  DescriptorWatch* watch = DescriptorWatch::start(loop, pipe.ends[0], on_ready);
  REQUIRE(watch != nullptr);
  pipe.write('a');
  pipe.write('b');
  while (read.size() < 2) tick(loop);
  pipe.close_writer();
  while (read.size() < 3) tick(loop);
  CHECK(read == std::string("ab\0", 3));
  watch->stop();
}

TEST_CASE("the descriptor stays a blocking one: it may be shared with other processes") {
  EventLoop loop(ClockKind::real);
  Pipe pipe;
  Callback on_ready([] {});
  DescriptorWatch* watch = DescriptorWatch::start(loop, pipe.ends[0], on_ready);
  CHECK((fcntl(pipe.ends[0], F_GETFL) & O_NONBLOCK) == 0);
  watch->stop();
}

TEST_CASE("nothing is queued after the watch has been stopped") {
  EventLoop loop(ClockKind::real);
  Pipe pipe;
  bool called = false;
  Callback on_ready([&] { called = true; });
  Callback stop([] {});
  DescriptorWatch* watch = DescriptorWatch::start(loop, pipe.ends[0], on_ready);
  pipe.write('a');
  REQUIRE(loop.poll() == EventLoop::Outlook::work);
  watch->stop();
  loop.run_batch(nullptr);
  CHECK_FALSE(called);
}

TEST_CASE("a regular file is not watched: reading it never waits") {
  EventLoop loop(ClockKind::real);
  std::string path = "/tmp/descriptor_watch_XXXXXX";
  const int file = mkstemp(path.data());
  REQUIRE(file >= 0);
  Callback on_ready([] {});
  CHECK(DescriptorWatch::start(loop, file, on_ready) == nullptr);
  close(file);
  unlink(path.c_str());
}

TEST_CASE("a virtual clock jumps while input is waited for, and input is seen all the same") {
  EventLoop loop(ClockKind::virtual_time);
  Pipe pipe;
  bool ready = false;
  Callback on_ready([&] { ready = true; });
  DescriptorWatch* watch = DescriptorWatch::start(loop, pipe.ends[0], on_ready);
  struct Ticker : Timer {
    explicit Ticker(EventLoop& its_loop)
        : Timer([](Runnable& self, void*) {
            auto& ticker = static_cast<Ticker&>(static_cast<Timer&>(self));
            ticker.loop.call_at(ticker.loop.time() + 1, ticker);
          }),
          loop(its_loop) {}
    EventLoop& loop;
  } ticker(loop);
  loop.call_at(1, ticker);
  for (int i = 0; i < 10; ++i) tick(loop);
  CHECK(loop.time() >= 9);
  pipe.write('a');
  for (int i = 0; i < 1000 && !ready; ++i) tick(loop);
  CHECK(ready);
  watch->stop();
  loop.cancel(ticker);
}
