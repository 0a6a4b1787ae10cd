# What the build itself runs to compile Lua files.
add_executable(aio_compile_lua "${CMAKE_CURRENT_LIST_DIR}/compile_lua.cpp")
aio_compile_options(aio_compile_lua)
target_link_libraries(aio_compile_lua PRIVATE aio::lua)

# aio_embed_lua(TARGET FOLDER folder ROOT name FUNCTION function [AS_TEXT])
#
# Puts every Lua file below FOLDER, compiled or as it is, into TARGET as a table that FUNCTION returns
# (stdlib/embedded.hpp declares its type). The names of the modules begin with ROOT. The table is made again when one
# of the files changes, comes or goes (their list is a part of the command).
function(aio_embed_lua target)
  cmake_parse_arguments(PARSE_ARGV 1 embed "AS_TEXT" "FOLDER;ROOT;FUNCTION" "")
  set(folder "${PROJECT_SOURCE_DIR}/${embed_FOLDER}")
  set(script "${PROJECT_SOURCE_DIR}/cmake/embed_lua.cmake")
  set(output "${PROJECT_BINARY_DIR}/generated/${embed_FUNCTION}.cpp")
  file(GLOB_RECURSE paths CONFIGURE_DEPENDS "${folder}/*.lua")
  set(files ${paths})
  list(TRANSFORM files REPLACE "^${folder}/" "")
  list(JOIN files "|" list)
  set(embedded "${folder}")
  set(compile "")
  if(NOT embed_AS_TEXT)
    set(embedded "${PROJECT_BINARY_DIR}/generated/${embed_FOLDER}")
    set(compile COMMAND aio_compile_lua "${folder}" "${embed_ROOT}" "${embedded}" ${files})
  endif()
  add_custom_command(
    OUTPUT "${output}"
    ${compile}
    COMMAND "${CMAKE_COMMAND}" "-DFOLDER=${embedded}" "-DFILES=${list}" "-DOUTPUT=${output}"
            "-DROOT=${embed_ROOT}" "-DFUNCTION=${embed_FUNCTION}" -P "${script}"
    DEPENDS ${paths} "${script}" aio_compile_lua
    COMMENT "Embedding ${embed_FOLDER}"
    VERBATIM)
  target_sources(${target} PRIVATE "${output}")
endfunction()
