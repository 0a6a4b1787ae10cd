#pragma once
// What connects a pool with one of its child processes: descriptors of fixed numbers in the child.

#include <atomic>
#include <cstdint>

#include "runtime/process/descriptor.hpp"

namespace aio {

enum ChildDescriptor : int {
  channel_descriptor = 3,  // a socket: frames (channel.hpp)
  control_descriptor,  // a socket: the numbers of jobs to interrupt; its end is the parent's end
  status_descriptor,   // a page of memory: ChildStatus
  output_descriptor,   // who writes to stdout locks it (runtime/thread/output.hpp)
  end_of_descriptors
};

// The one argument of the child's command line.
constexpr const char* child_option = "--aio-worker";

// What the parent must know after the child has died.
struct ChildStatus {
  std::atomic<std::uint32_t> begun{0};  // the job that has begun last
};

// That page, mapped. Both ends have it.
class StatusPage {
 public:
  StatusPage() = default;
  explicit StatusPage(const Descriptor& memory);  // throws std::system_error
  ~StatusPage();
  StatusPage(StatusPage&& other) noexcept : status_(std::exchange(other.status_, nullptr)) {}
  StatusPage& operator=(StatusPage&& other) noexcept {
    std::swap(status_, other.status_);
    return *this;
  }
  StatusPage(const StatusPage&) = delete;
  StatusPage& operator=(const StatusPage&) = delete;

  ChildStatus& operator*() const { return *status_; }
  ChildStatus* operator->() const { return status_; }

 private:
  ChildStatus* status_ = nullptr;
};

// The parent's ends.
struct ParentLinks {
  Descriptor channel;
  Descriptor control;
  StatusPage status;
};

}  // namespace aio
