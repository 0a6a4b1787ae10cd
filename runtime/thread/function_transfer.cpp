// Lua functions: bytecode with debug information, and upvalues as cells, so that functions which
// shared a variable share it again.
#include "runtime/thread/packing.hpp"
#include "runtime/thread/unpacking.hpp"
#include "runtime/thread/wire.hpp"

namespace aio {

namespace {

using Step = TransferFrame::Step;

// lua_Writer. Called through C frames of Lua, so no exception may leave it.
int append_bytecode(lua_State*, const void* data, std::size_t size, void* out) noexcept {
  try {
    static_cast<std::string*>(out)->append(static_cast<const char*>(data), size);
    return 0;
  } catch (...) {
    return 1;
  }
}

// lua_Reader of one piece; hands it out once.
const char* next_bytecode(lua_State*, void* piece, std::size_t* size) {
  auto& left = *static_cast<std::string_view*>(piece);
  const char* data = left.data();
  *size = left.size();
  left = {};
  return *size == 0 ? nullptr : data;
}

int upvalue_count(lua_State* L, int index) {
  lua_Debug info;
  lua_pushvalue(L, index);
  lua_getinfo(L, ">u", &info);
  return info.nups;
}

}  // namespace

void open_function(Packing& packing) {
  lua_State* L = packing.L;
  std::string& bytes = packing.out.bytes;
  const int upvalues = upvalue_count(L, -1);
  wire::put_tag(bytes, wire::Tag::function);
  wire::put_size(bytes, static_cast<std::uint64_t>(upvalues));
  const std::size_t mark = bytes.size();
  wire::put_fixed(bytes, std::uint32_t{0});
  if (lua_dump(L, append_bytecode, &bytes, 0) != 0) luaL_error(L, "not enough memory");
  const std::size_t size = bytes.size() - mark - sizeof(std::uint32_t);
  wire::patch_fixed(bytes, mark, static_cast<std::uint32_t>(size));
  packing.number(lua_topointer(L, -1));
  TransferFrame frame;
  frame.step = Step::upvalue;
  frame.length = static_cast<std::uint64_t>(upvalues);
  open_frame(packing, frame);
}

// The next upvalue of the function on top: a new cell and its value, or the number of a known one.
void advance_function(Packing& packing) {
  TransferFrame& frame = packing.out.frames.back();
  if (frame.position == frame.length) {
    packing.out.frames.pop_back();
    return lua_pop(packing.L, 1);
  }
  const int upvalue = static_cast<int>(++frame.position);
  const void* cell = lua_upvalueid(packing.L, frame.slot, upvalue);
  if (const KnownObject* known = packing.out.known.find(cell)) {
    wire::put_byte(packing.out.bytes, static_cast<unsigned char>(wire::Cell::shared));
    wire::put_size(packing.out.bytes, known->number);
    packing.out.bytes[wire::flags_offset] |= static_cast<char>(wire::has_references);
    return;
  }
  packing.out.known.insert({cell, KnownObject::Kind::cell, packing.cells++, {}});
  wire::put_byte(packing.out.bytes, static_cast<unsigned char>(wire::Cell::fresh));
  lua_getupvalue(packing.L, frame.slot, upvalue);
  pack_value(packing);
}

void unpack_function(Unpacking& unpacking) {
  lua_State* L = unpacking.L;
  std::uint64_t upvalues = 0;
  std::uint32_t size = 0;
  std::string_view bytecode;
  Reader& in = unpacking.in;
  if (!in.size(upvalues) || !in.fixed(size) || !in.bytes(size, bytecode)) malformed(unpacking);
  const int status = lua_load(L, next_bytecode, &bytecode, "=?", "b");
  if (status == LUA_ERRMEM) lua_error(L);
  if (status != LUA_OK || static_cast<std::uint64_t>(upvalue_count(L, -1)) != upvalues)
    malformed(unpacking);
  number_object(unpacking);
  TransferFrame frame;
  frame.step = Step::upvalue;
  frame.length = upvalues;
  open_frame(unpacking, frame);
}

void join_upvalue(Unpacking& unpacking, const TransferFrame& frame, int upvalue) {
  std::uint64_t number = 0;
  const auto& cells = unpacking.message.cells;
  if (!unpacking.in.size(number) || number >= cells.size()) malformed(unpacking);
  const TransferCell& cell = cells[static_cast<std::size_t>(number)];
  lua_rawgeti(unpacking.L, unpacking.objects, static_cast<lua_Integer>(cell.function) + 1);
  lua_upvaluejoin(unpacking.L, frame.slot, upvalue, -1, cell.upvalue);
  lua_pop(unpacking.L, 1);
}

bool advance_function(Unpacking& unpacking) {
  TransferFrame& frame = unpacking.message.frames.back();
  unsigned char kind = 0;
  if (!unpacking.in.byte(kind)) malformed(unpacking);
  const int upvalue = static_cast<int>(++frame.position);
  if (kind == static_cast<unsigned char>(wire::Cell::shared)) {
    join_upvalue(unpacking, frame, upvalue);
    return false;
  }
  if (kind != static_cast<unsigned char>(wire::Cell::fresh)) malformed(unpacking);
  if (unpacking.objects != 0) unpacking.message.cells.push_back({frame.number, upvalue});
  return true;
}

}  // namespace aio
