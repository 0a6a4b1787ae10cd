// What crosses from state to state, kind by kind.
#include "tests/unit/thread/support.hpp"

using aio::test::TwoStates;

TEST_CASE("plain values cross bit by bit") {
  TwoStates states;
  states.run(R"lua(
    local function same(v)
      local w = copy(v)
      assert(math.type(w) == math.type(v) and type(w) == type(v), tostring(v))
      assert(rawequal(w, v), tostring(v))
    end
    same(nil) same(true) same(false)
    for _, i in ipairs{0, 1, -1, 63, 64, 127, 128, -64, -65, math.maxinteger, math.mininteger} do same(i) end
    for _, x in ipairs{0.0, 1.0, 1.5, -1e308, math.huge, -math.huge, 5e-324, 2^53} do same(x) end
    for _, s in ipairs{"", "a", "\0\1\255", ("x"):rep(40), ("y"):rep(41), ("z"):rep(1000000)} do same(s) end
    local pack = string.pack
    assert(pack("d", copy(-0.0)) == pack("d", -0.0))
    for _, nan in ipairs{0/0, -(0/0), (string.unpack("d", "\1\2\3\4\5\6\xf7\x7f"))} do
      assert(pack("d", copy(nan)) == pack("d", nan))
    end
    assert(select("#", copy()) == 0)
    assert(select("#", copy(nil, nil)) == 2)
    assert(select("#", copy(table.unpack({}, 1, 500))) == 500)
  )lua");
}

TEST_CASE("tables keep cycles, shared parts and every kind of key") {
  TwoStates states;
  states.run(R"lua(
    local part = {1, 2, 3}
    local t = {part, part, nil, 4, name = "t", [1.5] = "x", [true] = false, [-1] = "neg", [part] = part}
    t.self = t
    local u, again = copy(t, t)
    assert(u == again and u ~= t and u.self == u)
    assert(u[1] == u[2] and u[u[1]] == u[1] and #u[1] == 3 and u[1][3] == 3)
    assert(u[3] == nil and u[4] == 4 and u.name == "t" and u[1.5] == "x" and u[true] == false and u[-1] == "neg")
    local count = 0
    for _ in pairs(u) do count = count + 1 end
    assert(count == 9)

    local knot = {}
    knot[knot] = knot
    local k = copy(knot)
    assert(k[k] == k and next(k, k) == nil)

    local sparse = {}
    for i = 0, 40 do sparse[1 << i] = i end
    local s = copy(sparse)
    for i = 0, 40 do assert(s[1 << i] == i) end

    local list
    for i = 1, 100000 do list = {next = list, i = i} end
    local copied = copy(list)
    for i = 100000, 1, -1 do assert(copied.i == i) copied = copied.next end
  )lua");
}

TEST_CASE("functions take their upvalues along") {
  TwoStates states;
  states.run(R"lua(
    local factor, data = 3, {10}
    assert(over(function(x) return x * factor + data[1] end, 2) == 16)

    -- shared variables stay shared, also with a function that is nested in a table
    local n = 0
    local function up() n = n + 1 end
    local function get() return n end
    assert(over(function(t) up() t.up() return get() end, {up = up}) == 2)
    assert(n == 0)

    -- the same function is the same function
    local f, g = copy(up, up)
    assert(f == g and f ~= up)

    -- recursion, alone and mutual
    local function fib(i) return i < 2 and i or fib(i - 1) + fib(i - 2) end
    assert(over(fib, 15) == 610)
    local odd
    local function even(i) return i == 0 or odd(i - 1) end
    function odd(i) return i ~= 0 and even(i - 1) end
    assert(over(even, 10) == true)

    -- more upvalues than a small number holds, none at all, vararg
    assert(over(load("return ...") , 7) == 7)
    local a, b, c, d = 1, 2, 3, 4
    assert(over(function(...) return a + b + c + d + select("#", ...) end, 0, 0) == 12)

    -- debug information stays
    local where = over(function() local x; return select(2, pcall(function() return x.y end)) end)
    assert(where:find("^script.lua:%d+: attempt to index a nil value %(upvalue 'x'%)"), where)
  )lua");
}

TEST_CASE("what every state has crosses by name") {
  TwoStates states;
  states.run(R"lua(
    -- _ENV becomes the other state's globals
    here_only = 1
    assert(over(function() return here_only end) == nil)
    over(function() there_only = 2 end)
    assert(there_only == nil and over(function() return there_only end) == 2)
    assert(over(function(g) return g == _G end, _G) == true)
    local env = {x = 5}
    assert(over(load("return x", "=chunk", "t", env)) == 5)

    -- library functions, modules
    local upper, str, req = string.upper, string, require
    assert(over(function(s) return upper(s), str == string, req == require end, "a") == "A")
    assert(select(2, over(function(s) return upper(s), str == string end, "a")) == true)
    assert(copy(print) == print and copy(table.concat) == table.concat and copy(io.write) == io.write)
    assert(over(math.max, 1, 3) == 3)
    assert(copy(string) == string)

    -- modules are loaded over there when they are needed
    package.preload.one = function() return {origin = "here"} end
    local one = require "one"
    over(function() package.preload.one = function() return {origin = "there"} end end)
    assert(over(function() return one.origin end) == "there")
    assert(copy(one) == one)
    package.loaded.two = {}
    local two = package.loaded.two
    local ok, message = pcall(over, function() return two end)
    assert(not ok and message:find("module 'two' not found", 1, true), message)
  )lua");
}

TEST_CASE("the members of aio's modules cross by name, whatever they are") {
  TwoStates states;
  const char* module = R"lua(
    local M = {}
    M.Class = setmetatable({}, {__call = function() end})
    M.written_in_lua = load("local hidden = io.stdout return function() return hidden end", "=aio/part.lua")()
    package.loaded["aio.part"] = M
  )lua";
  states.run(module);
  REQUIRE(luaL_dostring(states.there, module) == LUA_OK);
  states.run(R"lua(
    local part = package.loaded["aio.part"]
    assert(copy(part.Class) == part.Class)
    assert(copy(part.written_in_lua) == part.written_in_lua)
  )lua");
}

