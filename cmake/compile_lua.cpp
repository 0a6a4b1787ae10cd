// Run by the build (AioEmbedLua.cmake): compiles Lua files, so that the program need not at each
// start.
//   compile_lua FOLDER ROOT OUTPUT FILE…   FOLDER/FILE → OUTPUT/FILE
// Debug information stays in. The chunks are named "[aio.timeouts]", by which tracebacks know aio's
// own code.
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <lua.hpp>
#include <string>

namespace {

// "sync/queue.lua" below the root "aio" → "=[aio.sync.queue]"; a folder's init.lua has the folder's
// name.
std::string chunk_name(const char* root, const std::filesystem::path& file) {
  std::string name = "=[";
  name += root;
  const std::filesystem::path path = file.parent_path() / file.stem();
  for (const auto& part : path) {
    if (part == "init") continue;
    name += '.';
    name += part.string();
  }
  name += ']';
  return name;
}

int write(lua_State*, const void* bytes, std::size_t size, void* output) {
  auto& stream = *static_cast<std::ofstream*>(output);
  stream.write(static_cast<const char*>(bytes), static_cast<std::streamsize>(size));
  return stream ? 0 : 1;
}

bool compile(lua_State* L, const std::filesystem::path& source, const std::filesystem::path& output,
             const std::string& name) {
  std::ifstream input(source, std::ios::binary);
  const std::string text((std::istreambuf_iterator<char>(input)), std::istreambuf_iterator<char>());
  if (luaL_loadbufferx(L, text.data(), text.size(), name.c_str(), "t") != LUA_OK) {
    std::cerr << source.string() << ": " << lua_tostring(L, -1) << '\n';
    return false;
  }
  std::filesystem::create_directories(output.parent_path());
  std::ofstream compiled(output, std::ios::binary);
  const bool done = lua_dump(L, write, &compiled, 0) == 0;
  lua_settop(L, 0);
  return done;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 4) return 2;
  const std::filesystem::path folder = argv[1], output = argv[3];
  lua_State* L = luaL_newstate();
  bool done = true;
  for (int i = 4; i < argc; ++i)
    done = compile(L, folder / argv[i], output / argv[i], chunk_name(argv[2], argv[i])) && done;
  lua_close(L);
  return done ? 0 : 1;
}
