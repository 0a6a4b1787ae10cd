#pragma once
// Lua files that the build has put into the program, besides those of the library.

#include <span>

#include "stdlib/embedded.hpp"

namespace aio {

// The prompt's own: "aio.repl", "aio.repl.inspect", …
std::span<const EmbeddedModule> embedded_repl();

// The definitions for editors, stdlib/types: "types.aio", …
std::span<const EmbeddedModule> embedded_types();

}  // namespace aio
