#include "runtime/thread/worker_state.hpp"

#include <cstring>
#include <utility>

#include "runtime/lua/boundary.hpp"
#include "runtime/thread/transfer.hpp"

namespace aio {

namespace {

// Registry: what the running job raised, and where. Set (to false) from the beginning, so that
// writing them cannot fail.
const char error_key = 0;
const char traceback_key = 0;
const char handler_key = 0;  // … of a job: explain_error

constexpr int much_garbage = 4096;  // kilobytes
constexpr int longest_cause_chain = 16;
constexpr const char* global_hint =
    "%s (globals of the main state do not exist in a %s; pass it as an argument or make it a "
    "local)";

struct Setup {
  const WorkerSetup& setup;
  Message& environment;  // a copy: unpacking uses its scratch memory
};

// What the protected functions below share with `run`, by address.
struct Call {
  const WorkerSetup& setup;
  Message& initializer;
  Message& request;
  Message& reply;
  Job::Outcome outcome = Job::Outcome::pending;
  bool out_of_memory = false;
};

// --- the message handler

bool lacks_global(const char* message) {
  constexpr char pattern[] = "a nil value (global '";
  return std::strstr(message, pattern) != nullptr;
}

// The message handler of a job: runs where the error is raised, so it sees the failing frames.
// Upvalue 1: where that is, "thread".
int explain_error(lua_State* L) {
  luaL_traceback(L, L, nullptr, 1);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &traceback_key);
  if (lua_type(L, 1) == LUA_TSTRING && lacks_global(lua_tostring(L, 1)))
    lua_pushfstring(L, global_hint, lua_tostring(L, 1), lua_tostring(L, lua_upvalueindex(1)));
  return 1;
}

// --- opening

// Fills in the three values that capture_environment packed.
void unpack_environment(lua_State* L, Message& environment) {
  if (environment.bytes.empty()) return;
  const int first = lua_gettop(L) + 1;
  if (unpack(L, environment) != 3) luaL_error(L, "not an environment");
  lua_getglobal(L, LUA_LOADLIBNAME);
  lua_pushvalue(L, first);
  lua_setfield(L, -2, "path");
  lua_pushvalue(L, first + 1);
  lua_setfield(L, -2, "cpath");
  lua_pushvalue(L, first + 2);
  lua_setglobal(L, "arg");
  lua_settop(L, first - 1);
}

void reserve(lua_State* L, const void* key) {
  lua_pushboolean(L, 0);
  lua_rawsetp(L, LUA_REGISTRYINDEX, key);
}

void open_state(lua_State* L, void* data) {
  auto& [setup, environment] = *static_cast<Setup*>(data);
  lua_pushstring(L, setup.place);
  lua_pushcclosure(L, entry<explain_error>, 1);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &handler_key);
  reserve(L, &error_key);
  reserve(L, &traceback_key);
  luaL_openlibs(L);
  unpack_environment(L, environment);
  if (setup.prepare != nullptr) setup.prepare(L, setup);
}

// --- running

// Where the results go, for refusals.
const char* home_of(const WorkerSetup& setup) {
  return *setup.place == 't' ? "the thread that called it" : "the process that called it";
}

// Calls the function in the message, with the message handler at index 1; the results or the error
// are above it.
bool call_function(lua_State* L, Call& call, Message& message) {
  const int values = unpack(L, message);
  if (values == 0) luaL_error(L, "a request without a function");
  const int status = lua_pcall(L, values - 1, LUA_MULTRET, 1);
  call.out_of_memory = status == LUA_ERRMEM;
  if (status != LUA_OK) call.outcome = Job::Outcome::raised;
  return status == LUA_OK;
}

bool initialize(lua_State* L, Call& call) {
  if (call.initializer.bytes.empty()) return true;
  if (!call_function(L, call, call.initializer)) return false;
  call.initializer.clear();
  lua_settop(L, 1);
  return true;
}

// Runs in protected mode: calls the function of the request and packs what it returns.
void run_request(lua_State* L, void* data) {
  Call& call = *static_cast<Call*>(data);
  lua_rawgetp(L, LUA_REGISTRYINDEX, &handler_key);
  if (!initialize(L, call) || !call_function(L, call, call.request))
    return lua_rawsetp(L, LUA_REGISTRYINDEX, &error_key);
  const PackOptions options{call.setup.caller, home_of(call.setup), "result"};
  pack(L, 2, lua_gettop(L) - 1, options, call.reply);
  call.outcome = Job::Outcome::returned;
}

// --- errors

// Error objects compute their traceback from what cannot leave the state: makes it plain text, in
// the error on top and in its causes.
void write_out_tracebacks(lua_State* L) {
  lua_pushvalue(L, -1);
  for (int i = 0; i < longest_cause_chain && lua_istable(L, -1); ++i) {
    if (luaL_getmetafield(L, -1, "__index") != LUA_TNIL) {
      lua_pop(L, 1);
      lua_pushliteral(L, "traceback");
      lua_getfield(L, -2, "traceback");
      lua_rawset(L, -3);
    }
    lua_pushliteral(L, "cause");
    lua_rawget(L, -2);
    lua_remove(L, -2);
  }
  lua_pop(L, 1);
}

