#include "runtime/lua/errors.hpp"

#include <array>
#include <cstdarg>

#include "runtime/lua/boundary.hpp"
#include "runtime/lua/object.hpp"
#include "runtime/lua/traceback.hpp"

namespace aio {

namespace {

constexpr std::array<const char*, static_cast<std::size_t>(ErrorClass::count_)> names = {
    "CancelledError",    "TimeoutError",     "InvalidStateError",   "QueueEmpty",
    "QueueFull",         "QueueShutDown",    "BrokenBarrierError",  "ExceptionGroup",
    "DeadlockError",     "OSError",          "IncompleteReadError", "LimitOverrunError",
    "BrokenProcessPool", "KeyboardInterrupt"};

const char trace_key = 0;     // field of an error object: its trace
const char class_marker = 0;  // field of an instance metatable: its class

const void* class_key(ErrorClass error_class) {
  return &names[static_cast<std::size_t>(error_class)];
}

// Pushes the class of the error object at `index`; or pushes nothing.
bool push_class_of(lua_State* L, int index) {
  if (lua_type(L, index) != LUA_TTABLE || lua_getmetatable(L, index) == 0) return false;
  const bool found = lua_rawgetp(L, -1, &class_marker) == LUA_TTABLE;
  lua_remove(L, -2);
  if (!found) lua_pop(L, 1);
  return found;
}

static_assert(names.size() <= Shelf::before_metatables - Shelf::error_metatables);

// Pushes the metatable of the class's instances.
void push_instance_metatable(lua_State* L, ErrorClass error_class) {
  Shelf::of(L).push(L, Shelf::error_metatables + static_cast<int>(error_class));
}

// error.traceback, error.name, methods: what the object itself does not have.
int error_index(lua_State* L) {
  if (lua_type(L, 2) == LUA_TSTRING && lua_rawequal(L, 2, lua_upvalueindex(2)) != 0) {
    push_error_trace(L, 1);
    if (is_trace(L, -1)) push_formatted_trace(L, -1);
    return 1;
  }
  lua_pushvalue(L, 2);
  lua_gettable(L, lua_upvalueindex(1));
  return 1;
}

int error_tostring(lua_State* L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_getfield(L, 1, "name");
  lua_getfield(L, 1, "message");
  const char* name = luaL_tolstring(L, -2, nullptr);
  if (lua_isnil(L, -2)) {
    lua_pushstring(L, name);
    return 1;
  }
  const char* message = luaL_tolstring(L, -2, nullptr);
  lua_pushfstring(L, *message == '\0' ? "%s" : "%s: %s", name, message);
  return 1;
}

// Pushes a new instance of the class at `class_index`.
void push_instance(lua_State* L, int class_index) {
  lua_createtable(L, 0, 2);
  lua_pushliteral(L, "instance");
  lua_rawget(L, class_index);
  lua_setmetatable(L, -2);
}

void copy_fields(lua_State* L, int from, int into) {
  lua_pushnil(L);
  while (lua_next(L, from) != 0) {
    lua_pushvalue(L, -2);
    lua_insert(L, -2);
    lua_rawset(L, into);
  }
}

// Class(message), Class{message=, code=, …}, or Class(…) where the class has an `init`.
int class_call(lua_State* L) {
  const int arguments = lua_gettop(L) - 1;
  luaL_checkstack(L, arguments + 4, "too many arguments");
  push_instance(L, 1);
  const int instance = lua_gettop(L);
  if (lua_getfield(L, 1, "init") != LUA_TNIL) {
    lua_pushvalue(L, instance);
    for (int i = 1; i <= arguments; ++i) lua_pushvalue(L, 1 + i);
    lua_call(L, arguments + 1, 0);
  } else if (arguments > 0 && lua_type(L, 2) == LUA_TTABLE && lua_getmetatable(L, 2) == 0) {
    copy_fields(L, 2, instance);
  } else if (arguments > 0 && !lua_isnil(L, 2)) {
    lua_pushvalue(L, 2);
    lua_setfield(L, instance, "message");
  }
  lua_settop(L, instance);
  push_trace(L, 1);
  lua_rawsetp(L, instance, &trace_key);
  return 1;
}

int class_tostring(lua_State* L) {
  lua_getfield(L, 1, "name");
  lua_pushfstring(L, "error class %s", luaL_tolstring(L, -1, nullptr));
  return 1;
}

void make_instance_metatable(lua_State* L, int class_index, const char* name) {
  lua_createtable(L, 0, 5);
  lua_pushvalue(L, class_index);
  lua_rawsetp(L, -2, &class_marker);
  lua_pushvalue(L, class_index);
  lua_pushliteral(L, "traceback");
  lua_pushcclosure(L, entry<error_index>, 2);
  lua_setfield(L, -2, "__index");
  lua_pushcfunction(L, entry<error_tostring>);
  lua_setfield(L, -2, "__tostring");
  lua_pushstring(L, name);
  lua_setfield(L, -2, "__name");
}

void push_class_metatable(lua_State* L) {
  lua_createtable(L, 0, 2);
  lua_pushcfunction(L, entry<class_call>);
  lua_setfield(L, -2, "__call");
  lua_pushcfunction(L, entry<class_tostring>);
  lua_setfield(L, -2, "__tostring");
}

void push_new_class(lua_State* L, ErrorClass error_class, int metatable) {
  const char* name = error_class_name(error_class);
  lua_createtable(L, 0, 4);
  lua_pushstring(L, name);
  lua_setfield(L, -2, "name");
  make_instance_metatable(L, lua_gettop(L), name);
  lua_pushvalue(L, -1);
  Shelf::of(L).put(L, Shelf::error_metatables + static_cast<int>(error_class));
  lua_setfield(L, -2, "instance");
  lua_pushvalue(L, metatable);
  lua_setmetatable(L, -2);
  lua_pushvalue(L, -1);
  lua_rawsetp(L, LUA_REGISTRYINDEX, class_key(error_class));
}

// isinstance(value, class)
int isinstance(lua_State* L) {
  luaL_checkany(L, 1);
  luaL_argexpected(L, lua_type(L, 2) == LUA_TTABLE, 2, "error class");
  lua_pushboolean(L, push_class_of(L, 1) && lua_rawequal(L, -1, 2) != 0);
  return 1;
}

int protected_tostring(lua_State* L) {
  luaL_tolstring(L, 1, nullptr);
  return 1;
}

}  // namespace

const char* error_class_name(ErrorClass error_class) {
  return names[static_cast<std::size_t>(error_class)];
}

void push_error_class(lua_State* L, ErrorClass error_class) {
  lua_rawgetp(L, LUA_REGISTRYINDEX, class_key(error_class));
}

void make_error(lua_State* L, ErrorClass error_class, int level) {
  lua_createtable(L, 0, 2);
  push_instance_metatable(L, error_class);
  lua_setmetatable(L, -2);
  lua_insert(L, -2);
  if (lua_isnil(L, -1))
    lua_pop(L, 1);
  else
    lua_setfield(L, -2, "message");
  if (level < 0) return;
  push_trace(L, level);
  lua_rawsetp(L, -2, &trace_key);
}

void raise_error(lua_State* L, ErrorClass error_class, const char* format, ...) {
  va_list arguments;
  va_start(arguments, format);
  lua_pushvfstring(L, format, arguments);
  va_end(arguments);
  make_error(L, error_class, 0);
  lua_error(L);
  __builtin_unreachable();
}

void raise_text(lua_State* L, const char* format, ...) {
  luaL_where(L, 1);
  va_list arguments;
  va_start(arguments, format);
  lua_pushvfstring(L, format, arguments);
  va_end(arguments);
  lua_concat(L, 2);
  lua_error(L);
  __builtin_unreachable();
}

bool is_error(lua_State* L, int index, ErrorClass error_class) {
  if (lua_type(L, index) != LUA_TTABLE || lua_getmetatable(L, index) == 0) return false;
  push_instance_metatable(L, error_class);
  const bool same = lua_rawequal(L, -1, -2) != 0;
  lua_pop(L, 2);
  return same;
}

bool is_error_class(lua_State* L, int index) {
  if (lua_type(L, index) != LUA_TTABLE) return false;
  index = lua_absindex(L, index);
  lua_pushliteral(L, "instance");
  bool found = lua_rawget(L, index) == LUA_TTABLE;
  if (found) {
    lua_rawgetp(L, -1, &class_marker);
    found = lua_rawequal(L, -1, index) != 0;
    lua_pop(L, 1);
  }
  lua_pop(L, 1);
  return found;
}

bool is_any_error(lua_State* L, int index) {
  if (!push_class_of(L, index)) return false;
  lua_pop(L, 1);
  return true;
}

void push_error_trace(lua_State* L, int index) {
  index = lua_absindex(L, index);
  if (!push_class_of(L, index)) {
    lua_pushnil(L);
    return;
  }
  lua_pop(L, 1);
  lua_rawgetp(L, index, &trace_key);
}

void replace_error_trace(lua_State* L, int index) { lua_rawsetp(L, index, &trace_key); }

void set_error_trace(lua_State* L, int index) {
  index = lua_absindex(L, index);
  if (!push_class_of(L, index)) {
    lua_pop(L, 1);
    return;
  }
  const bool has_trace = lua_rawgetp(L, index, &trace_key) != LUA_TNIL;
  lua_pop(L, 2);
  if (has_trace)
    lua_pop(L, 1);
  else
    lua_rawsetp(L, index, &trace_key);
}

void push_error_text(lua_State* L, int index) {
  index = lua_absindex(L, index);
  if (lua_type(L, index) == LUA_TSTRING) {
    lua_pushvalue(L, index);
    return;
  }
  if (luaL_getmetafield(L, index, "__tostring") != LUA_TNIL) {
    lua_pop(L, 1);
    lua_pushcfunction(L, entry<protected_tostring>);
    lua_pushvalue(L, index);
    if (lua_pcall(L, 1, 1, 0) == LUA_OK) return;
    lua_pop(L, 1);
  } else if (lua_type(L, index) == LUA_TNUMBER) {
    lua_pushvalue(L, index);
    lua_tostring(L, -1);
    return;
  }
  lua_pushfstring(L, "(error object is a %s value)", luaL_typename(L, index));
}

void open_errors(lua_State* L) {
  const int module = lua_gettop(L);
  push_class_metatable(L);
  const int metatable = lua_gettop(L);
  for (std::size_t i = 0; i < names.size(); ++i) {
    push_new_class(L, static_cast<ErrorClass>(i), metatable);
    lua_setfield(L, module, names[i]);
  }
  lua_pushcfunction(L, entry<isinstance>);
  lua_setfield(L, module, "isinstance");
  lua_settop(L, module);
}

}  // namespace aio
