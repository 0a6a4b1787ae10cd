#pragma once
// How an uncaught error looks: "aio: message", Lua's traceback, and who awaited the task it comes
// from; on stderr. In colours on a terminal, unless NO_COLOR is set.

#include <lua.hpp>

namespace aio {

// What messages begin with, instead of "aio": the last part of the path `name`, if it has one.
void set_program_name(const char* name);
const char* program_name();

// Prints the error on top of the stack with its traceback, if it has one, and pops it. Returns the
// exit status that belongs to it: 1, or 130 for an interrupt.
int report_error(lua_State* L);

// The same for a failed or cancelled task on top of the stack.
int report_task(lua_State* L);

void print_message(const char* message);

}  // namespace aio
