# Options of the build, and the one function that gives a target of ours its compiler flags.
option(AIO_BUILD_TESTS "Build and register the tests" ${PROJECT_IS_TOP_LEVEL})
option(AIO_WERROR "Treat compiler warnings as errors" ${PROJECT_IS_TOP_LEVEL})
option(AIO_INSTALL "Create the install target" ${PROJECT_IS_TOP_LEVEL})
set(AIO_SANITIZE "" CACHE STRING "Sanitizers to build with: 'address,undefined', 'thread' or nothing")

# As a part of somebody else's build we change nothing outside our own targets.
if(PROJECT_IS_TOP_LEVEL)
  if(NOT CMAKE_BUILD_TYPE)
    set(CMAKE_BUILD_TYPE Release)
  endif()
  set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
  find_program(CCACHE_PROGRAM ccache)
  mark_as_advanced(CCACHE_PROGRAM)
  if(CCACHE_PROGRAM AND NOT DEFINED CMAKE_CXX_COMPILER_LAUNCHER)
    set(CMAKE_CXX_COMPILER_LAUNCHER "${CCACHE_PROGRAM}")
  endif()
endif()

function(aio_compile_options target)
  target_compile_features(${target} PUBLIC cxx_std_20)
  # Position independent and hidden: the same objects serve the program, an embedder's shared library and the Lua module.
  set_target_properties(${target} PROPERTIES CXX_EXTENSIONS OFF POSITION_INDEPENDENT_CODE ON
                                             CXX_VISIBILITY_PRESET hidden VISIBILITY_INLINES_HIDDEN ON)
  target_compile_options(${target} PRIVATE -Wall -Wextra -Wshadow $<$<BOOL:${AIO_WERROR}>:-Werror>)
  target_compile_definitions(${target} PRIVATE $<$<CONFIG:Debug>:_GLIBCXX_ASSERTIONS>)
  # With link-time optimisation, gcc keeps ordinary code beside the intermediate one, so that any linker can use libaio.a.
  if(CMAKE_INTERPROCEDURAL_OPTIMIZATION AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    target_compile_options(${target} PRIVATE -ffat-lto-objects)
  endif()
  if(AIO_SANITIZE)
    target_compile_options(${target} PRIVATE -fsanitize=${AIO_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
    target_link_options(${target} PUBLIC -fsanitize=${AIO_SANITIZE})
  endif()
endfunction()
