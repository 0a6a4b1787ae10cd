#include "runtime/lua/arguments.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

#include "runtime/lua/object.hpp"
#include "runtime/lua/traceback.hpp"

namespace aio {

namespace {

constexpr std::size_t longest_option = 31;

// Levenshtein distance of two short names.
std::size_t distance(const char* a, const char* b) {
  const std::size_t a_size = std::min(std::strlen(a), longest_option);
  const std::size_t b_size = std::min(std::strlen(b), longest_option);
  std::array<std::size_t, longest_option + 1> row;
  for (std::size_t j = 0; j <= b_size; ++j) row[j] = j;
  for (std::size_t i = 1; i <= a_size; ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b_size; ++j) {
      const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, replaced});
    }
  }
  return row[b_size];
}

void refuse_option(lua_State* L, const char* function, std::span<const char* const> known) {
  if (lua_type(L, -1) != LUA_TSTRING) {
    luaL_error(L, "%s: options are named by strings, got a %s key", function, type_name(L, -1));
  }
  const char* name = lua_tostring(L, -1);
  const char* suggestion = nearest(name, known);
  if (suggestion != nullptr)
    luaL_error(L, "%s: unknown option '%s' (did you mean '%s'?)", function, name, suggestion);
  luaL_error(L, "%s: unknown option '%s'", function, name);
}

bool is_known(const char* name, std::span<const char* const> known) {
  return std::any_of(known.begin(), known.end(),
                     [name](const char* other) { return std::strcmp(name, other) == 0; });
}

}  // namespace

const char* nearest(const char* name, std::span<const char* const> known) {
  const auto closer = [name](const char* a, const char* b) {
    return distance(name, a) < distance(name, b);
  };
  const auto best = std::min_element(known.begin(), known.end(), closer);
  if (best == known.end() || distance(name, *best) > 3) return nullptr;
  return *best;
}

double check_seconds(lua_State* L, int index) {
  if (lua_type(L, index) != LUA_TNUMBER) luaL_checktype(L, index, LUA_TNUMBER);
  const double seconds = lua_tonumber(L, index);
  luaL_argcheck(L, !std::isnan(seconds), index, "number of seconds expected, got NaN");
  return seconds;
}

lua_Integer check_count(lua_State* L, int index, lua_Integer smallest) {
  const lua_Integer count = luaL_checkinteger(L, index);
  if (count < smallest) {
    lua_pushfstring(L, "must be at least %I, got %I", static_cast<LUAI_UACINT>(smallest),
                    static_cast<LUAI_UACINT>(count));
    luaL_argerror(L, index, lua_tostring(L, -1));
  }
  return count;
}

bool check_options(lua_State* L, int index, const char* function,
                   std::span<const char* const> known) {
  if (lua_isnoneornil(L, index)) return false;
  if (lua_type(L, index) != LUA_TTABLE)
    luaL_error(L, "%s: options table expected, got %s", function, type_name(L, index));
  index = lua_absindex(L, index);
  lua_pushnil(L);
  while (lua_next(L, index) != 0) {
    lua_pop(L, 1);
    if (lua_type(L, -1) != LUA_TSTRING || !is_known(lua_tostring(L, -1), known))
      refuse_option(L, function, known);
  }
  return true;
}

void push_caller_place(lua_State* L) {
  lua_Debug frame;
  for (int level = 1; lua_getstack(L, level, &frame) != 0; ++level) {
    lua_getinfo(L, "Sl", &frame);
    if (frame.currentline <= 0 || is_own_source(frame.source)) continue;
    lua_pushfstring(L, "%s:%d", frame.short_src, frame.currentline);
    return;
  }
  lua_pushliteral(L, "?");
}

int raise_at_caller(lua_State* L) {
  push_caller_place(L);
  const char* place = lua_tostring(L, -1);
  if (*place != '?') lua_pushfstring(L, "%s: %s", place, lua_tostring(L, -2));
  if (*place == '?') lua_pop(L, 1);
  return lua_error(L);
}

bool is_callable(lua_State* L, int index) {
  if (lua_isfunction(L, index)) return true;
  if (luaL_getmetafield(L, index, "__call") == LUA_TNIL) return false;
  lua_pop(L, 1);
  return true;
}

}  // namespace aio
