#include "runtime/thread/observed_resume.hpp"

namespace aio {

namespace {

[[gnu::tls_model("initial-exec")]] thread_local CoroutineObserver* observer_of_thread = nullptr;

void tell(lua_State* L) {
  if (observer_of_thread != nullptr) observer_of_thread->runs(observer_of_thread, L);
}

}  // namespace

void set_coroutine_observer(CoroutineObserver* observer) noexcept { observer_of_thread = observer; }

int observed_resume(lua_State* co, lua_State* from, int arguments, int* results) {
  tell(co);
  const int status = lua_resume(co, from, arguments, results);
  tell(from);
  return status;
}

int observed_close(lua_State* co, lua_State* from) {
  tell(co);
  const int status = lua_resetthread(co);
  tell(from);
  return status;
}

}  // namespace aio
