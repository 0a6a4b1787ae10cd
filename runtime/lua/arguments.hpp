#pragma once
// Reading arguments the way Lua's own library does: errors name the argument and the function.

#include <lua.hpp>
#include <span>

namespace aio {

// A number of seconds. Refuses NaN.
double check_seconds(lua_State* L, int index);

// A non-negative integer count (queue sizes, permits).
lua_Integer check_count(lua_State* L, int index, lua_Integer smallest);

// An options table: nothing, nil or a table. Refuses unknown names, with the nearest known one:
// "create_task: unknown option 'nmae' (did you mean 'name'?)".
// `index` may be beyond the top. Returns whether there is a table.
bool check_options(lua_State* L, int index, const char* function,
                   std::span<const char* const> known);

// The known name that `name` is most likely a slip of, or null.
const char* nearest(const char* name, std::span<const char* const> known);

// Pushes "script.lua:12", the innermost caller that is not aio's own Lua, or "?".
void push_caller_place(lua_State* L);

// Raises the message on top of the stack with the position of the innermost caller that is not
// aio's own Lua. Never returns.
int raise_at_caller(lua_State* L);

// Whether the value at `index` can be called.
bool is_callable(lua_State* L, int index);

}  // namespace aio
