#include "runtime/process/executable.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <mutex>
#include <string_view>
#include <utility>

namespace aio {

namespace {

std::mutex mutex;
std::string chosen;  // guarded by it

bool can_run(const std::string& path) {
  struct stat about {};
  return stat(path.c_str(), &about) == 0 && S_ISREG(about.st_mode) &&
         access(path.c_str(), X_OK) == 0;
}

}  // namespace

void set_worker_executable(std::string path) {
  const std::lock_guard lock(mutex);
  chosen = std::move(path);
}

std::string worker_executable() {
  {
    const std::lock_guard lock(mutex);
    if (!chosen.empty()) return chosen;
  }
  return find_executable("aio");
}

std::string find_executable(const std::string& name) {
  if (name.find('/') != std::string::npos) return can_run(name) ? name : std::string();
  const char* variable = std::getenv("PATH");
  std::string_view left = variable == nullptr ? "/usr/local/bin:/usr/bin:/bin" : variable;
  while (!left.empty()) {
    const std::size_t end = left.find(':');
    std::string folder(left.substr(0, end));
    left.remove_prefix(end == std::string_view::npos ? left.size() : end + 1);
    std::string path = (folder.empty() ? "." : folder) + "/" + name;
    if (can_run(path)) return path;
  }
  return {};
}

}  // namespace aio
