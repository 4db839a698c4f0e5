// SPDX-License-Identifier: Apache-2.0
#include <pybind11/stl.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "bind.hpp"
#include "cailiang/engine/standard.hpp"
#include "cailiang/pack/check_case.hpp"
#include "cailiang/pack/meaning.hpp"
#include "cailiang/pack/read.hpp"
#include "cailiang/pack/result.hpp"
#include "cailiang/quantity/currency.hpp"
#include "convert.hpp"
#include "describe.hpp"
#include "facts_of.hpp"
#include "held.hpp"

namespace cailiang::python {

namespace {

/// The words of results, made once: every outcome hands out the same str objects. They live as long as the process.
struct ResultWords {
  std::vector<py::str> kinds = all(outcome_kind_names);
  std::vector<py::str> warnings = all(warning_names);
  std::vector<py::str> classes = all(class_names);

  static const ResultWords& get() {
    static const auto* words = new ResultWords;
    return *words;
  }

 private:
  template <std::size_t n>
  static std::vector<py::str> all(const std::string_view (&names)[n]) {
    std::vector<py::str> made;
    for (const std::string_view name : names) {
      PyObject* word = PyUnicode_InternFromString(std::string{name}.c_str());
      if (word == nullptr) throw py::error_already_set{};
      made.push_back(py::reinterpret_steal<py::str>(word));
    }
    return made;
  }
};

const py::str& word(OutcomeKind kind) {
  return ResultWords::get().kinds[static_cast<std::size_t>(kind)];
}

py::object amount(const std::optional<Ratio>& number) {
  return number ? fraction(*number) : py::none();
}

/// min, max, ends, point; the amounts as fractions or None. A single amount is one object, twice.
using RangeTuple = py::typing::Tuple<py::object, py::object, py::str, py::object>;

RangeTuple range(const MoneyRange& from) {
  const py::object min = amount(from.min);
  return RangeTuple{
      py::make_tuple(min, from.is_point() ? min : amount(from.max), text(from.ends()), amount(from.point))};
}

py::object optional_range(const MoneyRange& from, bool there) {
  return there ? py::object{range(from)} : py::none();
}

bool has_range(const Outcome& outcome) {
  return outcome.kind == OutcomeKind::point || outcome.kind == OutcomeKind::range ||
         (outcome.kind == OutcomeKind::open && outcome.has_fine);
}

using OptionalText = py::typing::Optional<py::str>;

OptionalText optional_text(std::string_view from) {
  return OptionalText{from.empty() ? py::object{py::none()} : text(from)};
}

Texts warnings(const Warnings& from) {
  py::list made;
  for (int i = 0; i < warning_count; ++i) {
    if (from.has(static_cast<Warning>(i))) made.append(ResultWords::get().warnings[static_cast<std::size_t>(i)]);
  }
  return Texts{py::tuple{made}};
}

/// kind, mode, label, the condition it still depends on or None, the amount or None, its unit.
py::tuple sanction(const ImposedSanction& from) {
  return py::make_tuple(from.sanction->kind, from.sanction->mode, label(from.sanction->label),
                        from.certain ? py::object{py::none()} : condition(*from.sanction->when),
                        from.amount ? py::object{range(*from.amount)} : py::none(), from.sanction->unit);
}

template <class List, class Make>
Items tuple_of(const List& list, Make make) {
  py::tuple made{list.size()};
  for (std::size_t i = 0; i < list.size(); ++i) made[i] = make(list[i]);
  return Items{std::move(made)};
}

Result<ViolationHandle> find_violation(const Loaded& loaded, py::handle violation) {
  std::string_view id;
  if (!violation.is_none()) {
    if (PyUnicode_Check(violation.ptr()) == 0)
      throw py::type_error("violation: the id of a violation is expected, as text");
    id = view(violation, "/violation");
  }
  return loaded.standard.violation(id);
}

ViolationHandle violation_of(const Loaded& loaded, py::handle violation) {
  return find_violation(loaded, violation).value();
}

/// With what is wrong with the violation or the dates, whatever else is wrong with the call.
Findings everything_wrong(const Standard& standard, const Facts& facts, const Question& question, Findings found) {
  Findings others = standard.check(facts, question);
  // A date that cannot be read is not a date that is missing.
  std::erase_if(others, [&](const Error& other) {
    return other.code == Errc::date_required &&
           std::any_of(found.begin(), found.end(), [](const Error& each) { return each.code == Errc::bad_date; });
  });
  const auto of_the_violation = [](const Error& each) { return each.code == Errc::unknown_violation; };
  found.insert(std::find_if_not(found.begin(), found.end(), of_the_violation), others.begin(), others.end());
  return found;
}

/// What is kept with an assessment, and what the caller may go on changing.
py::object copied(py::handle mapping) {
  PyObject* copy = PyDict_CheckExact(mapping.ptr()) != 0 ? PyDict_Copy(mapping.ptr()) : mapping.inc_ref().ptr();
  if (copy == nullptr) throw py::error_already_set{};
  return py::reinterpret_steal<py::object>(copy);
}

/// What may be gone through once only becomes a tuple. Anything else goes on as it is, for the error that says what to
/// write.
py::object ids(py::handle given) {
  const bool as_it_is =
      PyTuple_CheckExact(given.ptr()) != 0 || PyUnicode_Check(given.ptr()) != 0 || !is_iterable(given);
  const py::object kept = py::reinterpret_borrow<py::object>(given);
  return as_it_is ? kept : py::tuple{kept};
}

/// Lets other threads use Python meanwhile, if there are others.
class Unlocked {
 public:
  Unlocked() {
#ifndef Py_GIL_DISABLED
    if (PyThreadState_Next(PyInterpreterState_ThreadHead(PyInterpreterState_Get())) == nullptr) return;
#endif
    release_.emplace();
  }

