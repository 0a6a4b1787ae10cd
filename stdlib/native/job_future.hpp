#pragma once
// The futures of executors: done when a job has ended; cancelling one stops its job.

#include <lua.hpp>

namespace aio {

// Sends function and arguments, the values from stack index `first` to the top, to the executor at
// `executor`. Pushes a future of the running loop and returns 1.
int submit_to_executor(lua_State* L, int executor, int first, const char* caller);

// native.close_executor, for the table on top; and the classes.
void open_job_future(lua_State* L);

}  // namespace aio
