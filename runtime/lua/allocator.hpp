#pragma once
// The allocator of a Lua state: free lists by size for what Lua makes by the million (userdata,
// tables, strings, threads and their stacks), the C library for the rest. Lua tells the size of
// what it frees, so blocks carry no header. Memory of small blocks goes back to the system when the
// state is closed. One thread at a time, as the state itself.

#include <array>
#include <cstddef>

namespace aio {

class Allocator {
 public:
  Allocator() = default;
  ~Allocator();
  Allocator(const Allocator&) = delete;
  Allocator& operator=(const Allocator&) = delete;

  // Null when there is no memory; then `block`, if any, is as it was.
  void* reallocate(void* block, std::size_t old_size, std::size_t new_size) noexcept;
  void free(void* block, std::size_t size) noexcept;

  std::size_t in_use() const { return in_use_; }

 private:
  struct FreeBlock {
    FreeBlock* next;
  };
  struct Chunk {
    Chunk* next;
  };

  static constexpr std::size_t granularity = 16;
  static constexpr std::size_t largest_pooled = 1024;
  static constexpr std::size_t first_chunk = std::size_t{16} * 1024;
  static constexpr std::size_t largest_small_chunk = std::size_t{256} * 1024;
  // A state this large gets its chunks as huge pages: fewer faults while it grows, and the
  // collector, which walks through all of it, misses the address cache less often.
  static constexpr std::size_t large_state = std::size_t{8} * 1024 * 1024;
  static constexpr std::size_t huge_page = std::size_t{2} * 1024 * 1024;

  static std::size_t size_class(std::size_t size) { return (size + granularity - 1) / granularity; }

  void* allocate(std::size_t size) noexcept;
  void* carve(std::size_t size) noexcept;
  bool add_chunk() noexcept;
  std::size_t next_chunk_size() const noexcept;

  std::array<FreeBlock*, largest_pooled / granularity + 1> free_{};
  char* next_ = nullptr;  // of the newest chunk, the part not yet carved
  char* end_ = nullptr;
  Chunk* chunks_ = nullptr;
  std::size_t last_chunk_size_ = 0;
  std::size_t in_use_ = 0;
};

}  // namespace aio
