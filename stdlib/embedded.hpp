// The Lua half of the standard library, stdlib/aio/*.lua, as the build has put it into the library.
#pragma once

#include <span>
#include <string_view>

namespace aio {

// One Lua file. All three views are static and end in a zero byte.
struct EmbeddedModule {
  std::string_view name;        // what `require` is given: "aio", "aio.foo"
  std::string_view code;        // the file, compiled; its chunk is named "[aio.foo]"
  std::string_view chunk_name;  // what Lua shows in messages: "@aio/foo.lua"
};

// All of them, sorted by name. Defined in a file that the build generates.
std::span<const EmbeddedModule> embedded_modules();

}  // namespace aio
