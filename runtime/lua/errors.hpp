#pragma once
// The error classes that scripts see: `aio.TimeoutError("slow")` makes an error object, a table
// whose metatable belongs to the class. A class is a table too: {name=, instance=<metatable>}; what
// is put on it (methods, `init`) is found on its instances.

#include <lua.hpp>

namespace aio {

enum class ErrorClass {
  cancelled,
  timeout,
  invalid_state,
  queue_empty,
  queue_full,
  queue_shut_down,
  broken_barrier,
  exception_group,
  deadlock,
  os,
  incomplete_read,
  limit_overrun,
  broken_process_pool,
  keyboard_interrupt,
  count_
};

const char* error_class_name(ErrorClass error_class);

void push_error_class(lua_State* L, ErrorClass error_class);

// Pops a message (any value, nil for none) and pushes an error of that class, with the traceback
// from `level` of the running stack (negative: none).
void make_error(lua_State* L, ErrorClass error_class, int level);

// Raises an error of that class with a formatted message, without position.
[[noreturn]] void raise_error(lua_State* L, ErrorClass error_class, const char* format, ...);

// As luaL_error, of which compilers do not know that it never returns.
[[noreturn]] void raise_text(lua_State* L, const char* format, ...);

bool is_error(lua_State* L, int index, ErrorClass error_class);
bool is_error_class(lua_State* L, int index);
bool is_any_error(lua_State* L, int index);  // an object of one of the classes

// The trace of an error object, pushed; nil when it has none or is no error object.
void push_error_trace(lua_State* L, int index);
// Pops a trace and gives it to the error object at `index`, unless that has one or is something
// else (a string, a table of the script's).
void set_error_trace(lua_State* L, int index);
// The same, also if it has one. `index` is an error object.
void replace_error_trace(lua_State* L, int index);

// Text of any error value for people: strings as they are, __tostring (protected), else a short
// description such as "(error object is a table value)". Pushes a string.
void push_error_text(lua_State* L, int index);

// Fills the table on top with the classes and `isinstance`.
void open_errors(lua_State* L);

}  // namespace aio
