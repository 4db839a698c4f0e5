// SPDX-License-Identifier: Apache-2.0
#include "convert.hpp"

#include <pybind11/gil_safe_call_once.h>

#include "cailiang/pack/result.hpp"

namespace cailiang::python {

namespace {

// A class or function of the standard library, looked up once.
#define CAILIANG_IMPORTED(module_name, attribute)                                                              \
  [] {                                                                                                         \
    PYBIND11_CONSTINIT static py::gil_safe_call_once_and_store<py::object> storage;                            \
    return storage.call_once_and_store_result([] { return py::module_::import(module_name).attr(attribute); }) \
        .get_stored();                                                                                         \
  }()

py::object whole_number(Int128 number) {
  if (detail::fits64(number)) return py::int_(static_cast<long long>(number));
  const auto high = static_cast<long long>(number >> 64);
  const auto low = static_cast<unsigned long long>(number);
  return (py::int_(high) << py::int_(64)) | py::int_(low);
}

/// A message may quote the name of a file.
py::str message(std::string_view from) {
  PyObject* made = PyUnicode_DecodeUTF8(from.data(), static_cast<Py_ssize_t>(from.size()), "backslashreplace");
  if (made == nullptr) throw py::error_already_set{};
  return py::reinterpret_steal<py::str>(made);
}

}  // namespace

std::string_view view(py::handle str, std::string_view where) {
  Py_ssize_t size = 0;
  const char* bytes = PyUnicode_AsUTF8AndSize(str.ptr(), &size);
  if (bytes == nullptr) {
    if (PyErr_ExceptionMatches(PyExc_UnicodeEncodeError) == 0) throw py::error_already_set{};
    const std::string shown{py::repr((PyErr_Clear(), str))};
    throw Failure{{Error{Errc::not_utf8, std::string{where},
                         "the text " + shown + " has half of a character (a lone surrogate) in it"}}};
  }
  return {bytes, static_cast<std::size_t>(size)};
}

py::str file_name(std::string_view bytes) {
  PyObject* made = PyUnicode_DecodeFSDefaultAndSize(bytes.data(), static_cast<Py_ssize_t>(bytes.size()));
  if (made == nullptr) throw py::error_already_set{};
  return py::reinterpret_steal<py::str>(made);
}

py::object fraction(const Ratio& number) {
  const py::object& type = CAILIANG_IMPORTED("fractions", "Fraction");
  const Ratio lowest = number.reduced();
  // Of one number it is made several times as fast.
  if (lowest.is_whole()) return type(whole_number(lowest.numerator()));
  return type(whole_number(lowest.numerator()), whole_number(lowest.denominator()));
}

std::optional<Int128> whole(py::handle number) {
  int overflow = 0;
  const long long value = PyLong_AsLongLongAndOverflow(number.ptr(), &overflow);
  if (value == -1 && PyErr_Occurred() != nullptr) throw py::error_already_set{};
  if (overflow == 0) return Int128{value};
  const py::int_ high = py::reinterpret_borrow<py::int_>(number) >> py::int_(64);
  const long long top = PyLong_AsLongLongAndOverflow(high.ptr(), &overflow);
  // The one number of 128 bits that has no opposite is none of ours.
  if (overflow != 0 || top == std::numeric_limits<long long>::min()) return std::nullopt;
  const auto low = PyLong_AsUnsignedLongLongMask(number.ptr());
  return static_cast<Int128>(top) * (Int128{1} << 64) + static_cast<Int128>(low);
}

py::object day(const std::optional<Date>& date) {
  if (!date) return py::none();
  return CAILIANG_IMPORTED("datetime", "date")(date->year(), date->month(), date->day());
}

LabelTuple label(const Label& from) {
  return LabelTuple{py::make_tuple(from.zh, from.en)};
}

Data source(const Source& from) {
  Data made;
  for (std::size_t i = 0; i < Source::keys.size(); ++i) {
    if (!from.values[i].empty()) made[text(Source::keys[i])] = from.values[i];
  }
  return made;
}

py::tuple period(const Period& from) {
  return py::make_tuple(day(from.from), day(from.until));
}

Data ends(const Ends<std::string>& from) {
  Data made;
  const auto put = [&](const char* key, const std::optional<std::string>& end) {
    if (end) made[key] = *end;
  };
  put("eq", from.eq);
  put("ge", from.ge);
  put("gt", from.gt);
  put("le", from.le);
  put("lt", from.lt);
  return made;
}

py::str rank(Rank from) {
  static constexpr std::string_view words[] = {"national", "province", "city", "county", "township"};
  static_assert(covers(words, Rank::township));
  return word(words, from);
}

py::object condition(const Condition& from) {
  return CAILIANG_IMPORTED("json", "loads")(to_json(from));
}

py::typing::List<FindingTuple> findings(const Findings& found) {
  py::typing::List<FindingTuple> made;
  for (const Error& error : found) {
    made.append(py::make_tuple(static_cast<int>(error.code), text(errc_name(error.code)), error.where,
                               message(error.message), file_name(error.file), error.line, error.column));
  }
  return made;
}

}  // namespace cailiang::python
