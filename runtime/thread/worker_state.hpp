#pragma once
// The Lua state of a worker thread: opened once, kept warm, used by one job after the other.
// Whatever a job leaves behind (globals, loaded modules) the next one in this state finds.

#include <lua.hpp>

#include "runtime/thread/interrupt.hpp"
#include "runtime/thread/job.hpp"

namespace aio {

// How a state is made. Shared by the workers of a pool and unchanged after its first job.
struct WorkerSetup {
  const char* caller = "to_thread";  // named by refusals of results
  const char* place = "thread";      // where the state is, in messages: a thread, a process
  // `memory_limit`: bytes of the state's memory, 0 for no limit.
  lua_State* (*make_state)(std::size_t memory_limit) = make_plain_state;
  std::size_t memory_limit = 0;
  // Opens aio's modules. Called protected, in a state with the standard library.
  void (*prepare)(lua_State* L, const WorkerSetup& setup) = nullptr;
  bool has_globals = false;  // for `prepare`: the globals that the program sets
  Message environment;       // see capture_environment; may be empty
  Message initializer;  // a function and its arguments, called first in each state; may be empty
  // Of processes: the program that they run. A path.
  std::string executable;
  unsigned most_jobs = 0;  // after which one is replaced; 0: never

  static lua_State* make_plain_state(std::size_t) { return luaL_newstate(); }
};

// Packs what a script expects to find in a worker as well: package.path, package.cpath and `arg`.
void capture_environment(lua_State* L, Message& out);

class WorkerState {
 public:
  WorkerState() = default;
  WorkerState(const WorkerState&) = delete;
  WorkerState& operator=(const WorkerState&) = delete;

  // Opens the state unless it is open. On failure `reply` is set as for a job that raised.
  bool open(const WorkerSetup& setup, Message& reply);

  // Takes the strings that the request borrows; runs no Lua code. False if memory is short.
  bool adopt(Message& request);

  // Runs the job. The request may be cleared afterwards.
  Job::Outcome run(const WorkerSetup& setup, Interrupt& interrupt, Message& request,
                   Message& reply);

  // Between jobs: whether the last one has left much, and the time to collect it. A state that has
  // run out of memory is made anew.
  bool has_garbage() const;
  void collect();

  void close();

 private:
  lua_State* L_ = nullptr;
  Message initializer_;         // until it has been called
  int usual_size_ = 0;          // kilobytes
  bool out_of_memory_ = false;  // the last job has failed so
};

}  // namespace aio
