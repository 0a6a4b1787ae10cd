#pragma once
// Coroutine objects: what calling an async function, or an operation such as lock:acquire() or
// aio.sleep(1), returns. Nothing runs until it is awaited or made a task; it can be used once.

#include <cstdint>
#include <lua.hpp>

#include "runtime/lua/object.hpp"

namespace aio {

struct Coroutine : Object {
  static constexpr Type class_type{"coroutine"};

  enum class State : std::uint8_t { fresh, started, closed };
  // User value: the function that created it, or a trace. The first one is the kind's own.
  enum Slot { creator = 2 };

  State state = State::fresh;
  static constexpr std::uint8_t not_young = 255;
  std::uint8_t young = not_young;  // place in the nursery of never_awaited.hpp
  bool watched = false;            // has the finaliser from there
  int line = 0;                    // where it was created

 protected:
  explicit Coroutine(const Type& its_type) : Object(its_type) {}
};

// The coroutine object at `index`, or null.
Coroutine* to_coroutine(lua_State* L, int index);

// To be called when it is awaited or made a task, at `index`. Raises "cannot reuse already awaited
// coroutine" the second time.
void use_coroutine(lua_State* L, Coroutine& coroutine, int index);
// Raises that error alone.
void require_fresh(lua_State* L, const Coroutine& coroutine);
// Marks it as used without running it (a refused or cancelled task); no warning will come.
void close_coroutine(lua_State* L, Coroutine& coroutine, int index);

// Pushes its name: the async function's, or the operation's.
void push_coroutine_name(lua_State* L, int index);

// Pushes "script.lua:12": where the coroutine object at `index` was created; for a function, where
// it is defined.
void push_creation_place(lua_State* L, int index);

// Registers the classes, and `iscoroutine` in the table on top.
void open_coroutine_object(lua_State* L);

}  // namespace aio
