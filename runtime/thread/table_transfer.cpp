// Packing tables: first what is found at 1, 2, 3 …, without keys, then the other pairs.
#include "runtime/thread/packing.hpp"
#include "runtime/thread/wire.hpp"

namespace aio {

namespace {

using Step = TransferFrame::Step;

// Ends the table of the top frame, which is on top of the stack.
void close_table(Packing& packing) {
  const TransferFrame& frame = packing.out.frames.back();
  wire::patch_fixed(packing.out.bytes, frame.mark, static_cast<std::uint32_t>(frame.length));
  wire::patch_fixed(packing.out.bytes, frame.mark + sizeof(std::uint32_t), frame.pairs);
  packing.out.frames.pop_back();
  lua_pop(packing.L, 1);
}

// The array part is what is found at 1, 2, 3 … before the first nil.
void advance_array(Packing& packing) {
  TransferFrame& frame = packing.out.frames.back();
  if (frame.position < frame.length) {
    const auto next = static_cast<lua_Integer>(++frame.position);
    if (lua_rawgeti(packing.L, frame.slot, next) != LUA_TNIL) return pack_value(packing);
    lua_pop(packing.L, 1);
    frame.length = frame.position - 1;
  }
  frame.step = Step::key;
  lua_pushnil(packing.L);
}

// What an instance keeps under light userdata is private to its state.
bool skips_pair(lua_State* L, const TransferFrame& frame) {
  if (frame.instance && lua_islightuserdata(L, -2)) return true;
  if (lua_isinteger(L, -2) == 0) return false;
  const auto key = static_cast<lua_Unsigned>(lua_tointeger(L, -2));
  return key - 1 < frame.length;
}

// Stack: table, previous key → table, key, value, key: the last one is written.
void advance_key(Packing& packing) {
  lua_State* L = packing.L;
  TransferFrame& frame = packing.out.frames.back();
  do {
    if (lua_next(L, frame.slot) == 0) return close_table(packing);
    if (!skips_pair(L, frame)) break;
    lua_pop(L, 1);
  } while (true);
  ++frame.pairs;
  frame.step = Step::value;
  lua_pushvalue(L, -2);
  pack_value(packing);
}

}  // namespace

void open_table(Packing& packing, bool instance) {
  TransferFrame frame;
  frame.instance = instance;
  frame.length = lua_rawlen(packing.L, -1);
  frame.mark = packing.out.bytes.size();
  wire::put_fixed(packing.out.bytes, std::uint32_t{0});  // size of the array part
  wire::put_fixed(packing.out.bytes, std::uint32_t{0});  // number of pairs
  packing.number(lua_topointer(packing.L, -1));
  open_frame(packing, frame);
}

void advance_table(Packing& packing) {
  TransferFrame& frame = packing.out.frames.back();
  if (frame.step == Step::array) return advance_array(packing);
  if (frame.step == Step::key) return advance_key(packing);
  frame.step = Step::key;
  pack_value(packing);
}

}  // namespace aio
