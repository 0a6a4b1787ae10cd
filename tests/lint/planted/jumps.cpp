// Planted for the self-test of lint/jumps: it must report exactly the lines that say FAULT.
#include <lua.hpp>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace aio {
int protect(lua_State* L, void (*function)(lua_State*, void*), void* data);
}

namespace planted {

struct Member {
  std::string text;
};
struct Plain {
  int number = 0;
  ~Plain() = default;
};
struct Host {
  lua_State* L;
  std::string name;
};

std::string make_text();
void consume(const std::string& text);
void may_raise(lua_State* L);
void cannot_raise(lua_State* L) noexcept;

int local(lua_State* L) {
  std::string text(lua_tostring(L, 1));  // FAULT
  return static_cast<int>(text.size());
}
int temporary(lua_State* L) {
  lua_pushstring(L, make_text().c_str());  // FAULT
  return 1;
}
int converted(lua_State* L) {
  consume(luaL_checkstring(L, 1));  // FAULT
  return 0;
}
int implicit_destructor(lua_State* L) {
  Member member;  // FAULT
  lua_pushstring(L, member.text.c_str());
  return 1;
}
int array(lua_State* L) {
  Member members[2];  // FAULT
  lua_pushinteger(L, static_cast<lua_Integer>(members[0].text.size()));
  return 1;
}
int optional_owner(lua_State* L) {
  std::optional<std::string> text;  // FAULT
  lua_pushboolean(L, text.has_value());
  return 1;
}
int shared_owner(lua_State* L) {
  auto owner = std::make_shared<int>(1);  // FAULT
  lua_pushinteger(L, *owner);
  return 1;
}
int captured(lua_State* L) {
  auto run = [member = Member()] { return member.text.size(); };  // FAULT
  lua_pushinteger(L, static_cast<lua_Integer>(run()));
  return 1;
}
int guard(lua_State* L, std::mutex& mutex) {
  std::lock_guard lock(mutex);  // FAULT
  luaL_error(L, "locked for ever");
  return 0;
}
void parameter(lua_State* L, std::string text) {  // FAULT
  lua_pushlstring(L, text.data(), text.size());
}
template <typename T>
void instantiated(lua_State* L) {
  T value;  // FAULT
  lua_pushlightuserdata(L, &value);
}
template void instantiated<std::vector<int>>(lua_State* L);

void without_parameter(const Host& host) {
  std::string copy = host.name;  // FAULT
  lua_pushstring(host.L, copy.c_str());
}
void through_a_helper(const Host& host) {
  std::string copy = host.name;  // FAULT
  may_raise(host.L);
}
int inside_a_catch(lua_State* L) {
  try {
    consume({});  // FAULT
  } catch (const std::exception& error) {
    return luaL_error(L, "%s", error.what());  // FAULT
  }
  return 0;
}
void broken_promise(lua_State* L) noexcept {
  lua_newtable(L);  // FAULT
}
struct Destroyed {
  lua_State* L;
  ~Destroyed() { lua_newtable(L); }  // FAULT
};

// From here on all is well.
int plain(lua_State* L) {
  static const std::string lives_for_ever = "x";
  std::string_view view = luaL_checkstring(L, 1);
  std::span<const char> span(view);
  std::optional<int> number = 1;
  Plain trivial;
  const std::string& reference = lives_for_ever;
  std::unique_ptr<int>* pointer = nullptr;
  lua_pushinteger(L, *number + trivial.number + (pointer ? 1 : 0));
  lua_pushlstring(L, span.data(), span.size() + reference.size());
  return 1;
}
std::size_t host_side(const Host& host) {
  std::string copy = host.name;
  cannot_raise(host.L);
  lua_settop(host.L, 0);
  lua_pushnil(host.L);
  if (aio::protect(host.L, nullptr, &copy) != LUA_OK) copy = "failed";
  return copy.size();
}
int real_work_in_a_lambda(lua_State* L) {
  auto work = [](std::string_view text) {
    std::string copy(text);
    return copy.size();
  };
  lua_pushinteger(L, static_cast<lua_Integer>(work("abc")));
  return 1;
}

}  // namespace planted
