#pragma once
// The bytes of a message. It begins with a header: version, flags, number of values. Each value is
// a tag and what belongs to it. Sizes are variable-length numbers, 7 bits a byte, low bits first.
// Numbers of fixed size are as the machine has them: a message never leaves it.
//
// Long strings, tables, instances and functions are numbered from 0 in the order in which they
// begin; `reference` names one of them again. Upvalues are numbered likewise, apart.

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace aio::wire {

enum class Tag : unsigned char {
  nil,
  no,
  yes,
  integer,       // zigzag, variable length
  floating,      // 8 bytes
  string,        // size, bytes
  long_string,   // the same; numbered
  borrowed,      // index into Message::borrowed; numbered
  table,         // array size, number of pairs (4 bytes each), array, pairs; numbered
  instance,      // class name, then as a table; numbered
  reference,     // number
  function,      // upvalue count, 4 bytes size, bytecode, upvalues; numbered
  globals,       // the table of globals of the state that reads
  module,        // name
  member,        // module name, field name
  metatable,     // class name: the registered metatable itself
  null_pointer,  // the light userdata of address 0, the null of C modules
};

// Each upvalue begins with one of these.
enum class Cell : unsigned char {
  fresh,   // a value
  shared,  // number of an earlier upvalue
};

constexpr unsigned char version = 1;
constexpr unsigned char has_references = 1;  // flag: objects are named again, so number them
constexpr std::size_t flags_offset = 1;

// Strings at least this long are sent once and referred to afterwards: Lua keeps one object of
// each, known by its address.
constexpr std::size_t long_string_size = 41;
// Strings at least this long are not copied by the sender.
constexpr std::size_t borrowed_size = 32'768;
// Containers within containers. Bounded by Lua's stack, which takes 1 000 000 slots.
constexpr std::size_t largest_depth = 150'000;

// The writing half. All may throw std::bad_alloc.
inline void put_byte(std::string& out, unsigned char byte) {
  out.push_back(static_cast<char>(byte));
}

inline void put_tag(std::string& out, Tag tag) { put_byte(out, static_cast<unsigned char>(tag)); }

inline void put_size(std::string& out, std::uint64_t size) {
  for (; size >= 0x80; size >>= 7) put_byte(out, static_cast<unsigned char>(size | 0x80));
  put_byte(out, static_cast<unsigned char>(size));
}

template <class Number>
void put_fixed(std::string& out, Number number) {
  out.append(reinterpret_cast<const char*>(&number), sizeof number);
}

inline void put_text(std::string& out, std::string_view text) {
  put_size(out, text.size());
  out.append(text);
}

inline void put_header(std::string& out, std::uint64_t values) {
  put_byte(out, version);
  put_byte(out, 0);
  put_size(out, values);
}

// Fills in a number whose place was written before it was known.
template <class Number>
void patch_fixed(std::string& out, std::size_t offset, Number number) {
  std::memcpy(out.data() + offset, &number, sizeof number);
}

constexpr std::uint64_t zigzag(std::int64_t number) {
  return (static_cast<std::uint64_t>(number) << 1) ^ static_cast<std::uint64_t>(number >> 63);
}

constexpr std::int64_t unzigzag(std::uint64_t number) {
  return static_cast<std::int64_t>(number >> 1) ^ -static_cast<std::int64_t>(number & 1);
}

}  // namespace aio::wire
