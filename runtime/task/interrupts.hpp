#pragma once
// Ctrl-C. The first request cancels the main task, so that its clean-up runs; the next one raises
// KeyboardInterrupt where the program is. The host's signal handler only counts; what follows runs
// in the state's thread, between ticks or in a hook of running code (interpreter/interrupt.cpp).

#include <lua.hpp>

namespace aio {

struct Engine;
struct Task;

// Handles one request. `in_code`: called from a hook, the running function can be interrupted by an
// error. May raise.
void handle_interrupt(lua_State* L, bool in_code);

// The main task of the outermost run, which the first Ctrl-C would cancel; null if no loop runs.
Task* outermost_task(const Engine& engine);

// Registers `interrupts` in the table on top: interrupts(task) → guard with count() and close().
void open_interrupts(lua_State* L);

}  // namespace aio
