#include "runtime/process/channel.hpp"

#include <poll.h>
#include <sys/socket.h>
#include <sys/time.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

namespace aio {

namespace {

struct Header {
  std::uint32_t kind;
  std::uint32_t number;
  std::uint64_t size;
};

constexpr std::size_t read_ahead = 4096;        // a small frame arrives in one system call
constexpr std::size_t largest_step = 1u << 20;  // memory is taken in steps, as the bytes arrive

bool is_known(std::uint32_t kind) {
  return kind >= static_cast<std::uint32_t>(FrameKind::hello) &&
         kind <= static_cast<std::uint32_t>(FrameKind::raised);
}

ssize_t receive(int socket, char* to, std::size_t size) {
  ssize_t got = 0;
  do {
    got = recv(socket, to, size, 0);
  } while (got < 0 && errno == EINTR);
  return got;
}

}  // namespace

bool Channel::write(const Frame& frame) {
  const Header header{static_cast<std::uint32_t>(frame.kind), frame.number, frame.bytes->size()};
  return write_all(&header, sizeof header, *frame.bytes);
}

bool Channel::write_all(const void* header, std::size_t header_size, std::string_view payload) {
  std::array<iovec, 2> parts{{{const_cast<void*>(header), header_size},
                              {const_cast<char*>(payload.data()), payload.size()}}};
  msghdr message{};
  message.msg_iov = parts.data();
  message.msg_iovlen = parts.size();
  for (std::size_t left = header_size + payload.size(); left > 0;) {
    const ssize_t sent = sendmsg(socket_.number(), &message, MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent <= 0) return false;
    left -= static_cast<std::size_t>(sent);
    auto done = static_cast<std::size_t>(sent);
    for (iovec& part : parts) {
      const std::size_t step = std::min(done, part.iov_len);
      part.iov_base = static_cast<char*>(part.iov_base) + step;
      part.iov_len -= step;
      done -= step;
    }
  }
  return true;
}

bool Channel::read(Frame& frame) {
  Header header{};
  if (!read_all(reinterpret_cast<char*>(&header), sizeof header)) return false;
  if (!is_known(header.kind)) return false;
  frame.kind = static_cast<FrameKind>(header.kind);
  frame.number = header.number;
  return read_payload(*frame.bytes, header.size);
}

bool Channel::read_payload(std::string& bytes, std::uint64_t size) {
  bytes.clear();
  while (size > 0) {
    const std::size_t step = std::min<std::uint64_t>(size, largest_step);
    const std::size_t have = bytes.size();
    bytes.resize(have + step);
    if (!read_all(bytes.data() + have, step)) return false;
    size -= step;
  }
  return true;
}

// What was received ahead goes first.
std::size_t Channel::take_ahead(char* to, std::size_t size) {
  const std::size_t step = std::min(size, ahead_.size() - taken_);
  std::memcpy(to, ahead_.data() + taken_, step);
  taken_ += step;
  return step;
}

// One system call: into `ahead_`, all of which has been taken.
bool Channel::receive_ahead() {
  ahead_.resize(read_ahead);
  const ssize_t got = receive(socket_.number(), ahead_.data(), read_ahead);
  ahead_.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
  taken_ = 0;
  return got > 0;
}

bool Channel::read_all(char* to, std::size_t size) {
  while (size > 0) {
    const std::size_t step = take_ahead(to, size);
    to += step;
    size -= step;
    if (size == 0) break;
    if (size < read_ahead) {
      if (!receive_ahead()) return false;
      continue;
    }
    const ssize_t got = receive(socket_.number(), to, size);
    if (got <= 0) return false;
    to += got;
    size -= static_cast<std::size_t>(got);
  }
  return true;
}

bool Channel::readable() const {
  pollfd wanted{socket_.number(), POLLIN, 0};
  return taken_ < ahead_.size() || ::poll(&wanted, 1, 0) != 0;
}

void Channel::limit_reads(int seconds) {
  const timeval limit{seconds, 0};
  setsockopt(socket_.number(), SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
}

}  // namespace aio
