#include "runtime/thread/unpacking.hpp"
#include "runtime/thread/wire.hpp"

namespace aio {

namespace {

using wire::Tag;
using Step = TransferFrame::Step;

const char adopted_key = 0;  // registry: array of adopted strings, between adopting and unpacking

std::string_view read_text(Unpacking& unpacking) {
  std::string_view text;
  if (!unpacking.in.text(text)) malformed(unpacking);
  return text;
}

std::uint64_t read_size(Unpacking& unpacking) {
  std::uint64_t size = 0;
  if (!unpacking.in.size(size)) malformed(unpacking);
  return size;
}

template <class Number>
Number read_fixed(Unpacking& unpacking) {
  Number number;
  if (!unpacking.in.fixed(number)) malformed(unpacking);
  return number;
}

void push_text(lua_State* L, std::string_view text) {
  lua_pushlstring(L, text.data(), text.size());
}

void unpack_borrowed(Unpacking& unpacking) {
  lua_State* L = unpacking.L;
  const auto& borrowed = unpacking.message.borrowed;
  const std::uint64_t index = read_size(unpacking);
  if (index >= borrowed.size()) malformed(unpacking);
  if (unpacking.message.adopted) {
    lua_rawgetp(L, LUA_REGISTRYINDEX, &adopted_key);
    lua_rawgeti(L, -1, static_cast<lua_Integer>(index) + 1);
    lua_remove(L, -2);
  } else {
    push_text(L, {borrowed[index].data, borrowed[index].size});
  }
  number_object(unpacking);
}

void unpack_reference(Unpacking& unpacking) {
  const std::uint64_t number = read_size(unpacking);
  if (unpacking.objects == 0 || number >= unpacking.count) malformed(unpacking);
  lua_rawgeti(unpacking.L, unpacking.objects, static_cast<lua_Integer>(number) + 1);
}

// Every element takes at least one byte, so a size that the rest of the message cannot hold is
// refused before memory is reserved for it.
void unpack_table(Unpacking& unpacking, std::string_view class_name) {
  lua_State* L = unpacking.L;
  TransferFrame frame;
  frame.length = read_fixed<std::uint32_t>(unpacking);
  frame.pairs = read_fixed<std::uint32_t>(unpacking);
  if (frame.length + 2ull * frame.pairs > unpacking.in.left()) malformed(unpacking);
  if (frame.length > INT32_MAX || frame.pairs > INT32_MAX) malformed(unpacking);
  lua_createtable(L, static_cast<int>(frame.length), static_cast<int>(frame.pairs));
  if (!class_name.empty()) {
    push_class_metatable(L, class_name);
    lua_setmetatable(L, -2);
  }
  number_object(unpacking);
  open_frame(unpacking, frame);
}

void unpack_member(Unpacking& unpacking) {
  const std::string_view module = read_text(unpacking);
  push_member(unpacking.L, {module, read_text(unpacking)});
}

// Reads one value. Returns whether it is complete; if not, it is the container of the top frame.
// Either way it is on top of the stack.
bool unpack_value(Unpacking& unpacking) {
  lua_State* L = unpacking.L;
  unsigned char tag = 0;
  if (!unpacking.in.byte(tag)) malformed(unpacking);
  switch (static_cast<Tag>(tag)) {
    case Tag::nil:
      lua_pushnil(L);
      return true;
    case Tag::no:
      lua_pushboolean(L, 0);
      return true;
    case Tag::yes:
      lua_pushboolean(L, 1);
      return true;
    case Tag::integer:
      lua_pushinteger(L, wire::unzigzag(read_size(unpacking)));
      return true;
    case Tag::floating:
      lua_pushnumber(L, read_fixed<lua_Number>(unpacking));
      return true;
    case Tag::string:
      push_text(L, read_text(unpacking));
      return true;
    case Tag::long_string:
      push_text(L, read_text(unpacking));
      number_object(unpacking);
      return true;
    case Tag::borrowed:
      unpack_borrowed(unpacking);
      return true;
    case Tag::table:
      unpack_table(unpacking, {});
      return false;
    case Tag::instance:
      unpack_table(unpacking, read_text(unpacking));
      return false;
    case Tag::reference:
      unpack_reference(unpacking);
      return true;
    case Tag::function:
      unpack_function(unpacking);
      return false;
    case Tag::globals:
      lua_pushglobaltable(L);
      return true;
    case Tag::module:
      push_module(L, read_text(unpacking));
      return true;
    case Tag::member:
      unpack_member(unpacking);
      return true;
    case Tag::metatable:
      push_class_metatable(L, read_text(unpacking));
      return true;
    case Tag::null_pointer:
      lua_pushlightuserdata(L, nullptr);
      return true;
  }
  malformed(unpacking);
}

bool is_valid_key(lua_State* L) {
  if (lua_isnil(L, -1)) return false;
  return lua_type(L, -1) != LUA_TNUMBER || lua_rawequal(L, -1, -1) != 0;  // NaN
}

// Gives the complete value on top to the container it belongs to.
void deliver(Unpacking& unpacking) {
  if (unpacking.message.frames.empty()) return;  // one of the results
  lua_State* L = unpacking.L;
  TransferFrame& frame = unpacking.message.frames.back();
  switch (frame.step) {
    case Step::array:
      return lua_rawseti(L, frame.slot, static_cast<lua_Integer>(++frame.position));
    case Step::key:
      if (!is_valid_key(L)) malformed(unpacking);
      frame.step = Step::value;
      return;
    case Step::value:
      frame.step = Step::key;
      --frame.pairs;
      return lua_rawset(L, frame.slot);
    case Step::upvalue:
      lua_setupvalue(L, frame.slot, static_cast<int>(frame.position));
      return;
  }
}

bool is_complete(TransferFrame& frame) {
  if (frame.step == Step::array && frame.position == frame.length) frame.step = Step::key;
  switch (frame.step) {
    case Step::key:
      return frame.pairs == 0;
    case Step::upvalue:
      return frame.position == frame.length;
    default:
      return false;
  }
}

void advance(Unpacking& unpacking) {
  auto& frames = unpacking.message.frames;
  if (is_complete(frames.back())) {
    frames.pop_back();
    return deliver(unpacking);
  }
  if (frames.back().step == Step::upvalue && !advance_function(unpacking)) return;
  if (unpack_value(unpacking)) deliver(unpacking);
}

std::uint64_t read_header(Unpacking& unpacking) {
  unsigned char version = 0;
  unsigned char flags = 0;
  if (!unpacking.in.byte(version) || version != wire::version) malformed(unpacking);
  if (!unpacking.in.byte(flags)) malformed(unpacking);
  if ((flags & wire::has_references) != 0) {
    lua_newtable(unpacking.L);
    unpacking.objects = lua_gettop(unpacking.L);
  }
  const std::uint64_t count = read_size(unpacking);
  if (count > unpacking.in.left()) malformed(unpacking);
  return count;
}

// The message has handed out its strings; it cannot be unpacked again.
void forget_adopted(lua_State* L, Message& in) {
  if (!in.adopted) return;
  in.adopted = false;
  in.borrowed.clear();
  lua_pushnil(L);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &adopted_key);
}

}  // namespace

