#pragma once
// Where in its line a chunk does not compile. Lua's message names the line and the token; the
// column is found by compiling once more and counting what the parser reads.

#include <cstdio>
#include <lua.hpp>
#include <string_view>

namespace aio {

// [message of a syntax error] → message, with the line and a caret below its place:
//
//   script.lua:1: unexpected symbol near '='
//       x = = 1
//           ^
//
// `code` is the chunk's text, without a first line with "#". Left as it is when there is no place.
void append_syntax_place(lua_State* L, std::string_view code);

// The same for a chunk in a file, if that can be read again (a pipe cannot).
void append_place_in_file(lua_State* L, const char* name);

// The same for "error loading module 'm' from file 'f':…", as `require` raises it; any other
// message is left as it is.
void append_place_in_module(lua_State* L);

// Pushes what is left to read of the file.
void push_contents(lua_State* L, std::FILE* file);

// The part of a file's text that is Lua: behind a byte order mark, and from the end of a first line
// with "#" on, so that lines keep their numbers (as luaL_loadfile has it).
std::string_view without_first_comment(std::string_view text);

}  // namespace aio
