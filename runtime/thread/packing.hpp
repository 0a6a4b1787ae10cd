#pragma once
// One call of `pack` in progress. Plain on purpose: it lives on a frame that a Lua error skips.

#include <type_traits>

#include "runtime/thread/transfer.hpp"

namespace aio {

struct Packing {
  lua_State* L;
  Message& out;
  const PackOptions& options;
  int item = 0;  // which of the values is being packed, from 1
  std::uint32_t objects = 0;
  std::uint32_t cells = 0;
  NamedValues* named = nullptr;
  bool named_is_fresh = false;  // not until something is met that can have a name

  // What is in the message already or has a name; null for anything else.
  const KnownObject* find(const void* address);

  // Numbers an object that begins here.
  void number(const void* address) {
    out.known.insert({address, KnownObject::Kind::sent, objects++, {}});
  }
};

static_assert(std::is_trivially_destructible_v<Packing>);

// Writes the value on top of the stack: either it is done and popped, or it is a container that
// became the top frame and stays on the stack until the frame is finished.
void pack_value(Packing& packing);

// Opens the frame of the container on top. Refuses what is nested too deeply.
void open_frame(Packing& packing, const TransferFrame& frame);

// The parts of packing a table, see table_transfer.cpp. The table on top is about to be written;
// the next part of the one of the top frame is.
void open_table(Packing& packing, bool instance);
void advance_table(Packing& packing);

// The same of packing a function, see function_transfer.cpp.
void open_function(Packing& packing);
void advance_function(Packing& packing);

// Refuses the value on top of the stack. The message is "caller: path (type) problem".
[[noreturn]] void refuse(Packing& packing, const char* problem);
// … "cannot be sent to a thread", and the explanation if there is one.
[[noreturn]] void refuse_to_send(Packing& packing, const char* explanation = nullptr);

}  // namespace aio
