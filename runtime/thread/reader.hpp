#pragma once
// Reads the bytes of a message and trusts none of them: every function says whether there was such
// a thing, and leaves the position at what could not be read.

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace aio {

class Reader {
 public:
  explicit Reader(std::string_view bytes)
      : begin_(bytes.data()), at_(begin_), end_(begin_ + bytes.size()) {}

  std::size_t offset() const noexcept { return static_cast<std::size_t>(at_ - begin_); }
  std::size_t left() const noexcept { return static_cast<std::size_t>(end_ - at_); }

  bool byte(unsigned char& byte) noexcept { return fixed(byte); }

  bool size(std::uint64_t& size) noexcept;

  bool text(std::string_view& text) noexcept;
  bool bytes(std::uint64_t count, std::string_view& bytes) noexcept;

  template <class Number>
  bool fixed(Number& number) noexcept {
    if (left() < sizeof number) return false;
    std::memcpy(&number, at_, sizeof number);
    at_ += sizeof number;
    return true;
  }

 private:
  const char* begin_;
  const char* at_;
  const char* end_;
};

}  // namespace aio
