// SPDX-License-Identifier: Apache-2.0
#include "bind.hpp"

// Everything a user sees is in python/cailiang; this module only carries it across. Nothing here is global but tables
// that never change, so no lock is needed beside those inside (free-threaded Python).
PYBIND11_MODULE(_core, m, pybind11::mod_gil_not_used()) {
  m.doc() = "The compiled half of cailiang. Private: use the package.";
  m.attr("__version__") = CAILIANG_VERSION;
  cailiang::python::bind_error(m);
  cailiang::python::bind_engine(m);
  cailiang::python::bind_pack(m);
  cailiang::python::bind_explain(m);
}