void malformed(Unpacking& unpacking) {
  luaL_error(unpacking.L, "malformed message at byte %I",
             static_cast<LUAI_UACINT>(unpacking.in.offset()));
  __builtin_unreachable();
}

void number_object(Unpacking& unpacking) {
  ++unpacking.count;
  if (unpacking.objects == 0) return;
  lua_pushvalue(unpacking.L, -1);
  lua_rawseti(unpacking.L, unpacking.objects, unpacking.count);
}

void open_frame(Unpacking& unpacking, const TransferFrame& frame) {
  auto& frames = unpacking.message.frames;
  if (frames.size() >= wire::largest_depth) malformed(unpacking);
  luaL_checkstack(unpacking.L, LUA_MINSTACK, "message nested too deeply");
  frames.push_back(frame);
  frames.back().slot = lua_gettop(unpacking.L);
  frames.back().number = unpacking.count - 1;
}

int unpack(lua_State* L, Message& in) {
  in.frames.clear();
  in.cells.clear();
  luaL_checkstack(L, LUA_MINSTACK, "cannot unpack a message");
  Unpacking unpacking{L, in, Reader(in.bytes)};
  const std::uint64_t count = read_header(unpacking);
  for (std::uint64_t i = 0; i < count; ++i) {
    luaL_checkstack(L, LUA_MINSTACK, "too many values in a message");
    if (!unpack_value(unpacking))
      while (!in.frames.empty()) advance(unpacking);
  }
  if (unpacking.in.left() != 0) malformed(unpacking);
  if (unpacking.objects != 0) lua_remove(L, unpacking.objects);
  forget_adopted(L, in);
  return static_cast<int>(count);
}

void adopt_borrowed(lua_State* L, Message& in) {
  lua_createtable(L, static_cast<int>(in.borrowed.size()), 0);
  lua_Integer index = 0;
  for (const BorrowedString& string : in.borrowed) {
    push_text(L, {string.data, string.size});
    lua_rawseti(L, -2, ++index);
  }
  lua_rawsetp(L, LUA_REGISTRYINDEX, &adopted_key);
  in.adopted = true;
}

}  // namespace aio
