// Debian's liblua5.4.a leaves its frames by __longjmp_chk, which ThreadSanitizer does not know: it
// would miss that calls have ended and overflow its own call stack after some ten thousand Lua
// errors. So in builds with ThreadSanitizer, and only there, that jump is made an ordinary one.
#undef _FORTIFY_SOURCE  // or longjmp itself would become __longjmp_chk
#include "runtime/thread/thread_sanitizer.hpp"

#if AIO_THREAD_SANITIZER
#include <csetjmp>

extern "C" [[noreturn]] void __longjmp_chk(std::jmp_buf environment, int value);

extern "C" void __longjmp_chk(std::jmp_buf environment, int value) {
  std::longjmp(environment, value);
}
#endif
