#pragma once
// The signal that makes a worker thread look at its Interrupt.

#include <pthread.h>

#include "runtime/thread/thread_sanitizer.hpp"

namespace aio::interrupt_signal {

// ThreadSanitizer delivers signals only inside system calls, never to a busy loop. There the
// interpreter polls instead, by a hook that is always armed.
constexpr bool polling = AIO_THREAD_SANITIZER != 0;

// Called in each thread that is to receive it. The handler is installed by the first call and
// stays; one that was there before is called for the signals that are not ours.
void open();

// The thread must not have been joined or detached.
void send(pthread_t thread) noexcept;

}  // namespace aio::interrupt_signal
