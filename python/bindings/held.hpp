// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <pybind11/pybind11.h>

#include <memory>

#include "cailiang/engine/assessment.hpp"
#include "loaded.hpp"

namespace cailiang::python {

namespace py = pybind11;

/// An assessment as Python holds it: the base of cailiang.Assessment. Written by hand, because every object of a bound
/// class is entered in a register. It goes back to the standard that it was lent from with all it has allocated.
struct Held {
  PyObject_HEAD PyObject* lender;  ///< a capsule with the Loaded
  PyObject* standard;              ///< the Standard of Python
  PyObject* told;                  ///< what was asked, for pickles
  Assessment* made;
};

void bind_held(py::module_& m);

/// A capsule that keeps the standard.
[[nodiscard]] py::object lender(std::shared_ptr<Loaded> loaded);
[[nodiscard]] Loaded& loaded_of(PyObject* lender);

/// A new object of the Python class `cailiang.Assessment`.
[[nodiscard]] py::object hold(py::handle lender, py::handle standard, py::object told,
                              std::unique_ptr<Assessment> made);

/// Null if it is none.
[[nodiscard]] const Assessment* held(py::handle object);

}  // namespace cailiang::python

// Bound functions take an assessment as it is.
template <>
struct pybind11::detail::type_caster<cailiang::Assessment> {
  static constexpr auto name = const_name("Assessment");
  template <class>
  using cast_op_type = const cailiang::Assessment&;

  bool load(handle from, bool) { return (made_ = cailiang::python::held(from)) != nullptr; }
  operator const cailiang::Assessment&() const { return *made_; }

 private:
  const cailiang::Assessment* made_ = nullptr;
};
