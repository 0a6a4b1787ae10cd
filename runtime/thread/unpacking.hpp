#pragma once
// One call of `unpack` in progress. Plain on purpose: it lives on a frame that a Lua error skips.

#include <type_traits>

#include "runtime/thread/reader.hpp"
#include "runtime/thread/transfer.hpp"

namespace aio {

struct Unpacking {
  lua_State* L;
  Message& message;
  Reader in;
  int objects = 0;          // stack index of the table of numbered objects, 0 if none is needed
  std::uint32_t count = 0;  // of numbered objects
};

static_assert(std::is_trivially_destructible_v<Unpacking>);

// Gives the object on top of the stack the next number.
void number_object(Unpacking& unpacking);

// Opens the frame of the container on top; `frame.number` becomes the number it was just given.
void open_frame(Unpacking& unpacking, const TransferFrame& frame);

// The parts of unpacking a function, see function_transfer.cpp. `advance_function` goes to the next
// upvalue and returns whether a value follows.
void unpack_function(Unpacking& unpacking);
bool advance_function(Unpacking& unpacking);

// Raises "malformed message at byte N".
[[noreturn]] void malformed(Unpacking& unpacking);

}  // namespace aio
