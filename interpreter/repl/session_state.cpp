#include "interpreter/repl/session_state.hpp"

#include <algorithm>

#include "interpreter/interrupt.hpp"
#include "interpreter/repl/prompt.hpp"
#include "interpreter/repl/waits.hpp"
#include "runtime/task/engine.hpp"
#include "runtime/task/failure.hpp"
#include "runtime/task/interrupts.hpp"
#include "runtime/task/loop.hpp"

namespace aio {

const char session_key = 0;

Session* push_session(lua_State* L) {
  lua_rawgetp(L, LUA_REGISTRYINDEX, &session_key);
  return to<Session>(L, -1);
}

Session& current_session(lua_State* L) {
  Session* session = push_session(L);
  lua_pop(L, 1);
  return *session;
}

namespace {

void on_interrupt_request(lua_State* L, bool in_code) {
  const Session& session = current_session(L);
  Prompt* prompt = session.prompt;  // null while the state is being closed
  if (prompt != nullptr && prompt->waiting() && prompt->interrupt(in_code)) return;
  if (session.terminal) echo_shown();
  handle_interrupt(L, in_code);
}

void between_ticks(lua_State* L) {
  const Session& session = current_session(L);
  if (session.terminal) flush_foreign();
  session.inner_on_interrupt(L);
}

}  // namespace

void report_failures(lua_State* L) {
  const int top = lua_gettop(L);
  Session& session = *push_session(L);
  lua_getiuservalue(L, -1, Session::failed);
  lua_newtable(L);
  lua_setiuservalue(L, top + 1, Session::failed);
  session.failed_count = 0;
  const int list = top + 2;
  for (int i = 1; lua_rawgeti(L, list, i) != LUA_TNIL; ++i) {
    report_failure(L, lua_gettop(L));
    lua_settop(L, list);
  }
  lua_settop(L, top);
}

namespace {

// The list of failed tasks is on top: takes out those at whose error somebody has looked.
void forget_retrieved(lua_State* L, Session& session) {
  const int list = lua_gettop(L);
  lua_Integer kept = 0;
  for (lua_Integer at = 1; at <= session.failed_count; ++at) {
    lua_rawgeti(L, list, at);
    if (to<Future>(L, -1)->retrieved)
      lua_pop(L, 1);
    else
      lua_rawseti(L, list, ++kept);
  }
  for (lua_Integer at = kept + 1; at <= session.failed_count; ++at) {
    lua_pushnil(L);
    lua_rawseti(L, list, at);
  }
  session.failed_count = kept;
  session.most_failed = std::max(session.most_failed, 2 * kept);
}

bool is_of_session(lua_State* L, int index) {
  const Loop* loop = Engine::of(L).session_loop;
  return loop != nullptr && to<Future>(L, index)->loop == loop->number;
}

// An input may see many of its tasks fail, so the list is looked through when it has become long.
void note_failure(lua_State* L, int index) {
  if (!is_of_session(L, index)) return;
  const int top = lua_gettop(L);
  Session& session = *push_session(L);
  lua_getiuservalue(L, top + 1, Session::failed);
  if (session.failed_count >= session.most_failed) forget_retrieved(L, session);
  lua_pushvalue(L, index);
  lua_rawseti(L, -2, ++session.failed_count);
  session.prompt->expect_report(report_failures);
  lua_settop(L, top);
}

}  // namespace

void listen_to_engine(lua_State* L, Session& session) {
  Engine& engine = Engine::of(L);
  session.inner_on_interrupt = engine.on_interrupt;
  engine.on_interrupt = between_ticks;
  engine.on_failure = note_failure;
  watch_tasks(engine);
  begin_session(on_interrupt_request);
}

void leave_engine(lua_State* L, Session& session) {
  begin_session(nullptr);
  Engine& engine = Engine::of(L);
  engine.on_interrupt = session.inner_on_interrupt;
  engine.on_failure = nullptr;
  engine.session_loop = nullptr;
}

}  // namespace aio
