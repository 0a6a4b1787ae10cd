#include "runtime/process/start_message.hpp"

#include <cstdint>

#include "runtime/thread/reader.hpp"
#include "runtime/thread/wire.hpp"

namespace aio {

std::string_view greeting() { return "aio " AIO_VERSION ", " LUA_RELEASE; }

std::string encode_setup(const WorkerSetup& setup) {
  std::string bytes;
  wire::put_fixed(bytes, static_cast<std::uint64_t>(setup.memory_limit));
  wire::put_byte(bytes, setup.has_globals ? 1 : 0);
  wire::put_text(bytes, setup.environment.bytes);
  wire::put_text(bytes, setup.initializer.bytes);
  return bytes;
}

bool decode_setup(std::string_view bytes, WorkerSetup& setup) {
  Reader in(bytes);
  std::uint64_t limit = 0;
  unsigned char has_globals = 0;
  std::string_view environment;
  std::string_view initializer;
  if (!in.fixed(limit) || !in.byte(has_globals) || !in.text(environment) || !in.text(initializer))
    return false;
  setup.memory_limit = static_cast<std::size_t>(limit);
  setup.has_globals = has_globals != 0;
  setup.environment.bytes = environment;
  setup.initializer.bytes = initializer;
  return true;
}

}  // namespace aio
