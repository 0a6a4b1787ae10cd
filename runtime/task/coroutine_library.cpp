// The coroutine library of scripts (manual §6.2), with one addition: an await inside a coroutine
// suspends the task around it, so generators can await. Such a suspension travels outward through
// `resume` and `wrap`, and its answer inward; a private marker on top of the suspended coroutine's
// stack tells it from a yield.

#include "runtime/task/coroutine_library.hpp"
#include "runtime/lua/boundary.hpp"
#include "runtime/task/await.hpp"
#include "runtime/task/cancel.hpp"
#include "runtime/task/engine.hpp"

namespace aio {

namespace {

lua_State* check_coroutine(lua_State* L) {
  lua_State* co = lua_tothread(L, 1);
  luaL_argexpected(L, co != nullptr, 1, "coroutine");
  return co;
}

bool is_task_thread(lua_State* L) {
  const Engine& engine = Engine::of(L);
  return (engine.current != nullptr && engine.current->lua_thread == L) ||
         (engine.main_chunk != nullptr && engine.main_chunk->lua_thread == L);
}

// ---- resume and wrap ---------------------------------------------------------------------------

// What is left to do when a resumed coroutine has come back; shared by resume and wrap.
struct Resumed {
  enum class Kind { values, error, awaiting } kind;
  int count = 0;  // values on L's stack
};

Resumed move_results(lua_State* L, lua_State* co, int count) {
  if (lua_checkstack(L, count + 1) == 0) {
    lua_pop(co, count);
    lua_pushliteral(L, "too many results to resume");
    return {Resumed::Kind::error};
  }
  lua_xmove(co, L, count);
  return {Resumed::Kind::values, count};
}

Resumed run(lua_State* L, lua_State* co, int arguments) {
  Engine& engine = Engine::of(L);
  int count = 0;
  // A wrapped coroutine starts with the function as the first argument of its body.
  if (lua_status(co) == LUA_OK) arguments = lua_gettop(co) - 1;
  lua_State* const outer = engine.innermost;
  engine.innermost = outer == L && lua_isyieldable(L) != 0 ? co : nullptr;
  const int status = engine.resume(co, L, arguments, &count);
  engine.innermost = outer;
  if (status == LUA_YIELD && engine.suspended_by_await) return {Resumed::Kind::awaiting};
  if (status == LUA_OK || status == LUA_YIELD) return move_results(L, co, count);
  lua_xmove(co, L, 1);
  return {Resumed::Kind::error};
}

// Resumes `co` with the arguments on top of L.
Resumed resume(lua_State* L, lua_State* co, int arguments) {
  const char* refusal = nullptr;
  if (lua_checkstack(co, arguments) == 0)
    refusal = "too many arguments to resume";
  else if (lua_status(co) == LUA_OK && lua_gettop(co) == 0)
    refusal = "cannot resume dead coroutine";
  else if (is_awaiting(co))
    refusal = "cannot resume a coroutine that is waiting in an await";
  if (refusal != nullptr) {
    lua_pushstring(L, refusal);
    return {Resumed::Kind::error};
  }
  lua_xmove(L, co, arguments);
  return run(L, co, arguments);
}

// Goes on with a coroutine whose await has an answer.
Resumed resume_awaiting(lua_State* L, lua_State* co) {
  lua_pop(co, 1);  // the marker
  return run(L, co, 0);
}

// Hands an inner await outward: this coroutine now waits too. It can: nobody awaits where not
// (Engine::innermost).
int pass_await_on(lua_State* L, lua_State* co, lua_KFunction after) {
  lua_pushlightuserdata(L, const_cast<char*>(&await_marker));
  return lua_yieldk(L, 1, reinterpret_cast<lua_KContext>(co), after);
}

// How many protected calls are active around a resume: kept on the stack of the resumer, below what
// comes out, since those inside the coroutine come and go with its yields (cancel.hpp).
int saved_depth(lua_State* L, int index) { return static_cast<int>(lua_tointeger(L, index)); }

int resume_continued(lua_State* L, int, lua_KContext co);

// Stack: coroutine, depth, what came out.
int finish_resume(lua_State* L, lua_State* co, Resumed resumed) {
  switch (resumed.kind) {
    case Resumed::Kind::awaiting:
      return pass_await_on(L, co, continuation<resume_continued>);
    case Resumed::Kind::values:
      leave_protected(L, saved_depth(L, 2));
      lua_pushboolean(L, 1);
      lua_insert(L, -(resumed.count + 1));
      return resumed.count + 1;
    default:
      leave_protected(L, saved_depth(L, 2));
      note_caught(L, -1, saved_depth(L, 2));
      lua_pushboolean(L, 0);
      lua_insert(L, -2);
      return 2;
  }
}

int resume_continued(lua_State* L, int, lua_KContext context) {
  auto* co = reinterpret_cast<lua_State*>(context);
  return finish_resume(L, co, resume_awaiting(L, co));
}

int coroutine_resume(lua_State* L) {
  lua_State* co = check_coroutine(L);
  lua_pushinteger(L, enter_protected(L));
  lua_insert(L, 2);
  return finish_resume(L, co, resume(L, co, lua_gettop(L) - 2));
}

// Raises the error of a wrapped coroutine in its caller. Unlike `resume`, `wrap` has closed the
// coroutine's variables already: inside it, where they may await (see `wrap_body`).
int raise_wrapped(lua_State* L, lua_State* co) {
  const int status = lua_status(co);
  if (status != LUA_OK && status != LUA_YIELD) {
    Engine::of(L).reset(co, L);
    lua_xmove(co, L, 1);
  }
  if (status != LUA_ERRMEM && lua_type(L, -1) == LUA_TSTRING) {
    luaL_where(L, 1);
    lua_insert(L, -2);
    lua_concat(L, 2);
  }
  return lua_error(L);
}

int wrap_continued(lua_State* L, int, lua_KContext context);

// Stack: depth, what came out.
int finish_wrap(lua_State* L, lua_State* co, Resumed resumed) {
  switch (resumed.kind) {
    case Resumed::Kind::awaiting:
      return pass_await_on(L, co, continuation<wrap_continued>);
    case Resumed::Kind::values:
      leave_protected(L, saved_depth(L, 1));
      return resumed.count;
    default:
      leave_protected(L, saved_depth(L, 1));
      note_passed_outward(L);
      return raise_wrapped(L, co);
  }
}

int wrap_continued(lua_State* L, int, lua_KContext context) {
  auto* co = reinterpret_cast<lua_State*>(context);
  return finish_wrap(L, co, resume_awaiting(L, co));
}

int call_wrapped(lua_State* L) {
  lua_State* co = lua_tothread(L, lua_upvalueindex(1));
  lua_pushinteger(L, enter_protected(L));
  lua_insert(L, 1);
  return finish_wrap(L, co, resume(L, co, lua_gettop(L) - 1));
}

int coroutine_create(lua_State* L) {
  luaL_checktype(L, 1, LUA_TFUNCTION);
  lua_State* co = lua_newthread(L);
  lua_pushvalue(L, 1);
  lua_xmove(L, co, 1);
  return 1;
}

int wrapped_done(lua_State* L, int status, lua_KContext) {
  if (status != LUA_OK && status != LUA_YIELD) return lua_error(L);
  return lua_gettop(L);
}

// The body of a wrapped coroutine: f, arguments…. The protected call is what lets its <close>
// handlers await when an error ends it; Lua's own `wrap` closes it from outside, where they could
// not.
int wrapped_body(lua_State* L) {
  const int status =
      lua_pcallk(L, lua_gettop(L) - 1, LUA_MULTRET, 0, 0, continuation<wrapped_done>);
  return wrapped_done(L, status, 0);
}

int coroutine_wrap(lua_State* L) {
  luaL_checktype(L, 1, LUA_TFUNCTION);
  lua_State* co = lua_newthread(L);
  lua_pushcfunction(co, entry<wrapped_body>);
  lua_pushvalue(L, 1);
  lua_xmove(L, co, 1);
  lua_pushcclosure(L, entry<call_wrapped>, 1);
  return 1;
}

// ---- The rest ----------------------------------------------------------------------------------

int coroutine_yield(lua_State* L) {
  if (is_task_thread(L)) return luaL_error(L, "attempt to yield from outside a coroutine");
  return lua_yield(L, lua_gettop(L));
}

enum class Status { running, dead, suspended, normal };

Status status_of(lua_State* L, lua_State* co) {
  if (L == co) return Status::running;
  if (is_awaiting(co)) return Status::normal;
  switch (lua_status(co)) {
    case LUA_YIELD:
      return Status::suspended;
    case LUA_OK: {
      lua_Debug frame;
      if (lua_getstack(co, 0, &frame) != 0) return Status::normal;
      return lua_gettop(co) == 0 ? Status::dead : Status::suspended;
    }
    default:
      return Status::dead;
  }
}

const char* status_name(Status status) {
  switch (status) {
    case Status::running:
      return "running";
    case Status::dead:
      return "dead";
    case Status::suspended:
      return "suspended";
    default:
      return "normal";
  }
}

int coroutine_status(lua_State* L) {
  lua_pushstring(L, status_name(status_of(L, check_coroutine(L))));
  return 1;
}

// A task cannot yield, only await: to a library that asks, it is a main thread.
int coroutine_isyieldable(lua_State* L) {
  lua_State* co = lua_isnone(L, 1) ? L : check_coroutine(L);
  lua_pushboolean(L, lua_isyieldable(co) != 0 && !is_task_thread(co));
  return 1;
}

int coroutine_running(lua_State* L) {
  Engine& engine = Engine::of(L);
  const bool task = is_task_thread(L);
  if (task && engine.current != nullptr && engine.current->lua_thread == L)
    engine.current->thread_escaped = true;
  const bool main = lua_pushthread(L) != 0;
  lua_pushboolean(L, main || task);
  return 2;
}

int coroutine_close(lua_State* L) {
  lua_State* co = check_coroutine(L);
  const Status status = status_of(L, co);
  if (status == Status::running || status == Status::normal)
    return luaL_error(L, "cannot close a %s coroutine", status_name(status));
  if (Engine::of(L).reset(co, L) == LUA_OK) {
    lua_pushboolean(L, 1);
    return 1;
  }
  lua_pushboolean(L, 0);
  lua_xmove(co, L, 1);
  return 2;
}

}  // namespace

lua_State* inner_coroutine(lua_State* co) {
  lua_Debug frame;
  if (!is_awaiting(co) || lua_getstack(co, 0, &frame) == 0) return nullptr;
  lua_State* inner = nullptr;
  lua_getinfo(co, "f", &frame);
  const lua_CFunction function = lua_tocfunction(co, -1);
  if (function == entry<coroutine_resume>) {
    inner = lua_tothread(co, 1);
  } else if (function == entry<call_wrapped>) {
    lua_getupvalue(co, -1, 1);
    inner = lua_tothread(co, -1);
    lua_pop(co, 1);
  }
  lua_pop(co, 1);
  return inner;
}

void open_coroutine_library(lua_State* L) {
  static const luaL_Reg functions[] = {{"create", entry<coroutine_create>},
                                       {"resume", entry<coroutine_resume>},
                                       {"running", entry<coroutine_running>},
                                       {"status", entry<coroutine_status>},
                                       {"wrap", entry<coroutine_wrap>},
                                       {"yield", entry<coroutine_yield>},
                                       {"isyieldable", entry<coroutine_isyieldable>},
                                       {"close", entry<coroutine_close>},
                                       {nullptr, nullptr}};
  luaL_newlib(L, functions);
}

}  // namespace aio
