// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <pybind11/pybind11.h>

// One function for each room of the library, called by module.cpp in the order in which the rooms build on each other.

namespace cailiang::python {

namespace py = pybind11;

void bind_error(py::module_& m);
void bind_engine(py::module_& m);
void bind_pack(py::module_& m);
void bind_explain(py::module_& m);

}  // namespace cailiang::python
