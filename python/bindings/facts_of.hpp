// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <pybind11/pybind11.h>

#include "cailiang/engine/standard.hpp"
#include "loaded.hpp"

namespace cailiang::python {

namespace py = pybind11;

/// Puts what a Python dict says into `facts`, in one pass; lists in the dict become tuples. What is wrong with a value
/// is collected there. `plain`: texts are as files write them, not as people type.
/// \throws TypeError if it is no dict, or a key is no text
void read_facts_of(py::handle mapping, const Loaded& loaded, Facts& facts, bool plain);

/// What is asked beside the facts; wrong texts are added to `found`.
[[nodiscard]] std::optional<Date> read_date(py::handle value, const char* argument, Findings& found);
[[nodiscard]] bool is_iterable(py::handle value);
[[nodiscard]] std::vector<std::string> read_texts(py::handle value, const char* argument);
[[nodiscard]] std::vector<std::pair<std::string, Ratio>> read_amounts(py::handle mapping, const Standard& standard,
                                                                      bool plain, Findings& found);

}  // namespace cailiang::python
