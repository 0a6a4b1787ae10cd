#include "runtime/lua/traceback.hpp"

#include <cstring>

#include "runtime/lua/object.hpp"

namespace aio {

namespace {

constexpr const char* own_source = "=[aio";

struct KnownModule {
  const char* name;
  const char* prefix;
};
constexpr KnownModule known_modules[] = {{LUA_GNAME, ""},
                                         {"aio", "aio."},
                                         {"table", "table."},
                                         {"string", "string."},
                                         {"coroutine", "coroutine."},
                                         {"io", "io."},
                                         {"os", "os."},
                                         {"utf8", "utf8."},
                                         {"math", "math."},
                                         {"debug", "debug."}};

constexpr int most_frames = 22;  // as many as luaL_traceback shows

struct Frame {
  const char* name;       // in the constants of the calling function, which the trace keeps alive
  const char* name_kind;  // static text: "local", "method", …
  int line;
  bool tail_call;
};

struct Trace : Object {
  static constexpr Type class_type{"traceback"};
  enum Slot { origin = 1, task, first_function };

  Trace() : Object(class_type) {}

  Frame* frames() { return reinterpret_cast<Frame*>(this + 1); }

  const char* action = nullptr;  // what was done with the origin: "awaited by" the task …
  int count = 0;
  bool cut = false;  // there were more
};

int count_frames(lua_State* L, int level) {
  lua_Debug frame;
  int count = 0;
  while (count <= most_frames && lua_getstack(L, level + count, &frame) != 0) ++count;
  return count;
}

void push_function_name(lua_State* L, int function, const Frame& frame, const lua_Debug& about) {
  if (push_global_name(L, function)) {
    lua_pushfstring(L, "function '%s'", lua_tostring(L, -1));
    lua_remove(L, -2);
  } else if (frame.name != nullptr && *frame.name_kind != '\0') {
    lua_pushfstring(L, "%s '%s'", frame.name_kind, frame.name);
  } else if (*about.what == 'm') {
    lua_pushliteral(L, "main chunk");
  } else if (*about.what != 'C') {
    lua_pushfstring(L, "function <%s:%d>", about.short_src, about.linedefined);
  } else {
    lua_pushliteral(L, "?");
  }
}

void push_formatted_frame(lua_State* L, int trace, int at) {
  const Frame& frame = to<Trace>(L, trace)->frames()[at];
  lua_getiuservalue(L, trace, Trace::first_function + at);
  const int function = lua_gettop(L);
  lua_Debug about;
  lua_pushvalue(L, function);
  lua_getinfo(L, ">S", &about);
  if (frame.line > 0)
    lua_pushfstring(L, "\n\t%s:%d: in ", about.short_src, frame.line);
  else
    lua_pushfstring(L, "\n\t%s: in ", about.short_src);
  push_function_name(L, function, frame, about);
  lua_pushstring(L, frame.tail_call ? "\n\t(...tail calls...)" : "");
  lua_concat(L, 3);
  lua_remove(L, function);
}

// A frame that says nothing about the script: aio's own Lua, C functions called from there, and the
// C function at the bottom of each task (stock `lua` shows its own as "[C]: in ?").
bool is_hidden(lua_State* L, int trace, int at) {
  const int count = to<Trace>(L, trace)->count;
  if (at >= count) return false;
  lua_Debug about;
  lua_getiuservalue(L, trace, Trace::first_function + at);
  lua_getinfo(L, ">S", &about);
  if (is_own_source(about.source)) return true;
  if (*about.what != 'C') return false;
  if (at + 1 < count) return is_hidden(L, trace, at + 1);
  return !to<Trace>(L, trace)->cut && to<Trace>(L, trace)->frames()[at].name == nullptr;
}

// Pushes the frames of one trace, without its origin.
void push_formatted_frames(lua_State* L, int trace) {
  const int count = to<Trace>(L, trace)->count;
  const bool cut = to<Trace>(L, trace)->cut;
  luaL_checkstack(L, 4, "too many frames");
  lua_pushliteral(L, "");
  for (int at = 0; at < count; ++at) {
    if (is_hidden(L, trace, at)) continue;
    push_formatted_frame(L, trace, at);
    lua_concat(L, 2);
  }
  if (cut) {
    lua_pushliteral(L, "\n\t...");
    lua_concat(L, 2);
  }
}

// [text, origin] → text: the innermost origin may be the text of a traceback from another state.
void prepend_foreign_frames(lua_State* L) {
  if (lua_type(L, -1) != LUA_TSTRING) {
    lua_pop(L, 1);
    return;
  }
  const char* frames = std::strchr(lua_tostring(L, -1), '\n');
  lua_pushstring(L, frames == nullptr ? "" : frames);
  lua_replace(L, -2);
  lua_insert(L, -2);
  lua_concat(L, 2);
}

// [text of the trace at `trace`] → the same behind "awaited by task 'Task-7':", if it has an
// origin.
void prepend_action(lua_State* L, int trace) {
  const char* action = to<Trace>(L, trace)->action;
  if (action == nullptr) return;
  lua_getiuservalue(L, trace, Trace::task);
  if (lua_isnil(L, -1) && *lua_tostring(L, -2) == '\0') return lua_pop(L, 1);
  if (lua_isnil(L, -1))
    lua_pushfstring(L, "\n  %s:", action);
  else if (lua_isinteger(L, -1) != 0)
    lua_pushfstring(L, "\n  %s task 'Task-%I':", action,
                    static_cast<LUAI_UACINT>(lua_tointeger(L, -1)));
  else
    lua_pushfstring(L, "\n  %s task '%s':", action, lua_tostring(L, -1));
  lua_replace(L, -2);
  lua_insert(L, -2);
  lua_concat(L, 2);
}

}  // namespace

bool is_own_source(const char* source) {
  return std::strncmp(source, own_source, std::strlen(own_source)) == 0;
}

namespace {

// Looks for the function in the table on top; pops it. Pushes prefix and name if it is there.
bool pop_and_find(lua_State* L, int function, const char* prefix) {
  const int table = lua_gettop(L);
  if (lua_istable(L, table)) {
    lua_pushnil(L);
    while (lua_next(L, table) != 0) {
      if (lua_type(L, -2) == LUA_TSTRING && lua_rawequal(L, -1, function) != 0) {
        lua_pushfstring(L, "%s%s", prefix, lua_tostring(L, -2));
        lua_replace(L, table);
        lua_settop(L, table);
        return true;
      }
      lua_pop(L, 1);
    }
  }
  lua_settop(L, table - 1);
  return false;
}

}  // namespace

// Lua's own traceback takes whichever module it meets first; here the order is fixed, so that a
// message does not change from run to run: globals, aio, Lua's libraries, the others.
bool push_global_name(lua_State* L, int function) {
  function = lua_absindex(L, function);
  const int loaded = lua_gettop(L) + 1;
  lua_getfield(L, LUA_REGISTRYINDEX, LUA_LOADED_TABLE);
  bool found = false;
  for (const auto& [module, prefix] : known_modules) {
    lua_getfield(L, loaded, module);
    if ((found = pop_and_find(L, function, prefix))) break;
  }
  if (!found) lua_pushnil(L);
  while (!found && lua_next(L, loaded) != 0) {
    lua_pushfstring(L, "%s.", lua_type(L, -2) == LUA_TSTRING ? lua_tostring(L, -2) : "?");
    lua_insert(L, -2);
    found = pop_and_find(L, function, lua_tostring(L, -2));
    if (!found) lua_pop(L, 1);
  }
  if (found) lua_replace(L, loaded);
  lua_settop(L, found ? loaded : loaded - 1);
  return found;
}

void push_trace(lua_State* L, int level) {
  const int found = count_frames(L, level);
  const int count = found > most_frames ? most_frames : found;
  auto& trace = create_sized<Trace>(L, static_cast<std::size_t>(count) * sizeof(Frame),
                                    Trace::first_function - 1 + count);
  lua_Debug about;
  for (int at = 0; at < count && lua_getstack(L, level + at, &about) != 0; ++at) {
    lua_getinfo(L, "nltf", &about);
    lua_setiuservalue(L, -2, Trace::first_function + at);
    const bool caller_kept = at + 1 < count;
    trace.frames()[at] = {caller_kept ? about.name : nullptr, about.namewhat, about.currentline,
                          about.istailcall != 0};
    trace.count = at + 1;
  }
  trace.cut = found > count;
}

void link_trace(lua_State* L, const char* action) {
  to<Trace>(L, -3)->action = action;
  lua_setiuservalue(L, -3, Trace::task);
  lua_setiuservalue(L, -2, Trace::origin);
}

bool is_trace(lua_State* L, int index) { return to<Trace>(L, index) != nullptr; }

void push_trace_place(lua_State* L, int index) {
  index = lua_absindex(L, index);
  Trace& trace = *to<Trace>(L, index);
  lua_Debug about;
  for (int at = 0; at < trace.count; ++at) {
    if (trace.frames()[at].line <= 0 || is_hidden(L, index, at)) continue;
    lua_getiuservalue(L, index, Trace::first_function + at);
    lua_getinfo(L, ">S", &about);
    lua_pushfstring(L, "%s:%d", about.short_src, trace.frames()[at].line);
    return;
  }
  lua_pushliteral(L, "?");
}

void push_formatted_trace(lua_State* L, int index) {
  constexpr int longest_chain = 50;
  index = lua_absindex(L, index);
  lua_pushliteral(L, "");  // the text so far: later (outer) traces are put behind
  lua_pushvalue(L, index);
  for (int links = 0; is_trace(L, -1) && links < longest_chain; ++links) {
    const int trace = lua_gettop(L);
    push_formatted_frames(L, trace);
    prepend_action(L, trace);
    lua_pushvalue(L, trace - 1);
    lua_concat(L, 2);  // this trace's text + what follows it
    lua_replace(L, trace - 1);
    lua_getiuservalue(L, trace, Trace::origin);
    lua_replace(L, trace);
  }
  prepend_foreign_frames(L);
  if (*lua_tostring(L, -1) == '\0') return;
  lua_pushliteral(L, "stack traceback:");
  lua_insert(L, -2);
  lua_concat(L, 2);
}

void append_frames(lua_State* L, lua_State* co, int level) {
  lua_Debug about;
  for (auto count = static_cast<lua_Integer>(lua_rawlen(L, -1)) + 1;
       lua_getstack(co, level, &about) != 0; ++level) {
    lua_getinfo(co, "Sln", &about);
    const bool own = *about.what == 'C' && about.name == nullptr;  // the body of a task
    if (own || is_own_source(about.source)) continue;
    lua_createtable(L, 0, 3);
    lua_pushstring(L, about.short_src);
    lua_setfield(L, -2, "source");
    lua_pushinteger(L, about.currentline);
    lua_setfield(L, -2, "line");
    if (about.name != nullptr)
      lua_pushstring(L, about.name);
    else
      lua_pushstring(L, *about.what == 'm' ? "main chunk" : "?");
    lua_setfield(L, -2, "name");
    lua_rawseti(L, -2, count++);
  }
}

void open_traceback(lua_State* L) {
  static const luaL_Reg no_methods[] = {{nullptr, nullptr}};
  register_class(L, {Trace::class_type, no_methods});
}

}  // namespace aio
