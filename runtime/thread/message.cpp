#include "runtime/thread/message.hpp"

#include "runtime/thread/wire.hpp"

namespace aio {

void Message::clear() noexcept {
  bytes.clear();
  borrowed.clear();
  adopted = false;
  known.clear();
  frames.clear();
  cells.clear();
}

void recycle(Message& message) noexcept {
  constexpr std::size_t large = 1 << 20;
  if (message.bytes.capacity() > large)
    message = Message{};
  else
    message.clear();
}

void Message::set_error(std::string_view text) {
  clear();
  wire::put_header(bytes, 2);
  wire::put_tag(bytes, wire::Tag::string);
  wire::put_text(bytes, text);
  wire::put_tag(bytes, wire::Tag::nil);
}

}  // namespace aio
