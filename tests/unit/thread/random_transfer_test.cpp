// Properties of the transfer: 10 000 random values, with cycles and shared parts, come back equal;
// 90 000 damaged messages are either read or refused, never more. (Not of functions: Lua does not
// verify bytecode.)
#include <cstdint>
#include <cstring>
#include <random>

#include "tests/unit/thread/support.hpp"

using aio::test::TwoStates;

namespace {

// make(seed) builds a random graph; same(a, b) compares two graphs including which parts are
// shared.
constexpr const char* library = R"lua(
  local random = math.random
  local words = {"", "a", "key", "name", "x y", "\0", ("long"):rep(20), ("longer"):rep(300)}

  local function scalar()
    local kind = random(9)
    if kind == 1 then return random(0) end
    if kind == 2 then return random(-300, 300) end
    if kind == 3 then return random() * 10.0 ^ random(-30, 30) end
    if kind == 4 then return random(2) == 1 end
    if kind == 5 then return words[random(#words)] end
    if kind == 6 then return -0.0 end
    if kind == 7 then return random(-5, 5) + 0.0 end
    if kind == 8 then return print end
    local bytes = {}
    for i = 1, random(60) do bytes[i] = string.char(random(0, 255)) end
    return table.concat(bytes)
  end

  local value
  local budget     -- parts that the graph may still have
  local functions  -- whether it may have closures

  local function closure(known, depth)
    local a, b = nil, scalar()
    local function get() return a, b end
    known[#known + 1] = get
    a = random(3) == 1 and get or value(known, depth + 1)
    return get
  end

  function value(known, depth)
    local kind = random(10)
    if #known > 0 and kind <= 2 then return known[random(#known)] end
    budget = budget - 1
    if budget < 0 or (depth > 0 and kind <= 5) then return scalar() end
    if kind == 6 and functions then return closure(known, depth) end
    local t = {}
    known[#known + 1] = t
    for i = 1, random(0, 5) do t[i] = value(known, depth + 1) end
    for _ = 1, random(0, 4) do
      t[value(known, depth + 1)] = value(known, depth + 1)
    end
    return t
  end

  function make(seed, without_functions)
    math.randomseed(seed)
    budget, functions = 60, not without_functions
    return value({}, 0)
  end

  -- A text that is the same for equal graphs: parts are numbered in the order of a walk that does not
  -- depend on addresses. Keys that are objects are looked at in the order of their own texts.
  function describe(root)
    local numbers, count, out = {}, 0, {}
    local function simple(v)
      if math.type(v) == "float" then return "f" .. string.pack("d", v) end
      if type(v) == "function" and v == print then return "print" end
      return type(v):sub(1, 1) .. tostring(v)
    end
    local function is_part(v) return type(v) == "table" or type(v) == "function" and v ~= print end
    local walk
    function walk(v)
      if not is_part(v) then out[#out + 1] = simple(v) return end
      if numbers[v] then out[#out + 1] = "#" .. numbers[v] return end
      count = count + 1
      numbers[v] = count
      out[#out + 1] = type(v)
      if type(v) == "function" then
        for i = 1, 3 do
          local name, up = debug.getupvalue(v, i)
          if name and name ~= "_ENV" then out[#out + 1] = name walk(up) end
        end
        return
      end
      local keys, objects = {}, 0
      for k in pairs(v) do
        if is_part(k) then objects = objects + 1 else keys[#keys + 1] = k end
      end
      table.sort(keys, function(a, b) return simple(a) < simple(b) end)
      for _, k in ipairs(keys) do out[#out + 1] = simple(k) walk(v[k]) end
      out[#out + 1] = "objects " .. objects
      for k, w in pairs(v) do
        if is_part(k) and rawequal(k, w) then out[#out + 1] = "self-keyed" end
      end
    end
    walk(root)
    return table.concat(out, "\1")
  end
)lua";

}  // namespace

TEST_CASE("10 000 random values come back equal") {
  TwoStates states;
  states.run(library);
  states.run(R"lua(
    for seed = 1, 10000 do
      local v = make(seed)
      local before, w = describe(v), copy(v)
      assert(describe(v) == before, "changed by sending: seed " .. seed)
      assert(describe(w) == before, "not equal: seed " .. seed)
      assert(type(v) ~= "table" or v ~= w)
    end
  )lua");
}

namespace {

// Reads the message of `data` in protected mode.
int read(lua_State* L) {
  auto& message = *static_cast<aio::Message*>(lua_touserdata(L, 1));
  lua_settop(L, 0);
  return aio::unpack(L, message);
}

void try_to_read(lua_State* L, aio::Message& message) {
  lua_pushcfunction(L, aio::entry<read>);
  lua_pushlightuserdata(L, &message);
  lua_pcall(L, 1, LUA_MULTRET, 0);
  lua_settop(L, 0);
}

using Random = std::mt19937;

std::size_t below(Random& random, std::size_t limit) {
  return std::uniform_int_distribution<std::size_t>(0, limit - 1)(random);
}

void damage(std::string& bytes, Random& random) {
  for (std::size_t i = 0, changes = 1 + below(random, 4); i < changes; ++i) {
    if (bytes.empty()) return;
    const std::size_t at = below(random, bytes.size());
    const char byte =
        static_cast<char>(below(random, 3) == 0 ? below(random, 256) : below(random, 20));
    switch (below(random, 5)) {
      case 0:
        bytes.resize(at);
        break;
      case 1:
        bytes.insert(at, 1, byte);
        break;
      case 2:
        bytes.erase(at, 1 + below(random, 4));
        break;
      default:
        bytes[at] = byte;
    }
  }
}

}  // namespace

TEST_CASE("damaged messages are refused or read, nothing else") {
  TwoStates states;
  Random random(20240607);
  states.run(library);
  // Without searchers, a damaged module name is not looked for on disk.
  REQUIRE(luaL_dostring(states.there, "package.searchers = {}") == LUA_OK);
  states.run("function send(seed) copy({make(seed, true), string, {print, _G}, {}}) end");
  for (int seed = 1; seed <= 300; ++seed) {
    lua_getglobal(states.here, "send");
    lua_pushinteger(states.here, seed);
    REQUIRE(lua_pcall(states.here, 1, 0, 0) == LUA_OK);
    const std::string valid = states.request.bytes;
    for (int i = 0; i < 300; ++i) {
      aio::Message message;
      message.bytes = valid;
      damage(message.bytes, random);
      try_to_read(states.there, message);
    }
  }
}

namespace {

// Changes one byte, but none of the bytecode, which begins with Lua's signature after its size.
void damage_around_bytecode(std::string& bytes, Random& random) {
  std::string sound(bytes.size(), '\0');
  for (std::size_t at = 0; (at = bytes.find("\x1bLua", at)) != std::string::npos; ++at) {
    std::uint32_t size = 0;
    std::memcpy(&size, bytes.data() + at - sizeof size, sizeof size);
    sound.replace(at, size, size, '\1');
  }
  std::size_t at = below(random, bytes.size());
  while (sound[at] != '\0') at = below(random, bytes.size());
  bytes[at] = static_cast<char>(below(random, 20));
}

}  // namespace

TEST_CASE("damage around bytecode is refused or read") {
  TwoStates states;
  Random random(11);
  states.run(R"lua(
    local n, t, f = 0, {}, nil
    function f() n = n + 1; t.x = f; return n end
    local function g() n = n - 1; return f, t, g end
    copy(f, g, {f, g, t})
  )lua");
  for (int i = 0; i < 20'000; ++i) {
    aio::Message message;
    message.bytes = states.request.bytes;
    damage_around_bytecode(message.bytes, random);
    try_to_read(states.there, message);
  }
}

TEST_CASE("random bytes are refused or read") {
  TwoStates states;
  Random random(7);
  REQUIRE(luaL_dostring(states.there, "package.searchers = {}") == LUA_OK);
  for (int i = 0; i < 20'000; ++i) {
    aio::Message message;
    message.bytes = {1, static_cast<char>(below(random, 2)), static_cast<char>(below(random, 4))};
    for (std::size_t left = below(random, 60); left > 0; --left)
      message.bytes.push_back(static_cast<char>(below(random, below(random, 4) == 0 ? 256 : 18)));
    try_to_read(states.there, message);
  }
}

TEST_CASE("the errors of damaged messages say where") {
  TwoStates states;
  const auto error_of = [&](std::string bytes) {
    aio::Message message;
    message.bytes = std::move(bytes);
    lua_pushcfunction(states.there, aio::entry<read>);
    lua_pushlightuserdata(states.there, &message);
    REQUIRE(lua_pcall(states.there, 1, LUA_MULTRET, 0) != LUA_OK);
    std::string text = lua_tostring(states.there, -1);
    lua_settop(states.there, 0);
    return text;
  };
  using namespace std::string_literals;
  CHECK(error_of("") == "malformed message at byte 0");
  CHECK(error_of("\x01"s) == "malformed message at byte 1");
  CHECK(error_of("\x02\0\0"s) == "malformed message at byte 1");
  CHECK(error_of("\x01\0\x05"s) == "malformed message at byte 3");      // five values of no bytes
  CHECK(error_of("\x01\0\x01\x7f"s) == "malformed message at byte 4");  // no such tag
  CHECK(error_of("\x01\0\x01\x05\xff\xff\xff\x7f"s) ==
        "malformed message at byte 4");  // string of 256 MB
  CHECK(error_of("\x01\0\x01\x08\xff\xff\xff\x7f\0\0\0\0"s) ==
        "malformed message at byte 12");                                  // huge table
  CHECK(error_of("\x01\0\x01\x0a\0"s) == "malformed message at byte 5");  // reference to nothing
  CHECK(error_of("\x01\0\x01\x08\0\0\0\0\x01\0\0\0\0\0"s) ==
        "malformed message at byte 13");                                // nil key
  CHECK(error_of("\x01\0\x01\0\0"s) == "malformed message at byte 4");  // bytes left over
}
