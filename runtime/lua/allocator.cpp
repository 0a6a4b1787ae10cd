#include "runtime/lua/allocator.hpp"

#include <sys/mman.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <new>

namespace aio {

Allocator::~Allocator() {
  while (chunks_ != nullptr) {
    Chunk* next = chunks_->next;
    std::free(chunks_);
    chunks_ = next;
  }
}

void* Allocator::reallocate(void* block, std::size_t old_size, std::size_t new_size) noexcept {
  if (block != nullptr && old_size > largest_pooled && new_size > largest_pooled) {
    void* moved = std::realloc(block, new_size);
    if (moved != nullptr) in_use_ += new_size - old_size;
    return moved;
  }
  if (block != nullptr && old_size <= largest_pooled && new_size <= largest_pooled &&
      size_class(old_size) == size_class(new_size)) {
    in_use_ += new_size - old_size;
    return block;
  }
  void* moved = allocate(new_size);
  if (moved == nullptr || block == nullptr) return moved;
  std::memcpy(moved, block, std::min(old_size, new_size));
  free(block, old_size);
  return moved;
}

void Allocator::free(void* block, std::size_t size) noexcept {
  if (block == nullptr) return;
  in_use_ -= size;
  if (size > largest_pooled) {
    std::free(block);
    return;
  }
  auto* freed = static_cast<FreeBlock*>(block);
  FreeBlock*& list = free_[size_class(size)];
  freed->next = list;
  list = freed;
}

void* Allocator::allocate(std::size_t size) noexcept {
  void* block = nullptr;
  if (size > largest_pooled) {
    block = std::malloc(size);
  } else if (FreeBlock*& list = free_[size_class(size)]; list != nullptr) {
    block = list;
    list = list->next;
  } else {
    block = carve(size_class(size) * granularity);
  }
  if (block != nullptr) in_use_ += size;
  return block;
}

void* Allocator::carve(std::size_t size) noexcept {
  if (static_cast<std::size_t>(end_ - next_) < size && !add_chunk()) return nullptr;
  void* block = next_;
  next_ += size;
  return block;
}

std::size_t Allocator::next_chunk_size() const noexcept {
  if (in_use_ >= large_state) return huge_page;
  return std::clamp(last_chunk_size_ * 2, first_chunk, largest_small_chunk);
}

// What is left of the chunk before is given up: less than `largest_pooled` bytes.
bool Allocator::add_chunk() noexcept {
  const std::size_t size = next_chunk_size();
  void* memory = size == huge_page ? std::aligned_alloc(huge_page, size) : std::malloc(size);
  if (memory == nullptr) return false;
  if (size == huge_page) madvise(memory, size, MADV_HUGEPAGE);  // a wish: refused, it is memory
  chunks_ = new (memory) Chunk{chunks_};
  next_ = static_cast<char*>(memory) + granularity;
  end_ = static_cast<char*>(memory) + size;
  last_chunk_size_ = size;
  return true;
}

}  // namespace aio
