#pragma once
// Coroutine objects: what calling an async function, or an operation such as lock:acquire() or
// aio.sleep(1), returns. Nothing runs until it is awaited or made a task; it can be used once.
//
// "Never awaited": most coroutine objects are awaited at once, and a finaliser on each would cost
// more than the call. So only the newest one is watched, by one registry slot; when another is
// created while it is still unused, it gets the finaliser that warns.

#include <cstdint>
#include <lua.hpp>

#include "runtime/lua/object.hpp"

namespace aio {

struct Engine;

struct Coroutine : Object {
  static constexpr Type class_type{"coroutine"};

  enum class State : std::uint8_t { fresh, started, closed };

  State state = State::fresh;
  bool watched = false;  // has the finaliser
  int line = 0;          // where it was created

 protected:
  explicit Coroutine(const Type& its_type) : Object(its_type) {}
};

// The call of an async function: function and arguments in the user values.
struct Call : Coroutine {
  static constexpr Type class_type{"coroutine", &Coroutine::class_type};
  enum Slot { function = 1, creator, about, first_argument };  // about: the AsyncFunction

  explicit Call(int its_arguments) : Coroutine(class_type), arguments(its_arguments) {}

  int arguments;
};

// To be called for each new coroutine object, which is on top of the stack.
void watch_newest(lua_State* L, Coroutine& coroutine);
// To be called when it is awaited or made a task, at `index`. Raises "cannot reuse already awaited
// coroutine" the second time.
void use_coroutine(lua_State* L, Coroutine& coroutine, int index);
// Raises that error alone.
void require_fresh(lua_State* L, const Coroutine& coroutine);
// Marks it as used without running it (a refused or cancelled task); no warning will come.
void close_coroutine(lua_State* L, Coroutine& coroutine, int index);

// Pushes the function and arguments of a used call; returns how many arguments.
int push_call(lua_State* L, int index, const Call& call);

// Whether the value at `index` came from aio.async; upvalue 1 is the function it wraps.
bool is_async_function(lua_State* L, int index);

// Pushes its name: the async function's, or the operation's.
void push_coroutine_name(lua_State* L, int index);

// Pushes "script.lua:12": where the coroutine object at `index` was created; for a function, where
// it is defined.
void push_creation_place(lua_State* L, int index);

// Warns of all that were dropped; called when a loop closes.
void report_never_awaited(lua_State* L);

// The same for the newest when the state is being closed and no finaliser can be given any more.
void report_newest_at_exit(lua_State* L);

// Registers `async`, `iscoroutine`, `iscoroutinefunction` in the table on top.
void open_coroutine_object(lua_State* L);

}  // namespace aio
