// Intrusive lists: order, unlinking, moving whole lists, membership in several lists.

#include "runtime/loop/list.hpp"

#include <string>
#include <vector>

#include "tests/unit/catch.hpp"

namespace {

using aio::Link;
using aio::List;

struct Item : Link {
  explicit Item(int its_number) : number(its_number) {}
  int number;
};

std::vector<int> numbers(List<Item>& list) {
  std::vector<int> result;
  for (Item& item : list) result.push_back(item.number);
  return result;
}

}  // namespace

TEST_CASE("a list keeps the order of insertion") {
  Item a(1), b(2), c(3);
  List<Item> list;
  CHECK(list.empty());
  CHECK(list.pop_front() == nullptr);
  list.push_back(b);
  list.push_back(c);
  list.push_front(a);
  CHECK(numbers(list) == std::vector{1, 2, 3});
  CHECK(&list.front() == &a);
  CHECK(list.pop_front() == &a);
  CHECK_FALSE(a.linked());
  CHECK(numbers(list) == std::vector{2, 3});
}

TEST_CASE("unlinking takes out of whichever list, and twice is harmless") {
  Item a(1), b(2), c(3);
  List<Item> list;
  for (Item* item : {&a, &b, &c}) list.push_back(*item);
  b.unlink();
  b.unlink();
  CHECK(numbers(list) == std::vector{1, 3});
  CHECK_FALSE(b.linked());
  list.push_back(b);
  CHECK(numbers(list) == std::vector{1, 3, 2});
  for (Item* item : {&a, &b, &c}) item->unlink();
  CHECK(list.empty());
}

TEST_CASE("append and prepend move all, in order") {
  Item a(1), b(2), c(3), d(4);
  List<Item> list, other;
  list.append(other);
  CHECK(list.empty());
  other.push_back(c);
  other.push_back(d);
  list.append(other);
  CHECK(other.empty());
  CHECK(numbers(list) == std::vector{3, 4});
  other.push_back(a);
  other.push_back(b);
  list.prepend(other);
  CHECK(other.empty());
  CHECK(numbers(list) == std::vector{1, 2, 3, 4});
  list.prepend(other);
  CHECK(numbers(list) == std::vector{1, 2, 3, 4});
  c.unlink();
  CHECK(numbers(list) == std::vector{1, 2, 4});
}

TEST_CASE("for_each may unlink the current element") {
  Item a(1), b(2), c(3);
  List<Item> list;
  for (Item* item : {&a, &b, &c}) list.push_back(*item);
  list.for_each([](Item& item) {
    if (item.number != 2) item.unlink();
  });
  CHECK(numbers(list) == std::vector{2});
}

namespace {

struct FirstLink : Link {};
struct SecondLink : Link {};
struct Member : FirstLink, SecondLink {};

}  // namespace

TEST_CASE("an element sits in several lists by different bases") {
  Member member;
  List<Member, FirstLink> first;
  List<Member, SecondLink> second;
  first.push_back(member);
  second.push_back(member);
  CHECK(&first.front() == &member);
  CHECK(&second.front() == &member);
  static_cast<FirstLink&>(member).unlink();
  CHECK(first.empty());
  CHECK_FALSE(second.empty());
}
