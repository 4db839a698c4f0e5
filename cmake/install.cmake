# SPDX-License-Identifier: Apache-2.0
include(CMakePackageConfigHelpers)

if(NOT PROJECT_IS_TOP_LEVEL)
  return()
endif()

if(SKBUILD)
  # A wheel carries the headers and the packs for C++ users too, in the folder of the Python package.
  set(include_dir cailiang/include)
  set(config_dir cailiang/cmake)
  set(data_dir cailiang/data)
  set(targets cailiang)
else()
  set(include_dir "${CMAKE_INSTALL_INCLUDEDIR}")
  set(config_dir "${CMAKE_INSTALL_LIBDIR}/cmake/cailiang")
  set(data_dir "${CMAKE_INSTALL_DATADIR}/cailiang/data")
  set(targets cailiang cailiang_compiled)
endif()

install(TARGETS ${targets} EXPORT cailiangTargets
  FILE_SET HEADERS DESTINATION "${include_dir}" FILE_SET detail DESTINATION "${include_dir}")
install(EXPORT cailiangTargets NAMESPACE cailiang:: DESTINATION "${config_dir}")
install(DIRECTORY "${PROJECT_SOURCE_DIR}/data/" DESTINATION "${data_dir}")

configure_package_config_file(cmake/cailiangConfig.cmake.in "${PROJECT_BINARY_DIR}/cailiangConfig.cmake"
  INSTALL_DESTINATION "${config_dir}" PATH_VARS data_dir)
write_basic_package_version_file("${PROJECT_BINARY_DIR}/cailiangConfigVersion.cmake" COMPATIBILITY SameMinorVersion)
install(FILES "${PROJECT_BINARY_DIR}/cailiangConfig.cmake" "${PROJECT_BINARY_DIR}/cailiangConfigVersion.cmake"
  DESTINATION "${config_dir}")
