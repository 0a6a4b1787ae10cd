#pragma once
// Runs chunks as the program does: files, -e strings, stdin, REPL lines.

#include <lua.hpp>

namespace aio {

// To be called before scripts can change globals such as `require`.
void open_runner(lua_State* L);

// Runs the function below `arguments` arguments as a main chunk (runtime/task/main_task.hpp), its
// loop to the end. Pops them. Errors are reported. Returns the exit status; 0 with the finished
// task pushed.
int run_chunk(lua_State* L, int arguments);

// Loads and runs; report errors; return the exit status.
int run_string(lua_State* L, const char* code, const char* chunk_name);
// `name` null: stdin. The script's arguments are the values of the global `arg`.
int run_script(lua_State* L, const char* name);

}  // namespace aio
