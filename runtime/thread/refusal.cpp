// The wording of refusals: which value, by the path a script's author would write.
#include "runtime/thread/packing.hpp"

namespace aio {

namespace {

using Step = TransferFrame::Step;

constexpr std::size_t longest_path = 12;  // fields that are named; of deeper ones the last

bool is_name(const char* text) {
  if (*text == '\0' || (*text >= '0' && *text <= '9')) return false;
  for (; *text != '\0'; ++text) {
    const char lower = static_cast<char>(*text | 0x20);
    const bool letter = lower >= 'a' && lower <= 'z';
    if (!letter && *text != '_' && (*text < '0' || *text > '9')) return false;
  }
  return true;
}

// Pushes the text of the key at `index`, as it is written after the table's path.
void push_key(lua_State* L, int index, bool first) {
  lua_pushvalue(L, index);
  const char* type = luaL_typename(L, -1);
  if (lua_type(L, -1) == LUA_TSTRING && is_name(lua_tostring(L, -1)))
    lua_pushfstring(L, first ? "%s" : ".%s", lua_tostring(L, -1));
  else if (lua_type(L, -1) == LUA_TSTRING)
    lua_pushfstring(L, "[\"%s\"]", lua_tostring(L, -1));
  else if (lua_type(L, -1) == LUA_TBOOLEAN)
    lua_pushstring(L, lua_toboolean(L, -1) != 0 ? "[true]" : "[false]");
  else if (lua_type(L, -1) == LUA_TNUMBER)
    lua_pushfstring(L, "[%s]", lua_tostring(L, -1));
  else
    lua_pushfstring(L, "[%s]", type);
  lua_remove(L, -2);
}

void push_field(lua_State* L, const TransferFrame& frame, bool first) {
  if (frame.step == Step::array) {
    lua_pushfstring(L, "[%I]", static_cast<LUAI_UACINT>(frame.position));
  } else {
    push_key(L, frame.slot + 1, first);
  }
}

// Pushes "upvalue 'conn' of function <script.lua:12>" for the function of the frame.
void push_upvalue(lua_State* L, const TransferFrame& frame) {
  lua_Debug info;
  lua_pushvalue(L, frame.slot);
  const char* name = lua_getupvalue(L, -1, static_cast<int>(frame.position));
  lua_pop(L, 1);
  lua_getinfo(L, ">S", &info);
  lua_pushfstring(L, "upvalue '%s' of function <%s:%d>", name, info.short_src, info.linedefined);
}

// The frames above the innermost function that lead to the value, as indices into `frames`.
std::size_t first_table(const Message& out) {
  std::size_t at = out.frames.size();
  while (at > 0 && out.frames[at - 1].step != Step::upvalue) --at;
  return at;
}

// A frame that is at `key` in mid-flight has just handed out a value; one at `value`, a key.
bool is_at_key(const TransferFrame& frame) { return frame.step == Step::value; }

// Appends ", field 'handlers[3].callback'" or ", a key of field 'handlers'" to the root on top.
void append_fields(Packing& packing, std::size_t from) {
  lua_State* L = packing.L;
  const auto& frames = packing.out.frames;
  const bool key = is_at_key(frames.back());
  const std::size_t end = frames.size() - (key ? 1 : 0);
  const bool shortened = end - from > longest_path;
  const std::size_t start = shortened ? end - longest_path : from;
  lua_pushstring(L, !key ? ", field '" : from < end ? ", a key of field '" : ", a key");
  lua_pushstring(L, shortened ? "..." : "");
  lua_concat(L, 3);
  if (from == end) return;
  for (std::size_t i = start; i < end; ++i) {
    push_field(L, frames[i], i == start);
    lua_concat(L, 2);
  }
  lua_pushstring(L, "'");
  lua_concat(L, 2);
}

void push_path(Packing& packing) {
  const auto& frames = packing.out.frames;
  const std::size_t from = first_table(packing.out);
  if (from > 0)
    push_upvalue(packing.L, frames[from - 1]);
  else
    lua_pushfstring(packing.L, "%s %d", packing.options.item, packing.item);
  if (from < frames.size()) append_fields(packing, from);
}

const char* describe_type(lua_State* L, int index) {
  return lua_iscfunction(L, index) != 0 ? "C function" : luaL_typename(L, index);
}

}  // namespace

void refuse(Packing& packing, const char* problem) {
  lua_State* L = packing.L;
  const char* type = describe_type(L, -1);
  if (lua_checkstack(L, LUA_MINSTACK) == 0)
    luaL_error(L, "%s: %s %s", packing.options.caller, packing.options.item, problem);
  push_path(packing);
  packing.out.clear();
  luaL_error(L, "%s: %s (%s) %s", packing.options.caller, lua_tostring(L, -1), type, problem);
  __builtin_unreachable();
}

void refuse_to_send(Packing& packing, const char* explanation) {
  lua_State* L = packing.L;
  const char* problem = lua_pushfstring(L, "cannot be sent to %s%s%s", packing.options.destination,
                                        explanation == nullptr ? "" : ": ",
                                        explanation == nullptr ? "" : explanation);
  lua_pushvalue(L, -2);
  refuse(packing, problem);
}

}  // namespace aio
