// Anchors: values kept alive by number.

#include "runtime/lua/anchors.hpp"

#include <random>
#include <string>
#include <vector>

#include "tests/unit/lua/state.hpp"

namespace {

using aio::Anchors;
using aio::test::State;

struct OpenAnchors {
  explicit OpenAnchors(State& state) { anchors.open(state.L); }
  ~OpenAnchors() { anchors.close(); }
  OpenAnchors(const OpenAnchors&) = delete;
  OpenAnchors& operator=(const OpenAnchors&) = delete;
  Anchors anchors;
};

}  // namespace

TEST_CASE("a value is kept until it is released") {
  State state;
  OpenAnchors open(state);
  Anchors& anchors = open.anchors;
  state.run("weak = setmetatable({}, {__mode = 'v'}) weak[1] = {}");
  lua_getglobal(state.L, "weak");
  lua_rawgeti(state.L, -1, 1);
  const Anchors::Slot slot = anchors.add(state.L);
  CHECK(slot != Anchors::none);
  lua_settop(state.L, 0);
  CHECK(state.run("collectgarbage() return weak[1] ~= nil") == "true");
  anchors.push(state.L, slot);
  CHECK(lua_istable(state.L, -1));
  lua_settop(state.L, 0);
  anchors.release(slot);
  CHECK(state.run("collectgarbage() return weak[1] == nil") == "true");
  CHECK(anchors.count() == 0);
}

TEST_CASE("releasing none is nothing") {
  State state;
  OpenAnchors open(state);
  open.anchors.release(Anchors::none);
  CHECK(open.anchors.count() == 0);
}

TEST_CASE("every kind of value, also nil and false") {
  State state;
  OpenAnchors open(state);
  lua_pushnil(state.L);
  const Anchors::Slot nil = open.anchors.add(state.L);
  lua_pushboolean(state.L, 0);
  const Anchors::Slot no = open.anchors.add(state.L);
  CHECK(nil != no);
  CHECK(open.anchors.count() == 2);
  open.anchors.push(state.L, no);
  CHECK(state.take() == "false");
  open.anchors.release(nil);
  open.anchors.release(no);
}

TEST_CASE("random additions and releases") {
  State state;
  OpenAnchors open(state);
  Anchors& anchors = open.anchors;
  std::mt19937 random(1);
  std::vector<std::pair<Anchors::Slot, int>> held;
  for (int step = 0; step < 20000; ++step) {
    if (held.empty() || random() % 5 < 3) {
      lua_pushinteger(state.L, step);
      held.emplace_back(anchors.add(state.L), step);
    } else {
      const std::size_t at = random() % held.size();
      anchors.push(state.L, held[at].first);
      REQUIRE(lua_tointeger(state.L, -1) == held[at].second);
      lua_pop(state.L, 1);
      anchors.release(held[at].first);
      held[at] = held.back();
      held.pop_back();
    }
    REQUIRE(anchors.count() == static_cast<int>(held.size()));
    REQUIRE(lua_gettop(state.L) == 0);
  }
}
