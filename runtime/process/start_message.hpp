#pragma once
// The first two frames: the child's greeting, and what the parent tells it about the states it is
// to make.

#include <string>
#include <string_view>

#include "runtime/thread/worker_state.hpp"

namespace aio {

// What a child says first. Parent and child must be the same: they exchange bytecode.
std::string_view greeting();

std::string encode_setup(const WorkerSetup& setup);
// False if the bytes are something else.
bool decode_setup(std::string_view bytes, WorkerSetup& setup);

}  // namespace aio
