# What the build itself runs to compile Lua files.
add_executable(aio_compile_lua "${CMAKE_CURRENT_LIST_DIR}/compile_lua.cpp")
aio_compile_options(aio_compile_lua)
target_link_libraries(aio_compile_lua PRIVATE aio::lua)

# aio_embed_lua(TARGET FOLDER folder)
#
# Puts every Lua file below FOLDER, compiled, into TARGET as the table that stdlib/embedded.hpp declares. The table is made
# again when one of the files changes, comes or goes (their list is a part of the command).
function(aio_embed_lua target)
  cmake_parse_arguments(PARSE_ARGV 1 embed "" "FOLDER" "")
  set(folder "${PROJECT_SOURCE_DIR}/${embed_FOLDER}")
  set(script "${PROJECT_SOURCE_DIR}/cmake/embed_lua.cmake")
  set(output "${PROJECT_BINARY_DIR}/generated/embedded.cpp")
  file(GLOB_RECURSE paths CONFIGURE_DEPENDS "${folder}/*.lua")
  set(files ${paths})
  list(TRANSFORM files REPLACE "^${folder}/" "")
  list(JOIN files "|" files)
  set(compiled "${PROJECT_BINARY_DIR}/generated/${embed_FOLDER}")
  string(REPLACE "|" ";" arguments "${files}")
  cmake_path(GET folder FILENAME root)
  add_custom_command(
    OUTPUT "${output}"
    COMMAND aio_compile_lua "${folder}" "${root}" "${compiled}" ${arguments}
    COMMAND "${CMAKE_COMMAND}" "-DFOLDER=${compiled}" "-DFILES=${files}" "-DOUTPUT=${output}" -P "${script}"
    DEPENDS ${paths} "${script}" aio_compile_lua
    COMMENT "Embedding ${embed_FOLDER}"
    VERBATIM)
  target_sources(${target} PRIVATE "${output}")
endfunction()
