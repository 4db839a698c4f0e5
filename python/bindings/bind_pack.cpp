// SPDX-License-Identifier: Apache-2.0
#include <pybind11/stl.h>

#include "bind.hpp"
#include "cailiang/detail/error/message.hpp"
#include "cailiang/pack/catalogue.hpp"
#include "cailiang/pack/check_case.hpp"
#include "cailiang/pack/read_case.hpp"
#include "convert.hpp"
#include "describe.hpp"
#include "loaded.hpp"

namespace cailiang::python {

namespace {

DataList described(const std::vector<Entry>& entries) {
  DataList made;
  for (const Entry& entry : entries) made.append(describe(entry));
  return made;
}

DataList listed(const Catalogue& self, const py::str& place, const py::str& sector, const std::optional<py::str>& on) {
  Wanted wanted{std::string{view(place, "/place")}, std::string{view(sector, "/sector")}, {}};
  if (on) {
    wanted.date = Date::parse(view(*on, "/date"));
    if (!wanted.date)
      throw Failure{
          {Error{Errc::bad_date, "/date", detail::in_quotes(view(*on)) + " is no day written as 2026-08-15"}}};
  }
  return described(unlocked([&] { return self.list(wanted); }).value());
}

/// The entry of a pack, and of the violation in it or None: id, label, source.
py::typing::List<py::typing::Tuple<Data, py::object>> found_by(const Catalogue& self, const py::str& text) {
  const std::string_view words = view(text);
  const std::vector<Found> all = unlocked([&] { return self.find(words); });
  py::typing::List<py::typing::Tuple<Data, py::object>> made;
  for (const Found& found : all) {
    py::object violation = py::none();
    if (found.violation)
      violation = py::make_tuple(found.violation->id, label(found.violation->label), source(found.violation->source));
    made.append(py::make_tuple(describe(found.entry), violation));
  }
  return made;
}

std::shared_ptr<Loaded> load(const Catalogue& self, const py::str& pack) {
  const std::string_view id = view(pack);
  Result<Standard> standard = unlocked([&] { return self.load(id); });
  return std::make_shared<Loaded>(std::move(standard).value());
}

/// What functions give that only say what is wrong.
void well(const Findings& found) {
  if (!found.empty()) throw Failure{found};
}

Data describe(const FactInput& input) {
  Data made;
  if (const auto* written = std::get_if<std::string>(&input.value)) {
    made["value"] = *written;
  } else if (const auto* flag = std::get_if<bool>(&input.value)) {
    made["value"] = *flag;
  } else if (const auto* options = std::get_if<std::vector<std::string>>(&input.value)) {
    made["value"] = *options;
  } else {
    made["value"] = ends(std::get<Ends<std::string>>(input.value));
  }
  made["evidence"] = input.evidence;
  return made;
}

Data describe(const FactInputs& inputs) {
  Data made;
  for (const auto& [id, input] : inputs) made[text(id)] = describe(input);
  return made;
}

Data describe(const Case& from) {
  Data made;
  made["id"] = from.id;
  made["says"] = label(from.says);
  made["pack"] = from.pack;
  made["violation"] = from.violation;
  made["provisions"] = texts(from.provisions);
  made["act_date"] = day(from.act_date);
  made["decision_date"] = day(from.decision_date);
  made["facts"] = describe(from.facts);
  made["apply"] = texts(from.apply);
  Data decided;
  for (const auto& [subject, amount] : from.decided) decided[text(subject)] = amount;
  made["decided"] = decided;
  made["expect_json"] = from.expect_json;
  made["where"] = from.where;
  return made;
}

/// What one of the checks finds in a file.
template <Findings (*check)(const Catalogue&, std::string_view, std::string_view)>
py::typing::List<FindingTuple> wrong_in(const Catalogue& catalogue, const py::bytes& text, const py::bytes& file) {
  const std::string_view bytes{text};
  const std::string_view name{file};
  return findings(unlocked([&] { return check(catalogue, bytes, name); }));
}

}  // namespace

void bind_pack(py::module_& m) {
  py::class_<Catalogue>(m, "Catalogue")
      .def(py::init([](const std::vector<py::bytes>& folders) {
             std::vector<std::string> names{folders.begin(), folders.end()};
             return unlocked([&] { return Catalogue::open(std::move(names)); }).value();
           }),
           py::arg("folders"))
      .def("entries", [](const Catalogue& self) { return described(unlocked([&] { return self.entries(); })); })
      .def(
          "entry",
          [](const Catalogue& self, const py::str& id) {
            const std::string_view wanted = view(id);
            return describe(unlocked([&] { return self.entry(wanted); }).value());
          },
          py::arg("id"))
      .def("listed", &listed, py::arg("place"), py::arg("sector"), py::arg("date"))
      .def("find", &found_by, py::arg("words"))
      .def("load", &load, py::arg("id"))
      .def("wrong_in_case", &wrong_in<check_case>, py::arg("text"), py::arg("file"))
      .def("wrong_in_cases", &wrong_in<check_cases>, py::arg("text"), py::arg("file"))
      .def("reload", [](Catalogue& self) { well(unlocked([&] { return self.reload(); })); })
      .def("findings", [](const Catalogue& self) { return findings(unlocked([&] { return self.findings(); })); });
  m.def(
      "write_index",
      [](const py::bytes& folder) {
        const std::string name{folder};
        well(unlocked([&] { return write_index(name); }));
      },
      py::arg("folder"));
  m.def(
      "read_case",
      [](const py::bytes& text, const py::bytes& file) {
        return describe(read_case(std::string_view{text}, std::string_view{file}).value());
      },
      py::arg("text"), py::arg("file"));
  m.def(
      "read_cases",
      [](const py::bytes& text, const py::bytes& file) {
        DataList made;
        for (const Case& one : read_cases(std::string_view{text}, std::string_view{file}).value())
          made.append(describe(one));
        return made;
      },
      py::arg("text"), py::arg("file"));
  m.def(
      "read_facts",
      [](const py::bytes& text, const py::bytes& file) {
        return describe(read_facts(std::string_view{text}, std::string_view{file}).value());
      },
      py::arg("text"), py::arg("file"));
}

}  // namespace cailiang::python
