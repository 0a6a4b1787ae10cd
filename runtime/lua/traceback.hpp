#pragma once
// Tracebacks taken where an error is raised and written out only when somebody reads them: taking
// one costs a few loads a frame, where luaL_traceback formats strings for errors that are mostly
// caught. A trace may continue another one: the error came out of a task that was awaited.

#include <lua.hpp>

namespace aio {

// Pushes a trace of `L` from `level` on (0: the running function).
void push_trace(lua_State* L, int level);

// [trace, origin, task] → trace, which now continues the origin: another trace, or the text of a
// traceback that was taken in another state. `action` (static text) says who continued it, "awaited
// by" the task: its name, the number of one that is called "Task-7", or nil.
void link_trace(lua_State* L, const char* action);

// Pushes "stack traceback:\n\t…" for the trace at `index`, the whole chain, innermost first;
// an empty string when no frame is worth showing.
void push_formatted_trace(lua_State* L, int index);

// Pushes the name under which the function at `function` is found in the loaded modules
// ("table.sort", "print"), or pushes nothing and returns false.
bool push_global_name(lua_State* L, int function);

// Whether a chunk's source is one of aio's own Lua files, which tracebacks leave out.
bool is_own_source(const char* source);

// Pushes "script.lua:12", the innermost line of the script in the trace at `index`, or "?".
void push_trace_place(lua_State* L, int index);

bool is_trace(lua_State* L, int index);

// Registers the class; once a state.
void open_traceback(lua_State* L);

// Appends {source=, line=, name=} for each frame of the stack of `co` from `level` on to the array
// on top of L.
void append_frames(lua_State* L, lua_State* co, int level);

}  // namespace aio
