// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <pybind11/pybind11.h>
#include <pybind11/typing.h>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "cailiang/error/result.hpp"
#include "cailiang/law/condition.hpp"
#include "cailiang/law/label.hpp"
#include "cailiang/law/pack.hpp"
#include "cailiang/quantity/date.hpp"
#include "cailiang/quantity/ratio.hpp"

namespace cailiang::python {

namespace py = pybind11;

// How values cross: exact numbers as fractions.Fraction, everything that only describes as tuples and dicts, of which
// the package makes its own classes.
using LabelTuple = py::typing::Tuple<py::str, py::str>;
using Texts = py::typing::Tuple<py::str, py::ellipsis>;
using Data = py::typing::Dict<py::str, py::object>;
using DataList = py::typing::List<Data>;
using Items = py::typing::Tuple<py::object, py::ellipsis>;

/// Lets other threads use Python while `run` touches no object of it.
template <class Run>
auto unlocked(Run run) {
  const py::gil_scoped_release release;
  return run();
}

[[nodiscard]] inline py::str text(std::string_view from) {
  return {from.data(), from.size()};
}

/// The word for an enumerator.
template <class Enum, std::size_t n>
[[nodiscard]] py::str word(const std::string_view (&words)[n], Enum value) {
  return text(words[static_cast<std::size_t>(value)]);
}

/// Whether `words` are as many as the enumerators up to `last`.
template <class Enum, std::size_t n>
[[nodiscard]] consteval bool covers(const std::string_view (&)[n], Enum last) {
  return n == static_cast<std::size_t>(last) + 1;
}

template <class List>
[[nodiscard]] Texts texts(const List& list) {
  py::tuple made{list.size()};
  std::size_t i = 0;
  for (const auto& item : list) made[i++] = text(item);
  return Texts{std::move(made)};
}

/// The bytes of a str, which keeps them as long as it lives. `where` is the place for Errc::not_utf8: a str may hold
/// half a character (a lone surrogate), a text may not.
[[nodiscard]] std::string_view view(py::handle str, std::string_view where = {});

/// The name of a file as Python has it (os.fsdecode): names need be no text.
[[nodiscard]] py::str file_name(std::string_view bytes);

[[nodiscard]] py::object fraction(const Ratio& number);
/// Of a Python int.
[[nodiscard]] std::optional<Int128> whole(py::handle number);
[[nodiscard]] py::object day(const std::optional<Date>& date);
[[nodiscard]] LabelTuple label(const Label& from);
/// The keys that are stated.
[[nodiscard]] Data source(const Source& from);
/// First and last day, each a date or None.
[[nodiscard]] py::tuple period(const Period& from);
/// The ends that are stated, by name.
[[nodiscard]] Data ends(const Ends<std::string>& from);
[[nodiscard]] py::str rank(Rank from);
/// A condition as packs write it.
[[nodiscard]] py::object condition(const Condition& from);

using FindingTuple = py::typing::Tuple<py::int_, py::str, py::str, py::str, py::str, py::int_, py::int_>;
[[nodiscard]] py::typing::List<FindingTuple> findings(const Findings& found);

}  // namespace cailiang::python
