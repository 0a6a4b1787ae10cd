#pragma once
// What keeps a call alive on Lua's side: a reference to it, and the large strings that it borrows.
// Holders are used again, so that in the long run a call costs no finaliser.

#include "runtime/lua/object.hpp"
#include "stdlib/native/pooled_call.hpp"

namespace aio {

struct CallHolder : Object {
  static constexpr Type class_type{"call"};
  enum Slot { strings = 1, count = strings };  // strings: a table

  CallHolder() : Object(class_type) {}

  PooledCall* call = nullptr;
  bool borrows = false;
};

// Packs the values from stack index `first` to the top, a function and its arguments, for a worker
// thread or process, and pushes the holder of the call. Raises with the path to what cannot cross.
CallHolder& push_packed_call(lua_State* L, int first, const char* caller, bool to_process,
                             PooledCall::Arrived arrived);

// Pops a holder whose call has ended or was given up.
void retire_holder(lua_State* L);

void open_call_holder(lua_State* L);

}  // namespace aio
