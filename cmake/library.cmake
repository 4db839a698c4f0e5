# SPDX-License-Identifier: Apache-2.0
find_package(nlohmann_json 3.11 REQUIRED)
find_package(Boost 1.74 REQUIRED)

# Headers only: every source that includes them compiles what it uses.
add_library(cailiang INTERFACE)
add_library(cailiang::cailiang ALIAS cailiang)
target_compile_features(cailiang INTERFACE cxx_std_20)
target_link_libraries(cailiang INTERFACE nlohmann_json::nlohmann_json Boost::headers)
# The installed package gives its own folder, wherever it was moved to (cailiangConfig.cmake).
set(cailiang_DATA_DIR "${PROJECT_SOURCE_DIR}/data")
if(NOT PROJECT_IS_TOP_LEVEL)
  set(cailiang_DATA_DIR "${cailiang_DATA_DIR}" PARENT_SCOPE)
endif()
target_compile_definitions(cailiang INTERFACE "$<BUILD_INTERFACE:CAILIANG_DATA_DIR=\"${cailiang_DATA_DIR}\">")

# The same API with JSON and big numbers compiled once.
file(GLOB sources CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/src/*.cpp")
add_library(cailiang_compiled STATIC ${sources})
add_library(cailiang::compiled ALIAS cailiang_compiled)
target_link_libraries(cailiang_compiled PUBLIC cailiang)
target_compile_definitions(cailiang_compiled PUBLIC CAILIANG_COMPILED=1)
# Several sources a compilation: the headers that they share cost more than their own text.
set_target_properties(cailiang_compiled PROPERTIES
  EXPORT_NAME compiled POSITION_INDEPENDENT_CODE ON UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 6)
cailiang_own(cailiang_compiled)
if(NOT PROJECT_IS_TOP_LEVEL)
  # A consumer who links only the headers need not build it.
  set_target_properties(cailiang_compiled PROPERTIES EXCLUDE_FROM_ALL ON)
endif()
