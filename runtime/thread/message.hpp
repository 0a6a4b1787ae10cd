#pragma once
// Lua values on their way from one state to another: bytes that no Lua state owns. The same bytes
// serve threads and child processes; only borrowed strings are for threads alone.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/thread/object_index.hpp"

namespace aio {

// A large string that stays where it is: in the sender's state, kept alive by a table of the
// sender's (see PackOptions::anchor) until the receiver has taken its copy.
struct BorrowedString {
  const char* data;
  std::size_t size;
};

// A container that is being packed or unpacked. Both directions walk their values with these frames
// and the Lua stack instead of recursion, so that deep values cannot overflow the C stack.
struct TransferFrame {
  enum class Step : unsigned char { array, key, value, upvalue };

  Step step = Step::array;
  bool instance = false;       // of a registered class
  int slot = 0;                // of the container on the Lua stack
  std::uint32_t number = 0;    // of the container, when unpacking
  std::uint64_t position = 0;  // elements of this step that are done
  std::uint64_t length = 0;    // elements of the array part, or upvalues
  std::uint32_t pairs = 0;     // key and value pairs: written so far, or left to read
  std::size_t mark = 0;        // where the message holds the number of pairs
};

// An upvalue in a received message: the `upvalue`th of function object `function`.
struct TransferCell {
  std::uint32_t function;
  int upvalue;
};

struct Message {
  std::string bytes;
  std::vector<BorrowedString> borrowed;
  bool adopted = false;  // the borrowed strings are in the receiving state already

  // Scratch memory of one pack or unpack. It is here because functions that may raise a Lua error
  // cannot own it; its content means nothing between calls.
  ObjectIndex known;
  std::vector<TransferFrame> frames;
  std::vector<TransferCell> cells;

  void clear() noexcept;

  // Replaces the content by a string and a nil, as the reply of a job that raised this text and has
  // no traceback. Needs no Lua state. May throw std::bad_alloc.
  void set_error(std::string_view text);
};

// Empties a message that will be used again; gives back the memory of an unusually large one.
void recycle(Message& message) noexcept;

}  // namespace aio
