#include "runtime/thread/reader.hpp"

namespace aio {

bool Reader::size(std::uint64_t& size) noexcept {
  const char* start = at_;
  size = 0;
  for (unsigned shift = 0; shift < 64 && at_ != end_; shift += 7) {
    const auto byte = static_cast<unsigned char>(*at_++);
    if (shift == 63 && byte > 1) break;
    size |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
    if (byte < 0x80) return true;
  }
  at_ = start;
  return false;
}

bool Reader::bytes(std::uint64_t count, std::string_view& bytes) noexcept {
  if (count > left()) return false;
  bytes = {at_, static_cast<std::size_t>(count)};
  at_ += count;
  return true;
}

bool Reader::text(std::string_view& text) noexcept {
  const char* start = at_;
  std::uint64_t count = 0;
  if (size(count) && bytes(count, text)) return true;
  at_ = start;
  return false;
}

}  // namespace aio