 private:
  std::optional<py::gil_scoped_release> release_;
};

/// standard, violation, facts, act_date, decision_date, provisions, apply, decided, plain.
py::object assess(PyObject* lender, PyObject* const* given) {
  Loaded& loaded = loaded_of(lender);
  const Standard& standard = loaded.standard;
  const py::handle violation{given[1]};
  Findings found;
  std::optional<ViolationHandle> unusual;
  const ViolationHandle* handle = loaded.words.violation(violation.ptr());
  if (handle == nullptr) {
    const Result<ViolationHandle> asked = find_violation(loaded, violation);
    if (asked) handle = &unusual.emplace(*asked);
    if (!asked) found = asked.findings();
  }
  const py::object facts_told = copied(given[2]);
  const py::object provisions = ids(given[5]);
  const py::object apply = ids(given[6]);
  const bool plain = given[8] == Py_True;
  Question question;
  question.act = read_date(given[3], "act_date", found);
  question.decision = read_date(given[4], "decision_date", found);
  question.provisions = read_texts(provisions, "provisions");
  question.apply = read_texts(apply, "apply");
  question.decided = read_amounts(given[7], standard, plain, found);
  std::unique_ptr<Facts> facts = loaded.facts.take([&] { return std::make_unique<Facts>(standard); });
  std::unique_ptr<Assessment> made = loaded.assessments.take([] { return std::make_unique<Assessment>(); });
  facts->clear();
  read_facts_of(facts_told, loaded, *facts, plain);
  bool well = found.empty();
  if (well) {
    // Unknown facts may multiply to many completions; nothing below is a Python object.
    const Unlocked unlocked;
    well = handle->assess(*facts, question, *made);
    if (!well) found = made->findings();
  } else {
    found = everything_wrong(standard, *facts, question, std::move(found));
    if (handle != nullptr && !question.provisions.empty()) {
      const auto asked = handle->facts(question.provisions);
      if (!asked) found.insert(found.end(), asked.findings().begin(), asked.findings().end());
    }
  }
  loaded.facts.give_back(std::move(facts));
  if (!well) throw Failure{std::move(found)};
  py::object told = py::make_tuple(violation, facts_told, py::handle{given[3]}, py::handle{given[4]}, provisions, apply,
                                   py::handle{given[7]}, py::handle{given[8]});
  return hold(lender, given[0], std::move(told), std::move(made));
}

/// The same as Python calls it: by the vectorcall protocol, because a bound function costs half as much as an
/// assessment.
PyObject* called(PyObject* lender, PyObject* const* given, Py_ssize_t count) noexcept {
  try {
    if (count != 9) throw py::type_error("assess takes nine arguments");
    return assess(lender, given).release().ptr();
  } catch (...) {
    py::detail::try_translate_exceptions();
    return nullptr;
  }
}

PyMethodDef assess_method = {
    "assess", reinterpret_cast<PyCFunction>(reinterpret_cast<void (*)()>(&called)), METH_FASTCALL,
    "What follows for a case: standard, then as Standard.assess, then whether texts are plain."};

py::typing::Callable<py::object(py::ellipsis)> assess_of(const std::shared_ptr<Loaded>& self) {
  const py::object kept = lender(self);
  PyObject* made = PyCFunction_New(&assess_method, kept.ptr());
  if (made == nullptr) throw py::error_already_set{};
  return py::reinterpret_steal<py::typing::Callable<py::object(py::ellipsis)>>(made);
}

Standard compiled(const std::vector<std::pair<std::string_view, std::string_view>>& files) {
  std::vector<std::shared_ptr<const Pack>> packs;
  std::vector<const Pack*> used;
  for (const auto& [file, text] : files) {
    packs.push_back(std::make_shared<const Pack>(read_pack(text, file).value()));
    if (packs.size() > 1) used.push_back(packs.back().get());
  }
  Findings found = check_meaning(*packs.front(), used);
  if (!found.empty()) throw Failure{std::move(found)};
  return Standard::compile(std::move(packs)).value();
}

std::shared_ptr<Loaded> from_texts(const std::vector<std::pair<std::string, py::bytes>>& files) {
  const std::vector<std::pair<std::string_view, std::string_view>> texts{files.begin(), files.end()};
  return std::make_shared<Loaded>(unlocked([&] { return compiled(texts); }));
}

Items packs_of(const Loaded& loaded) {
  return tuple_of(loaded.standard.packs(), [](const auto& pack) { return describe(*pack); });
}

Texts violations_of(const Loaded& loaded) {
  return Texts{
      tuple_of(loaded.standard.pack().violations, [](const Violation& violation) { return text(violation.id); })};
}

Data violation_data(const Loaded& loaded, const py::str& id) {
  return describe(*violation_of(loaded, id).source());
}

Items facts_asked(const Loaded& loaded, py::handle violation, py::handle provisions) {
  const auto asked = violation_of(loaded, violation).facts(read_texts(provisions, "provisions")).value();
  return tuple_of(asked, [&](const Fact* fact) { return describe(loaded.standard, *fact); });
}

/// Where a circumstance stands in the packs: which of them, then the keys and places in its file.
py::tuple place_of(const Standard& standard, const Circumstance& wanted) {
  const auto place = [&](const std::vector<Circumstance>& list) {
    return std::find_if(list.begin(), list.end(), [&](const Circumstance& each) { return &each == &wanted; }) -
           list.begin();
  };
  const auto has = [&](const std::vector<Circumstance>& list) {
    return place(list) != static_cast<std::ptrdiff_t>(list.size());
  };
  for (const auto& pack : standard.packs()) {
    if (has(pack->circumstances)) return py::make_tuple(pack->id, "circumstances", place(pack->circumstances));
    const auto in = [&](const char* key, const auto& parts) -> py::object {
      for (std::size_t i = 0; i < parts.size(); ++i) {
        const auto& list = parts[i].circumstances;
        if (has(list)) return py::make_tuple(pack->id, key, i, "circumstances", place(list));
      }
      return py::none();
    };
    if (const py::object found = in("provisions", pack->provisions); !found.is_none()) return found;
    if (const py::object found = in("violations", pack->violations); !found.is_none()) return found;
  }
  return py::make_tuple();
}

Items circumstances_of(const Loaded& loaded, py::handle violation, py::handle provisions) {
  const auto counted = violation_of(loaded, violation).circumstances(read_texts(provisions, "provisions")).value();
  return tuple_of(counted, [&](const Circumstance* each) { return place_of(loaded.standard, *each); });
}

Items facts_of(const Loaded& loaded) {
  py::list made;
  for (const auto& pack : loaded.standard.packs()) {
    for (const Fact& fact : pack->facts) {
      if (loaded.standard.fact(fact.id) == &fact) made.append(describe(loaded.standard, fact));
    }
  }
  return Items{py::tuple{made}};
}

/// `pack#id` and what the pack says, of every pack in use.
Items provisions_of(const Loaded& loaded) {
  py::list made;
  for (const auto& pack : loaded.standard.packs()) {
    for (const Provision& provision : pack->provisions)
      made.append(py::make_tuple(pack->id + "#" + provision.id, describe(provision)));
  }
  return Items{py::tuple{made}};
}

void bind_standard(py::module_& m) {
  py::class_<Loaded, std::shared_ptr<Loaded>>(m, "Standard")
      .def_static("from_texts", &from_texts, py::arg("files"),
                  "The pack, then all that it uses: file name and bytes of each.")
      .def("packs", &packs_of)
      .def("violations", &violations_of)
      .def("violation", &violation_data, py::arg("id"))
      .def("facts", &facts_of)
      .def(
          "wrong_in_facts",
          [](const Loaded& self, const py::bytes& text, const py::bytes& file) {
            return findings(check_facts(self.standard, std::string_view{text}, std::string_view{file}));
          },
          py::arg("text"), py::arg("file"))
      .def("facts_asked", &facts_asked, py::arg("violation"), py::arg("provisions"))
      .def("circumstances", &circumstances_of, py::arg("violation"), py::arg("provisions"),
           "Where those stand that may count: the pack, then the keys and places in its file.")
      .def("provisions", &provisions_of)
      .def("assess", &assess_of, "The function that assesses a case.");
}

void bind_assessment(py::module_& m) {
  bind_held(m);
  m.def("smallest_units", &smallest_units, py::arg("currency"));
  const auto def = [&](const char* name, auto function) { m.def(name, function, py::arg("assessment")); };
  def("subjects", [](const Assessment& self) {
    return Texts{tuple_of(self.outcomes(), [](const Outcome& o) { return text(o.subject); })};
  });
  m.def(
      "outcome",
      [](const Assessment& self, py::handle subject) {
        const Outcome* found = PyUnicode_Check(subject.ptr()) != 0 ? self.find(view(subject)) : nullptr;
        return found == nullptr ? std::nullopt : std::optional{found};
      },
      py::arg("assessment"), py::arg("subject"), py::return_value_policy::reference_internal,
      "None if there is no such subject.");
  def("provisions", [](const Assessment& self) { return texts(self.provisions()); });
  def("unused", [](const Assessment& self) { return texts(self.unused()); });
  def("act_date", [](const Assessment& self) { return day(self.act_date()); });
  def("decision_date", [](const Assessment& self) { return day(self.decision_date()); });
  def("to_json", [](const Assessment& self) { return to_json(self); });
  def("trace", [](const Assessment& self) { return describe(unlocked([&] { return self.trace(); })); });
}

void bind_outcome(py::module_& m) {
  py::class_<Outcome>(m, "Outcome")
      .def_property_readonly("subject", [](const Outcome& o) { return text(o.subject); })
      .def_property_readonly("kind", [](const Outcome& o) { return word(o.kind); })
      .def_property_readonly("range", [](const Outcome& o) { return optional_range(o.range, has_range(o)); })
      .def_property_readonly("legal", [](const Outcome& o) { return optional_range(o.legal, o.has_legal); })
      .def_property_readonly("tracks", [](const Outcome& o) { return tuple_of(o.tracks, range); })
      .def_property_readonly("branch", [](const Outcome& o) { return optional_text(o.branch); })
      .def_property_readonly("tiers", [](const Outcome& o) { return texts(o.tiers); })
      .def_property_readonly("share", [](const Outcome& o) { return amount(o.share); })
      .def_property_readonly(
          "klass",
          [](const Outcome& o) -> py::object {
            return o.klass ? py::object{ResultWords::get().classes[static_cast<std::size_t>(*o.klass)]} : py::none();
          })
      .def_property_readonly("mode",
                             [](const Outcome& o) {
                               return optional_text(o.mode == Mode::shall ? "shall" : o.mode == Mode::may ? "may" : "");
                             })
      .def_property_readonly(
          "kinds",
          [](const Outcome& o) { return Texts{tuple_of(o.kinds, [](OutcomeKind kind) { return word(kind); })}; })
      .def_property_readonly("needs", [](const Outcome& o) { return texts(o.needs); })
      .def_property_readonly("by", [](const Outcome& o) { return optional_text(o.by); })
      .def_property_readonly("sanctions", [](const Outcome& o) { return tuple_of(o.sanctions, sanction); })
      .def_property_readonly("offers", [](const Outcome& o) { return texts(o.offers); })
      .def_property_readonly("not_raised", [](const Outcome& o) { return texts(o.not_raised); })
      .def_property_readonly("requires", [](const Outcome& o) { return texts(o.requirements); })
      .def_property_readonly(
          "human", [](const Outcome& o) { return tuple_of(o.human, [](const Label* l) { return label(*l); }); })
      .def_property_readonly("successor", [](const Outcome& o) { return texts(o.successor); })
      .def_property_readonly("warnings", [](const Outcome& o) { return warnings(o.warnings); });
}

}  // namespace

void bind_engine(py::module_& m) {
  bind_outcome(m);
  bind_assessment(m);
  bind_standard(m);
}

}  // namespace cailiang::python
