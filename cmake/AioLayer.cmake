# aio_layer(NAME FOLDER folder [PROGRAM_ONLY] [EXCLUDE file...] LINKS target...)
#
# One layer: every .cpp below FOLDER (but those in EXCLUDE, files or folders named from FOLDER) as an object library
# that sees the project root, the system, and what LINKS gives it. The name is appended to AIO_LAYERS, of which the
# library consists, or with PROGRAM_ONLY to AIO_PROGRAM_LAYERS; the layer's headers are kept in the property
# AIO_HEADERS, from which the test "lint/headers" compiles each one alone.
function(aio_layer name)
  cmake_parse_arguments(PARSE_ARGV 1 layer "PROGRAM_ONLY" "FOLDER" "EXCLUDE;LINKS")
  set(folder "${PROJECT_SOURCE_DIR}/${layer_FOLDER}")
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS "${folder}/*.cpp")
  file(GLOB_RECURSE headers CONFIGURE_DEPENDS "${folder}/*.hpp")
  foreach(excluded IN LISTS layer_EXCLUDE)
    list(FILTER sources EXCLUDE REGEX "^${folder}/${excluded}(/|$)")
    list(FILTER headers EXCLUDE REGEX "^${folder}/${excluded}(/|$)")
  endforeach()
  if(NOT sources) # a layer of headers only still needs something to compile
    set(sources "${PROJECT_BINARY_DIR}/generated/${name}_empty.cpp")
    file(CONFIGURE OUTPUT "${sources}" CONTENT "// ${layer_FOLDER} has no source files.\n")
  endif()

  add_library(${name} OBJECT ${sources})
  aio_compile_options(${name})
  target_include_directories(${name} PUBLIC "${PROJECT_SOURCE_DIR}")
  target_compile_definitions(${name} PRIVATE "AIO_VERSION=\"${PROJECT_VERSION}\"")
  target_link_libraries(${name} PUBLIC ${layer_LINKS} Threads::Threads)
  set_target_properties(${name} PROPERTIES AIO_HEADERS "${headers}")
  if(layer_PROGRAM_ONLY)
    set(AIO_PROGRAM_LAYERS ${AIO_PROGRAM_LAYERS} ${name} PARENT_SCOPE)
  else()
    set(AIO_LAYERS ${AIO_LAYERS} ${name} PARENT_SCOPE)
  endif()
endfunction()

# aio_export_lua(PROGRAM): PROGRAM contains all of Lua, also what it does not use itself, and offers it to the C
# modules it loads. Only Lua's names are exported: a short table keeps start-up fast.
function(aio_export_lua program)
  if(AIO_LUA_LIBRARY MATCHES "\\.a$")
    set_property(TARGET ${program} PROPERTY LINK_LIBRARY_OVERRIDE "WHOLE_ARCHIVE,aio::lua")
  endif()
  set(list "${PROJECT_SOURCE_DIR}/cmake/exported_symbols.txt")
  target_link_options(${program} PRIVATE "LINKER:--dynamic-list=${list}")
  set_property(TARGET ${program} APPEND PROPERTY LINK_DEPENDS "${list}")
endfunction()
