#pragma once
// Intrusive doubly linked lists: the queues of the engine (ready, waiters, callbacks) allocate
// nothing, because the node is part of the thing that queues. A node is in at most one list.
// Owner rule: whoever's memory holds the node unlinks it before that memory goes away.

namespace aio {

struct Link {
  Link* previous = nullptr;
  Link* next = nullptr;

  bool linked() const { return next != nullptr; }

  void unlink() {
    if (!linked()) return;
    previous->next = next;
    next->previous = previous;
    previous = next = nullptr;
  }
};

// `T` derives from `Link`, or from a class that does when it sits in several lists: then `Tag`
// names the base to use.
template <class T, class Node = Link>
class List {
 public:
  List() { reset(); }
  List(const List&) = delete;
  List& operator=(const List&) = delete;

  bool empty() const { return head_.next == &head_; }

  void push_back(T& item) { insert_before(head_, node(item)); }
  void push_front(T& item) { insert_before(*head_.next, node(item)); }

  T& front() { return item(*head_.next); }

  T* pop_front() {
    if (empty()) return nullptr;
    T& first = front();
    node(first).unlink();
    return &first;
  }

  // Moves all of `other` behind our last element, in order, in constant time.
  void append(List& other) { splice(other, head_); }
  void prepend(List& other) { splice(other, *head_.next); }

  // Iteration; the current element may be unlinked by the loop's body.
  template <class Function>
  void for_each(Function&& function) {
    for (Link* at = head_.next; at != &head_;) {
      Link* following = at->next;
      function(item(*at));
      at = following;
    }
  }

  class iterator {
   public:
    explicit iterator(Link* at) : at_(at) {}
    T& operator*() const { return item(*at_); }
    iterator& operator++() {
      at_ = at_->next;
      return *this;
    }
    bool operator!=(const iterator& other) const { return at_ != other.at_; }

   private:
    Link* at_;
  };

  iterator begin() { return iterator(head_.next); }
  iterator end() { return iterator(&head_); }

  // Asks the processor to fetch the first element; nothing else.
  void prefetch_front() const { __builtin_prefetch(head_.next); }

 private:
  static Link& node(T& item) { return static_cast<Node&>(item); }
  static T& item(Link& node) { return static_cast<T&>(static_cast<Node&>(node)); }

  void reset() { head_.previous = head_.next = &head_; }

  static void insert_before(Link& position, Link& added) {
    added.previous = position.previous;
    added.next = &position;
    position.previous->next = &added;
    position.previous = &added;
  }

  void splice(List& other, Link& position) {
    if (other.empty()) return;
    Link* first = other.head_.next;
    Link* last = other.head_.previous;
    other.reset();
    first->previous = position.previous;
    last->next = &position;
    position.previous->next = first;
    position.previous = last;
  }

  Link head_;
};

}  // namespace aio
