#pragma once
// Values that every state has of its own, so that a message names them instead of copying them:
// loaded modules, the functions of the standard library, what aio's modules contain, and the
// metatables of registered classes.

#include <lua.hpp>
#include <string_view>

#include "runtime/thread/object_index.hpp"

namespace aio {

// Makes instances of the table at `index`, a metatable, transferable: in the other state they get
// the metatable registered there under the same name.
void transfer_register_class(lua_State* L, int index, const char* name);

// What the packer knows without having met it: the table of globals, the loaded modules, the
// registered metatables. Each state has its list, which is kept, since making it takes longer than
// packing an ordinary call.
struct NamedValues {
  ObjectIndex index;
  std::uint64_t fingerprint = 0;  // of what was listed; 0: nothing

  // Gives the memory back; it will be listed again.
  void forget() noexcept {
    index = {};
    fingerprint = 0;
  }
};
NamedValues& named_values_of(lua_State* L);
// Lists again if anything has changed. Like all of the sending half it neither creates Lua objects
// nor calls metamethods.
void refresh_named_values(lua_State* L, NamedValues& values);

struct Member {
  std::string_view module;
  std::string_view field;
};

// Finds the function at the top in a loaded module: in the standard library, in aio, or, as a
// C function without upvalues (nothing else of it could differ over there), in any module.
bool find_function(lua_State* L, Member& found);
// Finds the value at the top in one of aio's modules.
bool find_in_aio(lua_State* L, Member& found);

// The receiving half; all push one value. They may load modules, so they may raise any error.
void push_module(lua_State* L, std::string_view name);
void push_member(lua_State* L, const Member& member);
void push_class_metatable(lua_State* L, std::string_view name);

}  // namespace aio
