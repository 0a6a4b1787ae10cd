#include "runtime/thread/packing.hpp"
#include "runtime/thread/wire.hpp"

namespace aio {

namespace {

using wire::Tag;
using Kind = KnownObject::Kind;
using Step = TransferFrame::Step;

void put_tag(Packing& packing, Tag tag) { wire::put_tag(packing.out.bytes, tag); }

void put_reference(Packing& packing, std::uint32_t number) {
  put_tag(packing, Tag::reference);
  wire::put_size(packing.out.bytes, number);
  packing.out.bytes[wire::flags_offset] |= static_cast<char>(wire::has_references);
}

void put_name(Packing& packing, Tag tag, std::string_view name) {
  put_tag(packing, tag);
  wire::put_text(packing.out.bytes, name);
}

// Writes an object that is in the message already or has a name. Returns false if it is neither.
bool put_known(Packing& packing, const void* address) {
  const KnownObject* known = packing.find(address);
  if (known == nullptr) return false;
  switch (known->kind) {
    case Kind::sent:
      put_reference(packing, known->number);
      break;
    case Kind::globals:
      put_tag(packing, Tag::globals);
      break;
    case Kind::module:
      put_name(packing, Tag::module, known->name);
      break;
    case Kind::metatable:
      put_name(packing, Tag::metatable, known->name);
      break;
    case Kind::cell:
      return false;  // an upvalue is no value
  }
  return true;
}

void put_member(Packing& packing, const Member& member) {
  put_name(packing, Tag::member, member.module);
  wire::put_text(packing.out.bytes, member.field);
}

void pack_number(Packing& packing) {
  int is_integer = 0;
  const lua_Integer integer = lua_tointegerx(packing.L, -1, &is_integer);
  if (lua_isinteger(packing.L, -1) != 0) {
    put_tag(packing, Tag::integer);
    wire::put_size(packing.out.bytes, wire::zigzag(integer));
  } else {
    put_tag(packing, Tag::floating);
    wire::put_fixed(packing.out.bytes, lua_tonumber(packing.L, -1));
  }
}

// Leaves the string where it is, kept alive by the sender's table.
void borrow_string(Packing& packing, std::string_view text) {
  auto& borrowed = packing.out.borrowed;
  put_tag(packing, Tag::borrowed);
  wire::put_size(packing.out.bytes, borrowed.size());
  borrowed.push_back({text.data(), text.size()});
  lua_pushvalue(packing.L, -1);
  lua_rawseti(packing.L, packing.options.anchor, static_cast<lua_Integer>(borrowed.size()));
}

void pack_long_string(Packing& packing, std::string_view text) {
  const void* address = lua_topointer(packing.L, -1);
  if (const KnownObject* known = packing.out.known.find(address))
    return put_reference(packing, known->number);
  packing.number(address);
  if (packing.options.anchor != 0 && text.size() >= wire::borrowed_size)
    borrow_string(packing, text);
  else
    put_name(packing, Tag::long_string, text);
}

void pack_string(Packing& packing) {
  std::size_t size = 0;
  const char* data = lua_tolstring(packing.L, -1, &size);
  if (size >= wire::long_string_size)
    pack_long_string(packing, {data, size});
  else
    put_name(packing, Tag::string, {data, size});
}

// Refuses the value on top, saying what it is when its metatable has a name.
[[noreturn]] void refuse_object(Packing& packing, const char* named, const char* unnamed) {
  lua_State* L = packing.L;
  const int value = lua_gettop(L);
  const bool has_name = luaL_getmetafield(L, value, "__name") == LUA_TSTRING;
  const char* explanation = has_name ? lua_pushfstring(L, named, lua_tostring(L, -1)) : unnamed;
  lua_pushvalue(L, value);
  refuse_to_send(packing, explanation);
}

// A table with a metatable: an instance of a registered class, or something of aio's own.
void pack_object(Packing& packing) {
  lua_State* L = packing.L;
  lua_getmetatable(L, -1);
  const KnownObject* known = packing.find(lua_topointer(L, -1));
  lua_pop(L, 1);
  if (known != nullptr && known->kind == Kind::metatable) {
    put_name(packing, Tag::instance, known->name);
    return open_table(packing, true);
  }
  Member member;
  if (!find_in_aio(L, member))
    refuse_object(packing, "its class '%s' is not registered",
                  "it has a metatable of no registered class");
  put_member(packing, member);
  lua_pop(L, 1);
}

void pack_table(Packing& packing) {
  lua_State* L = packing.L;
  if (put_known(packing, lua_topointer(L, -1))) return lua_pop(L, 1);
  if (lua_getmetatable(L, -1) != 0) {
    lua_pop(L, 1);
    return pack_object(packing);
  }
  put_tag(packing, Tag::table);
  open_table(packing, false);
}

void pack_c_function(Packing& packing) {
  Member member;
  if (!put_known(packing, lua_topointer(packing.L, -1))) {
    if (!find_function(packing.L, member)) refuse_to_send(packing);
    put_member(packing, member);
  }
  lua_pop(packing.L, 1);
}

// The functions of aio that are written in Lua go by name as well. Looking for each function in
// all of aio would be slow, so its source must look like aio's first.
bool is_aio_function(lua_State* L, Member& member) {
  lua_Debug info;
  lua_pushvalue(L, -1);
  lua_getinfo(L, ">S", &info);
  return std::strstr(info.short_src, "aio") != nullptr && find_in_aio(L, member);
}

void pack_function(Packing& packing) {
  if (lua_iscfunction(packing.L, -1) != 0) return pack_c_function(packing);
  Member member;
  if (put_known(packing, lua_topointer(packing.L, -1))) {
    lua_pop(packing.L, 1);
  } else if (is_aio_function(packing.L, member)) {
    put_member(packing, member);
    lua_pop(packing.L, 1);
  } else {
    open_function(packing);
  }
}

void pack_userdata(Packing& packing) {
  lua_State* L = packing.L;
  Member member;
  if (!put_known(packing, lua_topointer(L, -1))) {
    if (!find_in_aio(L, member)) refuse_object(packing, "it is a %s", nullptr);
    put_member(packing, member);
  }
  lua_pop(L, 1);
}

void pack_light_userdata(Packing& packing) {
  if (lua_touserdata(packing.L, -1) != nullptr) refuse_to_send(packing);
  put_tag(packing, Tag::null_pointer);
  lua_pop(packing.L, 1);
}

void advance(Packing& packing) {
  if (packing.out.frames.back().step == Step::upvalue)
    advance_function(packing);
  else
    advance_table(packing);
}

}  // namespace

const KnownObject* Packing::find(const void* address) {
  if (const KnownObject* known = out.known.find(address)) return known;
  if (!named_is_fresh) refresh_named_values(L, *named);
  named_is_fresh = true;
  return named->index.find(address);
}

void pack_value(Packing& packing) {
  switch (lua_type(packing.L, -1)) {
    case LUA_TNIL:
      put_tag(packing, Tag::nil);
      break;
    case LUA_TBOOLEAN:
      put_tag(packing, lua_toboolean(packing.L, -1) != 0 ? Tag::yes : Tag::no);
      break;
    case LUA_TNUMBER:
      pack_number(packing);
      break;
    case LUA_TSTRING:
      pack_string(packing);
      break;
    case LUA_TTABLE:
      return pack_table(packing);
    case LUA_TFUNCTION:
      return pack_function(packing);
    case LUA_TUSERDATA:
      return pack_userdata(packing);
    case LUA_TLIGHTUSERDATA:
      return pack_light_userdata(packing);
    default:
      refuse_to_send(packing);
  }
  lua_pop(packing.L, 1);
}

void open_frame(Packing& packing, const TransferFrame& frame) {
  auto& frames = packing.out.frames;
  if (frames.size() >= wire::largest_depth || lua_checkstack(packing.L, LUA_MINSTACK) == 0)
    refuse(packing, "is nested too deeply");
  frames.push_back(frame);
  frames.back().slot = lua_gettop(packing.L);
}

void pack(lua_State* L, int first, int count, const PackOptions& options, Message& out) {
  first = lua_absindex(L, first);
  out.clear();
  Packing packing{L, out, options};
  luaL_checkstack(L, LUA_MINSTACK, options.caller);
  wire::put_header(out.bytes, static_cast<std::uint64_t>(count));
  packing.named = &named_values_of(L);
  for (packing.item = 1; packing.item <= count; ++packing.item) {
    lua_pushvalue(L, first + packing.item - 1);
    pack_value(packing);
    while (!out.frames.empty()) advance(packing);
  }
  out.known.clear();
}

}  // namespace aio
