#pragma once
// Lines on stdout that are never cut by another thread's, nor by another process's of a pool.

#include <lua.hpp>
#include <string_view>

namespace aio {

// Writes the text at once, behind whatever stdout has buffered, and flushes. The locks are held
// meanwhile. False, with errno, if that fails.
bool write_output(std::string_view text) noexcept;

// Lua's print, as workers and the main state have it: formats its whole line and writes it at once.
int print_line(lua_State* L);

// From now on other processes write to the same stdout: returns the descriptor of the file that
// each of them locks while it writes; at least `lowest_descriptor`, and not to be closed, nor any
// copy of it in this process: that would end a lock. Throws std::system_error.
constexpr int lowest_descriptor = 16;
int share_output();

// The same in such a process.
void join_output(int descriptor) noexcept;

}  // namespace aio
