#include "runtime/task/coroutine_object.hpp"

#include "runtime/lua/boundary.hpp"
#include "runtime/lua/traceback.hpp"
#include "runtime/task/async_function.hpp"
#include "runtime/task/never_awaited.hpp"
#include "runtime/task/operation.hpp"

namespace aio {

namespace {

int iscoroutine(lua_State* L) {
  luaL_checkany(L, 1);
  lua_pushboolean(L, to_coroutine(L, 1) != nullptr);
  return 1;
}

int coroutine_close(lua_State* L) {
  auto* coroutine = to_coroutine(L, 1);
  if (coroutine == nullptr) raise_type_error(L, 1, "coroutine");
  if (coroutine->state == Coroutine::State::fresh) close_coroutine(L, *coroutine, 1);
  return 0;
}

int coroutine_tostring(lua_State* L) {
  push_coroutine_name(L, 1);
  lua_pushfstring(L, "<coroutine '%s'>", lua_tostring(L, -1));
  return 1;
}

void register_coroutine_class(lua_State* L, const Type& type) {
  static const luaL_Reg methods[] = {{"close", entry<coroutine_close>}, {nullptr, nullptr}};
  static const luaL_Reg metamethods[] = {{"__tostring", entry<coroutine_tostring>},
                                         {nullptr, nullptr}};
  register_class(L, {type, methods, metamethods});
}

}  // namespace

Coroutine* to_coroutine(lua_State* L, int index) {
  Object* object = to_object(L, index);
  if (object == nullptr) return nullptr;
  const bool found = object->type == &Call::class_type || object->type == &Operation::class_type;
  return found ? static_cast<Coroutine*>(object) : nullptr;
}

void require_fresh(lua_State* L, const Coroutine& coroutine) {
  if (coroutine.state != Coroutine::State::fresh)
    luaL_error(L, "cannot reuse already awaited coroutine");
}

void use_coroutine(lua_State* L, Coroutine& coroutine, int index) {
  require_fresh(L, coroutine);
  coroutine.state = Coroutine::State::started;
  stop_watching(L, coroutine, index);
}

void close_coroutine(lua_State* L, Coroutine& coroutine, int index) {
  coroutine.state = Coroutine::State::closed;
  stop_watching(L, coroutine, index);
}

namespace {

// The name of last resort for the function (or other callable) on top of the stack, in its place:
// where it is defined.
void replace_by_place(lua_State* L) {
  lua_Debug about;
  if (!lua_isfunction(L, -1)) {
    lua_pushstring(L, type_name(L, -1));
    lua_replace(L, -2);
    return;
  }
  lua_getinfo(L, ">S", &about);
  if (about.linedefined > 0)
    lua_pushfstring(L, "%s:%d", about.short_src, about.linedefined);
  else
    lua_pushliteral(L, "a C function");
}

}  // namespace

void push_coroutine_name(lua_State* L, int index) {
  index = lua_absindex(L, index);
  if (auto* operation = to<Operation>(L, index)) {
    lua_pushstring(L, operation->kind.name);
    return;
  }
  lua_getiuservalue(L, index, Call::about);
  const bool named = lua_getiuservalue(L, -1, AsyncFunction::name) != LUA_TNIL;
  lua_remove(L, -2);
  if (!named) {
    lua_getiuservalue(L, index, Call::about);
    lua_getiuservalue(L, -1, AsyncFunction::function);
    lua_replace(L, -3);
    lua_pop(L, 1);
    replace_by_place(L);
  }
}

void push_creation_place(lua_State* L, int index) {
  lua_Debug about;
  int line = 0;
  index = lua_absindex(L, index);
  if (const auto* coroutine = to_coroutine(L, index)) {
    line = coroutine->line;
    lua_getiuservalue(L, index, Coroutine::creator);
  } else {
    lua_pushvalue(L, index);
  }
  if (is_trace(L, -1)) {
    push_trace_place(L, -1);
    push_formatted_trace(L, -2);
    lua_pushfstring(L, "%s (%s)", lua_tostring(L, -2), lua_tostring(L, -1));
    lua_replace(L, -4);
    lua_pop(L, 2);
    return;
  }
  if (!lua_isfunction(L, -1)) {
    lua_pop(L, 1);
    lua_pushliteral(L, "?");
    return;
  }
  lua_getinfo(L, ">S", &about);
  lua_pushfstring(L, "%s:%d", about.short_src, line > 0 ? line : about.linedefined);
}

void open_coroutine_object(lua_State* L) {
  static const luaL_Reg no_methods[] = {{nullptr, nullptr}};
  register_class(L, {Coroutine::class_type, no_methods});
  register_coroutine_class(L, Call::class_type);
  register_coroutine_class(L, Operation::class_type);
  lua_pushcfunction(L, entry<iscoroutine>);
  lua_setfield(L, -2, "iscoroutine");
}

}  // namespace aio
