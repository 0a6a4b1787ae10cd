#pragma once
// Context variables: the current context is an immutable table (or nil, the empty one), copied on
// write by `ContextVar:set`. A task and a callback capture the one that is current when they are
// made; a task's own is in its context slot.

#include <lua.hpp>

namespace aio {

// Whether there is a current context, and not the empty one.
bool has_context(lua_State* L);
// Pushes the current context.
void push_context(lua_State* L);

// Calls [context, function, arguments…] on top of the stack, pops them. An error goes to the loop's
// exception handler as "Exception in callback". Does not raise, except a memory error.
void call_in_context(lua_State* L, int arguments);

// Registers `context` and `set_context` in the table on top.
void open_context(lua_State* L);

}  // namespace aio
