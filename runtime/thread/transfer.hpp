#pragma once
// The one transfer format, for threads and for processes. `pack` turns Lua values into a Message,
// `unpack` makes them again in another state (or in the same one).
//
// What crosses: nil, booleans, integers, floats (bit by bit), strings, tables (cycles and shared
// parts kept within one message), instances of registered classes, Lua functions with their
// upvalues (shared upvalues stay shared), and by name: the globals table, loaded modules, functions
// of the standard library and of aio. Everything else is refused by `pack` with the path to the
// value.

#include <lua.hpp>

#include "runtime/thread/message.hpp"
#include "runtime/thread/named_values.hpp"

namespace aio {

// For the wording of a refusal: "to_thread: argument 2 (thread) cannot be sent to a thread".
struct PackOptions {
  const char* caller;
  const char* destination = "a thread";
  const char* item = "argument";
  // Absolute stack index of an empty table, or 0. With a table, large strings are not copied: the
  // message borrows them, and the table must be kept alive until the receiver has adopted them.
  int anchor = 0;
};

// Packs the `count` values from stack index `first` on; the stack is left as it was. Raises a Lua
// error when something cannot cross; then, too, `out` is in order and may be used again. `out` is
// owned by the caller's caller: the error jumps over this frame and its.
//
// Packing creates no Lua object and calls no metamethod, so no collector step and no finaliser runs
// meanwhile: nothing changes under its feet, and an address names an object for the whole call.
void pack(lua_State* L, int first, int count, const PackOptions& options, Message& out);

// Pushes the values of the message and returns their number. Safe with arbitrary bytes ("malformed
// message at byte 12"), except that Lua does not verify the bytecode of functions. May load
// modules, hence run code and raise any error. The message is unchanged but for its scratch memory.
int unpack(lua_State* L, Message& in);

// Copies the strings that the message borrows into this state; afterwards the message needs the
// sender's no longer. Runs no Lua code. `unpack` uses the copies, once.
void adopt_borrowed(lua_State* L, Message& in);

}  // namespace aio