TEST_CASE("instances of registered classes keep their class") {
  TwoStates states;
  for (lua_State* L : {states.here, states.there}) {
    REQUIRE(luaL_dostring(L, R"lua(
      Point = {__name = "Point"}
      Point.__index = Point
      function Point:sum() return self.x + self.y end
    )lua") == LUA_OK);
    lua_getglobal(L, "Point");
    aio::transfer_register_class(L, -1, "Point");
    lua_settop(L, 0);
  }
  states.run(R"lua(
    local p = setmetatable({x = 1, y = 2}, Point)
    p.me = p
    assert(over(function(q) return getmetatable(q) == Point and q.me == q and q:sum() end, p) == 3)
    local q = copy(p)
    assert(getmetatable(q) == Point and q ~= p and q.me == q)
    assert(copy(Point) == Point)
    over(function() debug.getregistry()[1] = debug.getregistry()[1] end)
  )lua");
}

TEST_CASE("private fields of instances stay behind") {
  TwoStates states;
  static const char key = 0;
  for (lua_State* L : {states.here, states.there}) {
    lua_newtable(L);
    aio::transfer_register_class(L, -1, "Error");
    lua_setglobal(L, "Error");
  }
  lua_newtable(states.here);
  lua_getglobal(states.here, "Error");
  lua_setmetatable(states.here, -2);
  lua_newuserdatauv(states.here, 1, 0);
  lua_rawsetp(states.here, -2, &key);
  lua_setglobal(states.here, "instance");
  states.run(
      "instance.message = 'm' local e = copy(instance) assert(e.message == 'm' and next(e, "
      "'message') == nil)");
}

TEST_CASE("large strings are not copied by the sender") {
  TwoStates states;
  states.run(R"lua(
    local big = ("0123456789"):rep(100000)
    local t, s = copy({big, big, key = big}, big)
    assert(t[1] == big and t[2] == big and t.key == big and s == big)
  )lua");
  CHECK(states.request.borrowed.size() == 1);
  CHECK(states.request.bytes.size() < 100);
  CHECK(states.reply.borrowed.empty());  // only the sender of a request has an anchor here
}

TEST_CASE("borrowed strings are taken over before unpacking") {
  TwoStates states;
  lua_State* L = states.here;
  const std::string text(100'000, 'x');
  lua_pushlstring(L, text.data(), text.size());
  lua_newtable(L);
  aio::pack(L, 1, 1, {"to_thread", "a thread", "argument", 2}, states.request);
  REQUIRE(states.request.borrowed.size() == 1);
  aio::adopt_borrowed(states.there, states.request);
  lua_settop(L, 0);
  lua_gc(L, LUA_GCCOLLECT);
  REQUIRE(aio::unpack(states.there, states.request) == 1);
  CHECK(lua_tostring(states.there, -1) == text);
}

TEST_CASE("an error becomes a message without a state") {
  TwoStates states;
  aio::Message message;
  message.set_error("not enough memory");
  REQUIRE(aio::unpack(states.here, message) == 2);
  CHECK(std::string(lua_tostring(states.here, 1)) == "not enough memory");
  CHECK(lua_isnil(states.here, 2));
}

TEST_CASE("packing leaves the stack as it was and creates nothing") {
  TwoStates states;
  lua_State* L = states.here;
  REQUIRE(luaL_dostring(
              L, "local t = {1, {2}, 'three'} return t, function() return t, print, io end") ==
          LUA_OK);
  lua_gc(L, LUA_GCSTOP);
  aio::pack(L, 1, 2, {"to_thread"}, states.request);
  const int before = lua_gc(L, LUA_GCCOUNT) * 1024 + lua_gc(L, LUA_GCCOUNTB);
  aio::pack(L, 1, 2, {"to_thread"}, states.request);
  CHECK(lua_gc(L, LUA_GCCOUNT) * 1024 + lua_gc(L, LUA_GCCOUNTB) == before);
  CHECK(lua_gettop(L) == 2);
}