// The traceback of the job's error, without the last line, which is this file.
void push_traceback(lua_State* L) {
  constexpr std::string_view last_line = "\n\t[C]: in ?";
  lua_rawgetp(L, LUA_REGISTRYINDEX, &traceback_key);
  if (lua_type(L, -1) != LUA_TSTRING) return lua_pushnil(L);
  std::size_t size = 0;
  const char* text = lua_tolstring(L, -1, &size);
  if (std::string_view(text, size).ends_with(last_line)) size -= last_line.size();
  lua_pushlstring(L, text, size);
}

void pack_error_on_top(lua_State* L, const Call& call) {
  const int error = lua_gettop(L);
  push_traceback(L);
  lua_replace(L, error + 1);
  lua_settop(L, error + 1);
  const PackOptions options{call.setup.caller, home_of(call.setup), "error"};
  pack(L, error, 2, options, call.reply);
}

void pack_error(lua_State* L, void* data) {
  lua_rawgetp(L, LUA_REGISTRYINDEX, &error_key);
  write_out_tracebacks(L);
  pack_error_on_top(L, *static_cast<Call*>(data));
}

// For an error value that cannot cross.
void pack_error_text(lua_State* L, void* data) {
  lua_rawgetp(L, LUA_REGISTRYINDEX, &error_key);
  luaL_tolstring(L, -1, nullptr);
  pack_error_on_top(L, *static_cast<Call*>(data));
}

// What protected mode has left on the stack becomes the job's error.
void keep_error(lua_State* L, Call& call) {
  call.outcome = Job::Outcome::raised;
  lua_rawsetp(L, LUA_REGISTRYINDEX, &error_key);
}

void forget_error(lua_State* L) {
  for (const void* key : {&error_key, &traceback_key}) {
    lua_pushboolean(L, 0);
    lua_rawsetp(L, LUA_REGISTRYINDEX, key);
  }
}

void reply_with_error(lua_State* L, Call& call) {
  if (protect(L, pack_error, &call) != LUA_OK && protect(L, pack_error_text, &call) != LUA_OK)
    call.reply.set_error("an error without a description");
  forget_error(L);
}

void copy_text(lua_State* L, Message& reply) {
  std::size_t size = 0;
  const char* text = lua_tolstring(L, -1, &size);
  reply.set_error(text == nullptr ? "cannot open a Lua state" : std::string_view(text, size));
}

void adopt_strings(lua_State* L, void* request) {
  adopt_borrowed(L, *static_cast<Message*>(request));
}

void pack_environment(lua_State* L, int table, Message& out) {
  const int first = lua_gettop(L) + 1;
  lua_getfield(L, table, "path");
  lua_getfield(L, table, "cpath");
  lua_getglobal(L, "arg");
  pack(L, first, 3, PackOptions{"environment"}, out);
  lua_settop(L, first - 1);
}

}  // namespace

void capture_environment(lua_State* L, Message& out) {
  lua_getglobal(L, LUA_LOADLIBNAME);
  luaL_checktype(L, -1, LUA_TTABLE);
  pack_environment(L, lua_gettop(L), out);
  lua_pop(L, 1);
}

bool WorkerState::open(const WorkerSetup& setup, Message& reply) {
  if (L_ != nullptr) return true;
  L_ = setup.make_state(setup.memory_limit);
  if (L_ == nullptr) {
    reply.set_error("not enough memory");
    return false;
  }
  reply = setup.environment;
  Setup data{setup, reply};
  if (protect(L_, open_state, &data) == LUA_OK) {
    usual_size_ = lua_gc(L_, LUA_GCCOUNT);
    initializer_ = setup.initializer;
    return true;
  }
  copy_text(L_, reply);
  close();
  return false;
}

bool WorkerState::adopt(Message& request) {
  if (request.borrowed.empty()) return true;
  lua_gc(L_, LUA_GCSTOP);  // a collector step could run a finaliser, and that anything
  const int status = protect(L_, adopt_strings, &request);
  lua_gc(L_, LUA_GCRESTART);
  lua_settop(L_, 0);
  return status == LUA_OK;
}

Job::Outcome WorkerState::run(const WorkerSetup& setup, Interrupt& interrupt, Message& request,
                              Message& reply) {
  Call call{setup, initializer_, request, reply};
  interrupt.begin(L_);
  const int status = protect(L_, run_request, &call);
  if (status != LUA_OK) keep_error(L_, call);
  if (call.outcome == Job::Outcome::raised) reply_with_error(L_, call);
  out_of_memory_ = call.out_of_memory || status == LUA_ERRMEM;
  lua_settop(L_, 0);
  return call.outcome;
}

bool WorkerState::has_garbage() const {
  return L_ != nullptr &&
         (out_of_memory_ || lua_gc(L_, LUA_GCCOUNT) > 2 * usual_size_ + much_garbage);
}

void WorkerState::collect() {
  if (std::exchange(out_of_memory_, false)) return close();
  lua_gc(L_, LUA_GCCOLLECT);
  usual_size_ = lua_gc(L_, LUA_GCCOUNT);
}

void WorkerState::close() {
  if (L_ == nullptr) return;
  Interrupt::disarm(L_);
  lua_close(L_);
  L_ = nullptr;
}

}  // namespace aio
