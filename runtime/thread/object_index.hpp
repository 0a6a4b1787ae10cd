#pragma once
// What the packer has met, by address: open addressing, so that a small message costs no
// allocation per object. The addresses are those of Lua objects; nothing here keeps them alive.

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace aio {

struct KnownObject {
  enum class Kind : unsigned char {
    sent,       // already in the message as object `number`
    cell,       // an upvalue already in the message as cell `number`
    globals,    // the table of globals
    module,     // package.loaded[name]
    metatable,  // registered as class `name`
  };

  const void* address = nullptr;
  Kind kind = Kind::sent;
  std::uint32_t number = 0;
  std::string_view name;  // the bytes belong to a Lua string
};

class ObjectIndex {
 public:
  // Null when the address is unknown. The pointer holds until the next insertion.
  const KnownObject* find(const void* address) const noexcept;

  // The first entry of an address stays; a later one is ignored.
  void insert(const KnownObject& object);

  // Forgets everything, and gives back the memory of an unusually large message.
  void clear() noexcept;

 private:
  std::size_t slot_of(const void* address) const noexcept;
  void grow();

  std::vector<KnownObject> slots_;  // a power of two, at most three quarters full
  std::size_t count_ = 0;
};

}  // namespace aio
