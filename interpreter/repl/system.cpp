#include "interpreter/repl/system.hpp"

#include <cstring>
#include <span>
#include <string>
#include <vector>

#include "interpreter/repl/embedded.hpp"
#include "interpreter/repl/files.hpp"
#include "interpreter/repl/screen.hpp"
#include "runtime/lua/boundary.hpp"
#include "runtime/lua/errors.hpp"
#include "runtime/lua/object.hpp"
#include "runtime/lua/traceback.hpp"
#include "runtime/task/failure.hpp"
#include "runtime/task/future.hpp"

namespace aio {

namespace {

// Names on their way to Lua: owned by Lua, since pushing them may raise.
struct NameList : Object {
  static constexpr Type class_type{"list of names"};
  NameList() : Object(class_type) {}
  std::vector<std::string> names;
};

int free_names(lua_State* L) {
  static_cast<NameList&>(*to_object(L, 1)).~NameList();
  return 0;
}

// list_folder(path) → array of names, folders with "/" behind
int list_folder_function(lua_State* L) {
  const char* path = luaL_checkstring(L, 1);
  auto& list = create<NameList>(L, 0);
  list_folder(path, list.names);
  lua_newtable(L);
  lua_Integer count = 0;
  for (const std::string& name : list.names) {
    lua_pushlstring(L, name.data(), name.size());
    lua_rawseti(L, -2, ++count);
  }
  return 1;
}

// append_private(path, text) → true | nil, what went wrong
int append_private(lua_State* L) {
  const char* path = luaL_checkstring(L, 1);
  std::size_t size = 0;
  const char* text = luaL_checklstring(L, 2, &size);
  const int error = append_to_private_file(path, {text, size});
  if (error == 0) {
    lua_pushboolean(L, 1);
    return 1;
  }
  lua_pushnil(L);
  lua_pushstring(L, std::strerror(error));
  return 2;
}

// columns() → how wide the terminal is
int columns(lua_State* L) {
  lua_pushinteger(L, terminal_columns());
  return 1;
}

// width(text) → how many columns it takes
int width(lua_State* L) {
  std::size_t size = 0;
  const char* text = luaL_checklstring(L, 1, &size);
  lua_pushinteger(L, display_width({text, size}));
  return 1;
}

int write_to(lua_State* L, std::FILE* stream) {
  std::size_t size = 0;
  const char* text = luaL_checklstring(L, 1, &size);
  std::fflush(stdout);
  begin_line();
  std::fwrite(text, 1, size, stream);
  std::fflush(stream);
  return 0;
}

// write(text), write_error(text): to the program's own stdout and stderr, whatever io.output is
int write(lua_State* L) { return write_to(L, stdout); }
int write_error(lua_State* L) { return write_to(L, stderr); }

// failure(task) → its error, traceback or nil. For a task that failed or was cancelled.
int failure(lua_State* L) {
  const auto& future = check<Future>(L, 1);
  luaL_argcheck(L, future.done() && future.state != Waitable::State::finished, 1,
                "it has not failed");
  push_failure(L, 1);
  push_failure_trace(L, 1);
  if (!is_trace(L, -1)) {
    lua_pop(L, 1);
    push_error_trace(L, 2);
  }
  if (!is_trace(L, -1)) return 1;
  push_formatted_trace(L, -1);
  lua_remove(L, -2);
  return 2;
}

// error_text(error) → as it is shown to people
int error_text(lua_State* L) {
  luaL_checkany(L, 1);
  push_error_text(L, 1);
  return 1;
}

// Pushes {name = content} of embedded files.
void push_files(lua_State* L, std::span<const EmbeddedModule> files) {
  lua_createtable(L, 0, static_cast<int>(files.size()));
  for (const EmbeddedModule& module : files) {
    lua_pushlstring(L, module.code.data(), module.code.size());
    lua_setfield(L, -2, module.name.data());
  }
}

// modules() → {["aio.repl.inspect"] = compiled chunk, …}
int modules(lua_State* L) {
  push_files(L, embedded_repl());
  return 1;
}

// definitions() → {["types.aio"] = text, …}: what editors are told of the library
int definitions(lua_State* L) {
  push_files(L, embedded_types());
  return 1;
}

constexpr luaL_Reg functions[] = {{"list_folder", entry<list_folder_function>},
                                  {"append_private", entry<append_private>},
                                  {"columns", entry<columns>},
                                  {"width", entry<width>},
                                  {"write", entry<write>},
                                  {"write_error", entry<write_error>},
                                  {"failure", entry<failure>},
                                  {"error_text", entry<error_text>},
                                  {"modules", entry<modules>},
                                  {"definitions", entry<definitions>},
                                  {nullptr, nullptr}};

}  // namespace

void open_system(lua_State* L) {
  static const luaL_Reg no_methods[] = {{nullptr, nullptr}};
  static const luaL_Reg metamethods[] = {{"__gc", entry<free_names>}, {nullptr, nullptr}};
  register_class(L, {NameList::class_type, no_methods, metamethods});
  luaL_setfuncs(L, functions, 0);
}

}  // namespace aio
