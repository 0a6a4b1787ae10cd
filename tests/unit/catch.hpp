// Catch2 as a unit test includes it, whichever generation is installed: 2 is a single header, 3
// comes as a library.
#pragma once

#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>
using Catch::Approx;
#else
#include <catch2/catch.hpp>
#endif
