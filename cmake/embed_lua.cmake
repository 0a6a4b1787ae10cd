# Writes a C++ file that holds Lua files; run by the build (see AioEmbedLua.cmake).
#   FOLDER    where the Lua files are
#   FILES     their paths from FOLDER, separated by "|"
#   ROOT      what the modules' names begin with
#   FUNCTION  which returns the table
#   OUTPUT    the file to write
# Every byte becomes an escape, "\x41\x42...": that copes with any content, and one string literal compiles far
# faster than an array of numbers.
string(REPLACE "|" ";" files "${FILES}")

set(rows "")
foreach(file IN LISTS files)
  # init.lua is the module of its folder: init.lua -> aio, foo.lua -> aio.foo, foo/init.lua -> aio.foo
  string(REGEX REPLACE "(/init)?\\.lua$" "" name "${ROOT}/${file}")
  string(REPLACE "/" "." name "${name}")
  file(SIZE "${FOLDER}/${file}" size)
  file(READ "${FOLDER}/${file}" bytes HEX)
  string(REGEX REPLACE "(..)" "\\\\x\\1" bytes "${bytes}")
  list(APPEND rows "    {\"${name}\", {\"${bytes}\", ${size}}},\n")
endforeach()
list(SORT rows) # rows begin with the module's name, so this is the order that the header promises
list(LENGTH rows count)
string(JOIN "" rows ${rows})

file(WRITE "${OUTPUT}"
"// Generated from the Lua files. Do not edit.
#include \"stdlib/embedded.hpp\"

#include <array>

namespace aio {
namespace {
constexpr std::array<EmbeddedModule, ${count}> modules{{
${rows}}};
}  // namespace

std::span<const EmbeddedModule> ${FUNCTION}() {
  return modules;
}

}  // namespace aio
")
