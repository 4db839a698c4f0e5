// SPDX-License-Identifier: Apache-2.0
#include <pybind11/stl.h>

#include "bind.hpp"
#include "cailiang/detail/error/message.hpp"
#include "convert.hpp"

namespace cailiang::python {

namespace {

using ErrorTable = py::typing::List<py::typing::Tuple<py::int_, py::str, py::str>>;

ErrorTable error_table() {
  py::list rows;
  for (const ErrcInfo& info : errc_table) {
    rows.append(py::make_tuple(static_cast<int>(info.code), text(info.name), text(info.meaning)));
  }
  return ErrorTable{std::move(rows)};
}

// The class for the first finding's code, with all findings in it.
void raise(const Findings& found) {
  const py::object error = py::module_::import("cailiang.errors").attr("error_of")(findings(found));
  PyErr_SetObject(reinterpret_cast<PyObject*>(Py_TYPE(error.ptr())), error.ptr());
}

}  // namespace

void bind_error(py::module_& m) {
  m.def("error_table", &error_table, "Every code with its name and meaning.");
  m.def(
      "suggestion",
      [](const py::str& word, const std::vector<std::string>& known) { return detail::suggestion(view(word), known); },
      py::arg("word"), py::arg("known"), "; did you mean ...?, or nothing.");
  py::register_local_exception_translator([](std::exception_ptr thrown) {
    try {
      if (thrown) std::rethrow_exception(thrown);
    } catch (const Failure& failure) {
      raise(failure.found());
    } catch (const Overflow& overflow) {
      raise({Error{Errc::overflow, "", overflow.what()}});
    }
  });
}

}  // namespace cailiang::python
