#include "runtime/process/links.hpp"

#include <sys/mman.h>

#include <cerrno>
#include <new>
#include <system_error>

namespace aio {

StatusPage::StatusPage(const Descriptor& memory) {
  void* page =
      mmap(nullptr, sizeof(ChildStatus), PROT_READ | PROT_WRITE, MAP_SHARED, memory.number(), 0);
  if (page == MAP_FAILED) throw std::system_error(errno, std::generic_category(), "mmap");
  status_ = static_cast<ChildStatus*>(page);
}

StatusPage::~StatusPage() {
  if (status_ != nullptr) munmap(status_, sizeof(ChildStatus));
}

}  // namespace aio
