#include "runtime/thread/object_index.hpp"

#include <algorithm>

namespace aio {

namespace {

constexpr std::size_t smallest_capacity = 16;
constexpr std::size_t largest_kept = 4096;

}  // namespace

// The slot of the address, or the free one where it belongs. Needs at least one free slot.
std::size_t ObjectIndex::slot_of(const void* address) const noexcept {
  const auto bits = reinterpret_cast<std::uintptr_t>(address);
  auto slot = static_cast<std::size_t>((bits >> 4) * 0x9E3779B97F4A7C15ull >> 20);
  for (;; ++slot) {
    slot &= slots_.size() - 1;
    if (slots_[slot].address == address || slots_[slot].address == nullptr) return slot;
  }
}

const KnownObject* ObjectIndex::find(const void* address) const noexcept {
  if (count_ == 0) return nullptr;
  const KnownObject& found = slots_[slot_of(address)];
  return found.address == nullptr ? nullptr : &found;
}

void ObjectIndex::insert(const KnownObject& object) {
  if ((count_ + 1) * 4 > slots_.size() * 3) grow();
  KnownObject& place = slots_[slot_of(object.address)];
  if (place.address != nullptr) return;
  place = object;
  ++count_;
}

void ObjectIndex::grow() {
  std::vector<KnownObject> old(std::max(smallest_capacity, slots_.size() * 2));
  old.swap(slots_);
  count_ = 0;
  for (const KnownObject& object : old)
    if (object.address != nullptr) insert(object);
}

void ObjectIndex::clear() noexcept {
  if (count_ == 0) return;
  if (slots_.size() > largest_kept)
    slots_ = {};
  else
    std::fill(slots_.begin(), slots_.end(), KnownObject{});
  count_ = 0;
}

}  // namespace aio
