#pragma once
// The session: what the prompt's native functions share. A userdata of the registry, so that a hook
// that is given nothing but a state finds it.

#include <lua.hpp>

#include "runtime/lua/object.hpp"

namespace aio {

class Prompt;

struct Session : Object {
  static constexpr Type class_type{"session"};
  // completer: the function that completes; failed: array of tasks that have failed since the last
  // report.
  enum Slot { completer = 1, failed, count = failed };

  explicit Session(lua_State* its_state) : Object(class_type), state(its_state) {}

  lua_State* state;          // the host's: completion runs there
  Prompt* prompt = nullptr;  // owned
  bool terminal = false;
  const char* missing_editor = nullptr;  // why there is none on this terminal
  lua_Integer failed_count = 0;
  lua_Integer most_failed = 1000;  // when the list is looked through
  void (*inner_on_interrupt)(lua_State* L) = nullptr;
};

// Its place in the registry.
extern const char session_key;

// Pushes the session (nil when there is none) and returns it or null.
Session* push_session(lua_State* L);
// The session, which there is.
Session& current_session(lua_State* L);

// Takes over what the engine tells its host: interrupts, failed tasks, suspensions. And gives it
// back.
void listen_to_engine(lua_State* L, Session& session);
void leave_engine(lua_State* L, Session& session);

// Tells of the tasks that have failed, unless somebody has looked at their errors.
void report_failures(lua_State* L);

}  // namespace aio
