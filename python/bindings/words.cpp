// SPDX-License-Identifier: Apache-2.0
#include "words.hpp"

#include <string>

#include "cailiang/detail/engine/facts_by_place.hpp"
#include "convert.hpp"

namespace cailiang::python {

namespace {

using detail::FactsByPlace;
using detail::Index;

py::str interned(const std::string& word) {
  PyObject* made = PyUnicode_InternFromString(word.c_str());
  if (made == nullptr) throw py::error_already_set{};
  return py::reinterpret_steal<py::str>(made);
}

}  // namespace

Words::Words(const Standard& standard) : violations_{standard.violations()} {
  const Facts facts{standard};
  for (const auto& declared : FactsByPlace::declared(facts)) {
    const Fact& fact = *declared.fact;
    Told& told = facts_.emplace_back(Told{interned(fact.id), fact.kind, {}});
    for (const Option& option : fact.options) told.options.push_back(interned(option.id));
  }
  for (std::size_t i = 0; i < violations_.size(); ++i) violation_by_id_[interned(std::string{violations_[i].id()})] = i;
}

bool Words::put(Facts& facts, PyObject* name, PyObject* value) const {
  const auto told_of = [&](Index fact) -> const Told& { return facts_[static_cast<std::size_t>(fact)]; };
  Index fact = FactsByPlace::expected(facts);
  if (fact == detail::none || told_of(fact).name.ptr() != name) {
    if (PyUnicode_CheckExact(name) == 0) return false;
    fact = FactsByPlace::find(facts, view(name, "/facts"));
    if (fact == detail::none) return false;
  }
  const Told& told = told_of(fact);
  switch (told.kind) {
    case FactKind::choice:
      for (std::size_t i = 0; i < told.options.size(); ++i) {
        if (told.options[i].ptr() != value) continue;
        FactsByPlace::code(facts, fact, static_cast<detail::Code>(i));
        return true;
      }
      return false;
    case FactKind::flag:
      if (PyBool_Check(value) == 0) return false;
      FactsByPlace::code(facts, fact, value == Py_True ? 1 : 0);
      return true;
    case FactKind::money:
    case FactKind::count:
    case FactKind::quantity:
    case FactKind::ratio: {
      if (PyLong_CheckExact(value) == 0) return false;
      int overflow = 0;
      const long long number = PyLong_AsLongLongAndOverflow(value, &overflow);
      return overflow == 0 && FactsByPlace::number(facts, fact, Ratio{number});
    }
    case FactKind::choices:
    case FactKind::date: return false;
  }
  return false;
}

const ViolationHandle* Words::violation(PyObject* id) const {
  if (PyUnicode_CheckExact(id) == 0) return nullptr;
  PyObject* found = PyDict_GetItemWithError(violation_by_id_.ptr(), id);
  return found == nullptr ? nullptr : &violations_[PyLong_AsSize_t(found)];
}

}  // namespace cailiang::python
