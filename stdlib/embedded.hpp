// Lua files that the build has put into the program; the Lua half of the standard library,
// stdlib/aio/*.lua, into the library.
#pragma once

#include <span>
#include <string_view>

namespace aio {

// One Lua file. Both views are static and end in a zero byte.
struct EmbeddedModule {
  std::string_view name;  // what `require` is given: "aio", "aio.foo"
  std::string_view code;  // the file, compiled (its chunk is named "[aio.foo]") or as it is
};

// The standard library's, sorted by name. Defined in a file that the build generates.
std::span<const EmbeddedModule> embedded_modules();

}  // namespace aio
