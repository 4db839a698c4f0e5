# SPDX-License-Identifier: Apache-2.0
option(CAILIANG_TESTS "Build the tests" ${PROJECT_IS_TOP_LEVEL})
option(CAILIANG_BENCH "Build the benchmarks (Release, Google Benchmark)" OFF)
option(CAILIANG_PYTHON "Build the extension module of the Python package (pybind11)" OFF)
option(CAILIANG_WERROR "Treat warnings in Cailiang's own targets as errors" OFF)
option(CAILIANG_VERIFY_DETAIL "Compile each header below detail/ alone, as the public ones are" OFF)
set(CAILIANG_SANITIZE "" CACHE STRING "Sanitizers for all targets, as -fsanitize= takes them; with fuzzer-no-link (clang) the fuzz targets too")

if(PROJECT_IS_TOP_LEVEL)
  if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
    set(CMAKE_BUILD_TYPE Release CACHE STRING "" FORCE)
  endif()
  find_program(CAILIANG_CCACHE ccache)
  mark_as_advanced(CAILIANG_CCACHE)
  if(CAILIANG_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    set(CMAKE_CXX_COMPILER_LAUNCHER "${CAILIANG_CCACHE}")
  endif()
  if(CAILIANG_SANITIZE)
    # A report must end the program: a test that prints "runtime error" and passes is no test.
    add_compile_options(-fsanitize=${CAILIANG_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
    add_link_options(-fsanitize=${CAILIANG_SANITIZE})
  endif()
endif()

# For our own targets only: a consumer's flags are the consumer's business.
function(cailiang_own target)
  set_target_properties(${target} PROPERTIES CXX_EXTENSIONS OFF)
  target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic -Wconversion -Wshadow
    $<$<BOOL:${CAILIANG_WERROR}>:-Werror>
    # g++ 12 sees overlapping copies in "text" + std::string when it optimises (its bug 105651).
    $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>)
endfunction()
