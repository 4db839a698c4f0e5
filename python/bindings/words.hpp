// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <pybind11/pybind11.h>

#include <vector>

#include "cailiang/engine/standard.hpp"

namespace cailiang::python {

namespace py = pybind11;

/// The words of a standard as Python has them. The texts that stand in a program are interned, as these are, so that
/// most of them are known by their address and need not be read. Never changes.
class Words {
 public:
  explicit Words(const Standard& standard);

  /// Puts in a fact whose name and value are plainly right: a flag, an option, a whole number. Anything else is left
  /// alone, and `false` sends it through the strict door.
  [[nodiscard]] bool put(Facts& facts, PyObject* name, PyObject* value) const;
  /// Null if `id` is not plainly the id of a violation.
  [[nodiscard]] const ViolationHandle* violation(PyObject* id) const;

 private:
  struct Told {
    py::str name;
    FactKind kind;
    std::vector<py::str> options;  ///< of a choice
  };

  std::vector<Told> facts_;
  std::vector<ViolationHandle> violations_;
  py::dict violation_by_id_;
};

}  // namespace cailiang::python
