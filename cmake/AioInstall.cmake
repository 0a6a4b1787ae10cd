# What an installation holds: the program, the library with its public headers, and a package for find_package(aio).
add_custom_target(aio_products DEPENDS aio $<TARGET_NAME_IF_EXISTS:aio_program> $<TARGET_NAME_IF_EXISTS:aio_module>)
if(NOT AIO_INSTALL)
  return()
endif()
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)
set(package_dir "${CMAKE_INSTALL_LIBDIR}/cmake/aio")

if(TARGET aio_program)
  install(TARGETS aio_program RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}")
endif()
if(TARGET aio_module)
  install(TARGETS aio_module LIBRARY DESTINATION "${CMAKE_INSTALL_LIBDIR}/lua/5.4")
endif()
install(TARGETS aio EXPORT aio-targets ARCHIVE DESTINATION "${CMAKE_INSTALL_LIBDIR}")
install(DIRECTORY interpreter/include/aio DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}" FILES_MATCHING PATTERN "*.hpp")
install(EXPORT aio-targets NAMESPACE aio:: DESTINATION "${package_dir}")
write_basic_package_version_file("${PROJECT_BINARY_DIR}/aio-config-version.cmake" COMPATIBILITY SameMinorVersion)
file(WRITE "${PROJECT_BINARY_DIR}/aio-config.cmake"
     "include(\"\${CMAKE_CURRENT_LIST_DIR}/AioDependencies.cmake\")\n"
     "include(\"\${CMAKE_CURRENT_LIST_DIR}/aio-targets.cmake\")\n")
install(FILES "${PROJECT_BINARY_DIR}/aio-config.cmake" "${PROJECT_BINARY_DIR}/aio-config-version.cmake"
              cmake/AioDependencies.cmake DESTINATION "${package_dir}")
