// Objects in userdata: class checks, inheritance, and foreign userdata, which must never be
// mistaken.

#include "runtime/lua/object.hpp"

#include <array>
#include <cstring>

#include "tests/unit/lua/state.hpp"

namespace {

using aio::Object;
using aio::Type;
using aio::test::State;

struct Animal : Object {
  static constexpr Type class_type{"Animal"};
  Animal() : Object(class_type) {}
  explicit Animal(const Type& its_type) : Object(its_type) {}
  int legs = 4;
};

struct Bird : Animal {
  static constexpr Type class_type{"Bird", &Animal::class_type};
  Bird() : Animal(class_type) { legs = 2; }
};

int legs(lua_State* L) {
  lua_pushinteger(L, aio::check<Animal>(L, 1).legs);
  return 1;
}

int fly(lua_State* L) {
  aio::check<Bird>(L, 1);
  lua_pushliteral(L, "flies");
  return 1;
}

void open(lua_State* L) {
  static const luaL_Reg animal_methods[] = {{"legs", legs}, {nullptr, nullptr}};
  static const luaL_Reg bird_methods[] = {{"fly", fly}, {nullptr, nullptr}};
  aio::register_class(L, {Animal::class_type, animal_methods});
  aio::register_class(L, {Bird::class_type, bird_methods});
}

}  // namespace

TEST_CASE("methods, inherited ones too") {
  State state;
  open(state.L);
  aio::create<Bird>(state.L, 0);
  CHECK(state.run("local bird = ... return bird:legs() .. bird:fly()") == "2flies");
  aio::create<Animal>(state.L, 0);
  CHECK(state.run("local animal = ... return animal:legs()") == "4");
  aio::create<Animal>(state.L, 0);
  CHECK(state.run("local animal = ... return animal.fly == nil") == "true");
}

TEST_CASE("to and check know the classes") {
  State state;
  open(state.L);
  aio::create<Animal>(state.L, 0);
  CHECK(aio::to<Animal>(state.L, 1) != nullptr);
  CHECK(aio::to<Bird>(state.L, 1) == nullptr);
  CHECK(state.call(fly) == "bad argument #1 to '?' (Bird expected, got Animal)");
  aio::create<Bird>(state.L, 0);
  CHECK(aio::to<Animal>(state.L, 1) != nullptr);
  CHECK(state.call(legs) == "2");
}

TEST_CASE("other values are refused by name") {
  State state;
  open(state.L);
  lua_pushinteger(state.L, 5);
  CHECK(state.call(legs) == "bad argument #1 to '?' (Animal expected, got number)");
  CHECK(state.call(legs) == "bad argument #1 to '?' (Animal expected, got no value)");
  lua_pushlightuserdata(state.L, &state);
  CHECK(state.call(legs) == "bad argument #1 to '?' (Animal expected, got light userdata)");
  CHECK(state.run("return io.stdout") != "");
}

TEST_CASE("foreign userdata are refused, whatever is in them") {
  State state;
  open(state.L);
  for (const int byte : {0x00, 0x01, 0x41, 0xff}) {
    for (const std::size_t size : {0, 1, 7, 8, 16, 64}) {
      void* memory = lua_newuserdatauv(state.L, size, 0);
      std::memset(memory, byte, size);
      CHECK(aio::to<Animal>(state.L, -1) == nullptr);
      lua_settop(state.L, 0);
    }
  }
  // Looks like an object of an unknown class.
  static constexpr Type unknown{"Unknown", &Animal::class_type};
  auto** memory = static_cast<const Type**>(lua_newuserdatauv(state.L, sizeof(Animal), 0));
  *memory = &unknown;
  CHECK(aio::to<Animal>(state.L, -1) == nullptr);
  lua_getglobal(state.L, "io");
  lua_getfield(state.L, -1, "stdout");
  CHECK(aio::to<Animal>(state.L, -1) == nullptr);
}

TEST_CASE("light userdata are never objects") {
  State state;
  open(state.L);
  Animal animal;
  lua_pushlightuserdata(state.L, &animal);
  CHECK(aio::to<Animal>(state.L, -1) == nullptr);
}

TEST_CASE("the metatable is locked against scripts") {
  State state;
  open(state.L);
  aio::create<Animal>(state.L, 0);
  CHECK(state.run("return getmetatable((...))") == "false");
  aio::create<Animal>(state.L, 0);
  CHECK(state.run("return pcall(setmetatable, ..., {})") == "false");
}

TEST_CASE("type_name") {
  State state;
  open(state.L);
  aio::create<Bird>(state.L, 0);
  CHECK(std::string(aio::type_name(state.L, -1)) == "Bird");
  lua_newtable(state.L);
  CHECK(std::string(aio::type_name(state.L, -1)) == "table");
  lua_newtable(state.L);
  lua_pushliteral(state.L, "Mine");
  lua_setfield(state.L, -2, "__name");
  lua_setmetatable(state.L, -2);
  CHECK(std::string(aio::type_name(state.L, -1)) == "Mine");
}

TEST_CASE("user values belong to the userdata") {
  State state;
  open(state.L);
  aio::create_sized<Animal>(state.L, 100, 2);
  CHECK(lua_rawlen(state.L, -1) == sizeof(Animal) + 100);
  lua_pushliteral(state.L, "kept");
  CHECK(lua_setiuservalue(state.L, -2, 2) == 1);
  lua_pushnil(state.L);
  CHECK(lua_setiuservalue(state.L, -2, 3) == 0);
}
