// Frames over a socket: round trips of all sizes, and bytes of somebody who means no good.
#include "runtime/process/channel.hpp"

#include <sys/socket.h>

#include <random>
#include <string>
#include <thread>
#include <utility>

#include "tests/unit/catch.hpp"

using aio::Channel;
using aio::Descriptor;
using aio::Frame;
using aio::FrameKind;

namespace {

std::pair<Descriptor, Descriptor> connected() {
  int ends[2];
  REQUIRE(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) == 0);
  return {Descriptor(ends[0]), Descriptor(ends[1])};
}

std::string random_bytes(std::mt19937& random, std::size_t size) {
  std::string bytes(size, '\0');
  for (char& byte : bytes) byte = static_cast<char>(random());
  return bytes;
}

// Sends the bytes and hangs up; whether the other end reads them as a frame.
bool is_frame(const std::string& sent, std::string& payload) {
  auto [one, other] = connected();
  std::thread sender([socket = std::move(one), &sent] {
    send(socket.number(), sent.data(), sent.size(), MSG_NOSIGNAL);
  });
  Channel channel(std::move(other));
  Frame frame{FrameKind::hello, 0, &payload};
  const bool read = channel.read(frame);
  sender.join();
  return read;
}

// kind, number, size: as channel.cpp writes them
std::string header(std::uint32_t kind, std::uint32_t number, std::uint64_t size) {
  std::string bytes;
  bytes.append(reinterpret_cast<const char*>(&kind), sizeof kind);
  bytes.append(reinterpret_cast<const char*>(&number), sizeof number);
  bytes.append(reinterpret_cast<const char*>(&size), sizeof size);
  return bytes;
}

}  // namespace

TEST_CASE("frames of all sizes arrive whole and in order") {
  auto [one, other] = connected();
  std::mt19937 random(1);
  std::vector<std::string> sent;
  for (const std::size_t size : {0u, 1u, 15u, 4080u, 4096u, 4097u, 70'000u, 3'000'000u, 0u, 5u})
    sent.push_back(random_bytes(random, size));
  std::thread sender([&sent, socket = std::move(one)]() mutable {
    Channel channel(std::move(socket));
    for (std::size_t i = 0; i < sent.size(); ++i) {
      std::string bytes = sent[i];
      channel.write({FrameKind::job, static_cast<std::uint32_t>(i), &bytes});
    }
  });
  Channel channel(std::move(other));
  for (std::size_t i = 0; i < sent.size(); ++i) {
    std::string bytes = "old";
    Frame frame{FrameKind::hello, 0, &bytes};
    REQUIRE(channel.read(frame));
    CHECK(frame.kind == FrameKind::job);
    CHECK(frame.number == i);
    CHECK((bytes == sent[i]));
  }
  sender.join();
  std::string nothing;
  Frame frame{FrameKind::hello, 0, &nothing};
  CHECK_FALSE(channel.read(frame));  // the end
}

TEST_CASE("random bytes are no frames") {
  std::mt19937 random(2);
  std::string payload;
  for (int i = 0; i < 500; ++i)
    CHECK_FALSE(is_frame(random_bytes(random, random() % 200), payload));
}

TEST_CASE("a frame that is cut, or claims to be huge, takes no more memory than what comes") {
  const auto kind = static_cast<std::uint32_t>(FrameKind::returned);
  std::string payload;
  CHECK(is_frame(header(kind, 1, 3) + "abc", payload));
  CHECK(payload == "abc");
  CHECK_FALSE(is_frame(header(kind, 1, 4) + "abc", payload));
  CHECK_FALSE(is_frame(header(kind, 1, ~std::uint64_t{0}) + "abc", payload));
  CHECK(payload.capacity() <= 2u << 20);
  CHECK_FALSE(is_frame(header(0, 1, 0), payload));
}

TEST_CASE("a channel whose other end is gone") {
  auto [one, other] = connected();
  Channel channel(std::move(one));
  CHECK_FALSE(channel.readable());
  other = Descriptor();
  std::string bytes = "x";
  CHECK(channel.readable());
  CHECK_FALSE(channel.write({FrameKind::job, 1, &bytes}));
}
