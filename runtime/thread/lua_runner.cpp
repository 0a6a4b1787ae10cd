#include "runtime/thread/lua_runner.hpp"

#include <new>

namespace aio {

void LuaRunner::attach() { interrupt_.attach(); }

void LuaRunner::detach() noexcept {
  state_.close();
  Interrupt::detach();
}

Job::Outcome LuaRunner::prepare(Message& request, Message& reply) {
  if (!state_.open(setup_, reply)) return Job::Outcome::raised;
  if (!state_.adopt(request)) throw std::bad_alloc();
  return Job::Outcome::pending;
}

Job::Outcome LuaRunner::run(Message& request, Message& reply) {
  return state_.run(setup_, interrupt_, request, reply);
}

std::unique_ptr<JobRunner> make_lua_runner(const WorkerSetup& setup) {
  return std::make_unique<LuaRunner>(setup);
}

}  // namespace aio
