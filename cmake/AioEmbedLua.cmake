# aio_embed_lua(TARGET FOLDER folder)
#
# Puts every Lua file below FOLDER into TARGET as the table that stdlib/embedded.hpp declares. The table is made
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
  add_custom_command(
    OUTPUT "${output}"
    COMMAND "${CMAKE_COMMAND}" "-DFOLDER=${folder}" "-DFILES=${files}" "-DOUTPUT=${output}" -P "${script}"
    DEPENDS ${paths} "${script}"
    COMMENT "Embedding ${embed_FOLDER}"
    VERBATIM)
  target_sources(${target} PRIVATE "${output}")
endfunction()
