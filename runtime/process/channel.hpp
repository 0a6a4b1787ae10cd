#pragma once
// Frames over a socket between a pool and one of its child processes. Both ends block; neither
// trusts the other one's bytes further than their number.

#include <cstdint>
#include <string>
#include <string_view>

#include "runtime/process/descriptor.hpp"

namespace aio {

enum class FrameKind : std::uint32_t {
  hello = 0x6f616831,  // child: ready; the payload is its version
  setup,               // parent: what states begin with
  job,                 // parent: a request
  returned,            // child: the reply of a job that returned …
  raised,              // … or raised
};

struct Frame {
  FrameKind kind;
  std::uint32_t number = 0;  // of the job
  std::string* bytes;        // the payload: read into, or written from; owned by the caller
};

class Channel {
 public:
  Channel() = default;
  explicit Channel(Descriptor socket) : socket_(std::move(socket)) {}

  bool open() const { return socket_.open(); }
  void close() { *this = Channel(); }

  // False when the other end is gone (or, reading, sends what is no frame). Reading may throw
  // std::bad_alloc; it takes memory only as the bytes arrive.
  bool write(const Frame& frame);
  bool read(Frame& frame);

  // Whether a read would not block: nothing is expected from a child without a job, so then it has
  // died, or does not keep to the protocol.
  bool readable() const;

  // How long a read waits, in seconds; 0: for ever.
  void limit_reads(int seconds);

 private:
  bool write_all(const void* header, std::size_t header_size, std::string_view payload);
  bool read_all(char* to, std::size_t size);
  std::size_t take_ahead(char* to, std::size_t size);
  bool receive_ahead();
  bool read_payload(std::string& bytes, std::uint64_t size);

  Descriptor socket_;
  std::string ahead_;      // received beyond what was asked for
  std::size_t taken_ = 0;  // of it
};

}  // namespace aio
