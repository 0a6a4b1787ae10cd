#pragma once
// Whether this is a build with ThreadSanitizer.

#if defined(__SANITIZE_THREAD__)
#define AIO_THREAD_SANITIZER 1
#elif defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define AIO_THREAD_SANITIZER 1
#endif
#endif

#ifndef AIO_THREAD_SANITIZER
#define AIO_THREAD_SANITIZER 0
#endif
