#include "interpreter/repl/session.hpp"

#include <unistd.h>

#include <memory>
#include <string>
#include <utility>

#include "interpreter/interrupt.hpp"
#include "interpreter/repl/files.hpp"
#include "interpreter/repl/line_editor.hpp"
#include "interpreter/repl/plain_reader.hpp"
#include "interpreter/repl/prompt.hpp"
#include "interpreter/repl/readline_library.hpp"
#include "interpreter/repl/session_state.hpp"
#include "interpreter/repl/system.hpp"
#include "interpreter/repl/waits.hpp"
#include "runtime/lua/boundary.hpp"
#include "runtime/task/engine.hpp"
#include "runtime/task/loop.hpp"
#include "runtime/task/scheduler.hpp"

namespace aio {

namespace {

// ---- Completion --------------------------------------------------------------------------------

struct CompletionRequest {
  const char* text;
  std::size_t size;
  Completion* completion;
};

// Calls completer(text before the cursor) → where the word begins, array of candidates.
void ask_completer(lua_State* L, void* data) {
  const auto& request = *static_cast<CompletionRequest*>(data);
  const int top = lua_gettop(L);
  push_session(L);
  if (lua_getiuservalue(L, -1, Session::completer) != LUA_TFUNCTION) return;
  lua_pushlstring(L, request.text, request.size);
  lua_call(L, 1, 2);
  request.completion->start = static_cast<std::size_t>(lua_tointeger(L, -2)) - 1;
  const int list = lua_gettop(L);
  for (int i = 1; lua_rawgeti(L, list, i) == LUA_TSTRING; ++i, lua_settop(L, list))
    request.completion->candidates.emplace_back(lua_tostring(L, -1));
  lua_settop(L, top);
}

// An error in there, or Ctrl-C, is no completion.
void complete(void* data, std::string_view text, Completion& completion) {
  lua_State* L = static_cast<Session*>(data)->state;
  const int top = lua_gettop(L);
  CompletionRequest request{text.data(), text.size(), &completion};
  if (protect(L, ask_completer, &request) != LUA_OK) completion.candidates.clear();
  lua_settop(L, top);
}

// Lies on the stack while a line is read. When the state is closed meanwhile (os.exit in a
// background task), it is finalised before the older loop, which the prompt has to leave.
struct ReadingGuard : Object {
  static constexpr Type class_type{"line being read"};
  explicit ReadingGuard(Prompt& its_prompt) : Object(class_type), prompt(&its_prompt) {}
  Prompt* prompt;  // null once the line has been read
};

int guard_finalize(lua_State* L) {
  auto& guard = static_cast<ReadingGuard&>(*to_object(L, 1));
  if (Prompt* prompt = std::exchange(guard.prompt, nullptr)) prompt->withdraw();
  return 0;
}

int session_finalize(lua_State* L) {
  auto& session = static_cast<Session&>(*to_object(L, 1));
  delete std::exchange(session.prompt, nullptr);
  return 0;
}

// ---- Native functions --------------------------------------------------------------------------

// read_line(loop, prompt) → line | nil, "end" | nil, "interrupted". Runs the loop meanwhile. Raises
// what leaves the loop: a second Ctrl-C that hit a background task.
int read_line(lua_State* L) {
  auto& loop = check<Loop>(L, 1);
  const char* text = luaL_checkstring(L, 2);
  Prompt& prompt = *current_session(L).prompt;
  auto& guard = create<ReadingGuard>(L, 0, prompt);
  prompt.begin(*loop.events, text);
  int status = LUA_OK;
  while (status == LUA_OK && prompt.waiting()) status = run_until_stopped_protected(L, loop);
  guard.prompt = nullptr;
  const Prompt::Outcome outcome = prompt.finish();
  if (status != LUA_OK) return lua_error(L);
  if (outcome == Prompt::Outcome::line) {
    const std::string& line = prompt.reader().line();
    lua_pushlstring(L, line.data(), line.size());
    return 1;
  }
  lua_pushnil(L);
  lua_pushstring(L, outcome == Prompt::Outcome::end ? "end" : "interrupted");
  return 2;
}

// join(loop): inputs become tasks of this loop
int join(lua_State* L) {
  Engine::of(L).session_loop = &check<Loop>(L, 1);
  return 0;
}

int set_completer(lua_State* L) {
  luaL_checktype(L, 1, LUA_TFUNCTION);
  lua_settop(L, 1);
  push_session(L);
  lua_insert(L, 1);
  lua_setiuservalue(L, 1, Session::completer);
  return 0;
}

int add_history(lua_State* L) {
  current_session(L).prompt->reader().add_history(luaL_checkstring(L, 1));
  return 0;
}

// begin_input(): Ctrl-C counts from one
int begin_input(lua_State* L) {
  forget_interrupts();
  lua_sethook(L, nullptr, 0, 0);
  return 0;
}

// clear_fatal(): an interrupt that left the input without passing through the loop
int clear_fatal(lua_State* L) {
  Engine& engine = Engine::of(L);
  if (!engine.fatal) return 0;
  engine.fatal = false;
  engine.anchors.release(engine.fatal_slot);
  engine.fatal_slot = Anchors::none;
  return 0;
}

// terminal() → whether somebody sits there [, why lines cannot be edited]
int terminal(lua_State* L) {
  const Session& session = current_session(L);
  lua_pushboolean(L, session.terminal);
  lua_pushstring(L, session.missing_editor);
  return 2;
}

// is_virtual(loop) → whether its clock is
int is_virtual(lua_State* L) {
  lua_pushboolean(L, check<Loop>(L, 1).events->has_virtual_time());
  return 1;
}

int report_failures_function(lua_State* L) {
  report_failures(L);
  return 0;
}

// ---- Setting up --------------------------------------------------------------------------------

std::unique_ptr<LineReader> make_reader(bool terminal, const char*& missing_editor) {
  if (terminal) {
    if (const Readline* library = load_readline(missing_editor))
      return std::make_unique<LineEditor>(*library);
  }
  return std::make_unique<PlainReader>(isatty(STDIN_FILENO) != 0);
}

// Owned by the session.
Prompt* make_prompt(bool terminal, const char*& missing_editor) {
  std::unique_ptr<LineReader> reader = make_reader(terminal, missing_editor);
  const bool edits = terminal && missing_editor == nullptr;
  return std::make_unique<Prompt>(std::move(reader), edits).release();
}

// io.stdout and io.stderr are handles of their own, made before the streams were replaced.
void use_stream(lua_State* L, const char* name, std::FILE* stream) {
  lua_getfield(L, LUA_REGISTRYINDEX, LUA_LOADED_TABLE);
  if (lua_getfield(L, -1, LUA_IOLIBNAME) == LUA_TTABLE) {
    lua_getfield(L, -1, name);
    auto* handle = static_cast<luaL_Stream*>(luaL_testudata(L, -1, LUA_FILEHANDLE));
    if (handle != nullptr && handle->closef != nullptr) handle->f = stream;
    lua_pop(L, 1);
  }
  lua_pop(L, 2);
}

void use_streams(lua_State* L) {
  use_stream(L, "stdout", stdout);
  use_stream(L, "stderr", stderr);
}

constexpr luaL_Reg functions[] = {{"read_line", entry<read_line>},
                                  {"join", entry<join>},
                                  {"set_completer", entry<set_completer>},
                                  {"add_history", entry<add_history>},
                                  {"begin_input", entry<begin_input>},
                                  {"clear_fatal", entry<clear_fatal>},
                                  {"terminal", entry<terminal>},
                                  {"report_failures", entry<report_failures_function>},
                                  {"is_virtual", entry<is_virtual>},
                                  {"waits", entry<task_waits>},
                                  {nullptr, nullptr}};

}  // namespace

void open_session(lua_State* L) {
  static const luaL_Reg no_methods[] = {{nullptr, nullptr}};
  static const luaL_Reg session_metamethods[] = {{"__gc", entry<session_finalize>},
                                                 {nullptr, nullptr}};
  static const luaL_Reg guard_metamethods[] = {{"__gc", entry<guard_finalize>}, {nullptr, nullptr}};
  register_class(L, {Session::class_type, no_methods, session_metamethods});
  register_class(L, {ReadingGuard::class_type, no_methods, guard_metamethods});
  auto& session = create<Session>(L, Session::count, L);
  lua_newtable(L);
  lua_setiuservalue(L, -2, Session::failed);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &session_key);
  use_utf8();
  session.terminal = isatty(STDIN_FILENO) != 0 && isatty(STDOUT_FILENO) != 0;
  session.prompt = make_prompt(session.terminal, session.missing_editor);
  session.prompt->reader().set_completer(complete, &session);
  use_streams(L);
  listen_to_engine(L, session);
  lua_newtable(L);
  luaL_setfuncs(L, functions, 0);
  open_system(L);
}

void close_session(lua_State* L) {
  Session* session = push_session(L);
  lua_pop(L, 1);
  if (session == nullptr) return;
  leave_engine(L, *session);
  delete std::exchange(session->prompt, nullptr);
  use_streams(L);
}

}  // namespace aio
