// SPDX-License-Identifier: Apache-2.0
#include "bind.hpp"
#include "cailiang/explain/reasons.hpp"
#include "held.hpp"

namespace cailiang::python {

namespace {

std::string reasons(const Assessment& assessment, bool in_chinese, bool as_table) {
  const py::gil_scoped_release release;
  return explain(assessment, in_chinese ? Language::zh : Language::en, as_table ? Form::table : Form::paragraph);
}

}  // namespace

void bind_explain(py::module_& m) {
  m.def("explain", &reasons, py::arg("assessment"), py::arg("in_chinese").noconvert(), py::arg("as_table").noconvert());
}

}  // namespace cailiang::python
