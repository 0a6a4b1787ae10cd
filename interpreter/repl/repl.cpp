#include "interpreter/repl/repl.hpp"

#include "interpreter/repl/embedded.hpp"
#include "interpreter/repl/session.hpp"
#include "interpreter/report.hpp"
#include "runtime/lua/boundary.hpp"

namespace aio {

namespace {

constexpr std::string_view main_module = "aio.repl";

const EmbeddedModule& find_main() {
  for (const EmbeddedModule& module : embedded_repl())
    if (module.name == main_module) return module;
  __builtin_unreachable();
}

// Opens the session and calls init.lua with its native table.
void run_session(lua_State* L, void*) {
  const EmbeddedModule& main = find_main();
  const std::string_view code = main.code;
  if (luaL_loadbufferx(L, code.data(), code.size(), "=[aio.repl]", "b") != LUA_OK) lua_error(L);
  open_session(L);
  lua_call(L, 1, 0);
}

}  // namespace

bool run_repl(lua_State* L) {
  lua_settop(L, 0);
  const int status = protect(L, run_session, nullptr);
  close_session(L);
  if (status != LUA_OK) report_error(L);
  return status == LUA_OK;
}

}  // namespace aio
