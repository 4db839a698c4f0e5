// SPDX-License-Identifier: Apache-2.0
#include "facts_of.hpp"

#include <datetime.h>
#include <pybind11/gil_safe_call_once.h>

#include <string>
#include <string_view>

#include "cailiang/detail/error/message.hpp"
#include "cailiang/detail/error/pointer.hpp"
#include "cailiang/quantity/amount_text.hpp"
#include "convert.hpp"

namespace cailiang::python {

namespace {

/// The classes that a value may be of, looked up once.
struct Types {
  py::object decimal = py::module_::import("decimal").attr("Decimal");
  py::object money = py::module_::import("cailiang.values").attr("Money");
  py::object fact = py::module_::import("cailiang.values").attr("Fact");

  static const Types& get() {
    PYBIND11_CONSTINIT static py::gil_safe_call_once_and_store<Types> storage;
    return storage
        .call_once_and_store_result([] {
          PyDateTime_IMPORT;
          return Types{};
        })
        .get_stored();
  }
};

bool is(py::handle value, const py::object& type) {
  return reinterpret_cast<PyObject*>(Py_TYPE(value.ptr())) == type.ptr();
}

std::string_view type_name(py::handle value) {
  return Py_TYPE(value.ptr())->tp_name;
}

/// What pandas and numpy write where nothing is known.
bool is_missing(py::handle value) {
  const std::string_view name = type_name(value);
  if (name == "numpy.datetime64") return std::string{py::str(value)} == "NaT";
  return name.ends_with("NaTType") || name.ends_with("NAType");
}

constexpr std::string_view missing_message = "the value says that nothing is known; write None";

/// Of a date without a time of day.
Date date_of(py::handle value) {
  return *Date::of(PyDateTime_GET_YEAR(value.ptr()), PyDateTime_GET_MONTH(value.ptr()),
                   PyDateTime_GET_DAY(value.ptr()));
}

/// A day, or why a point or stretch of time is none; neither for anything else.
struct Day {
  std::optional<Date> value{};
  std::string wrong{};

  [[nodiscard]] bool is_time() const { return value || !wrong.empty(); }
};

Day day_of_datetime64(py::handle value) {
  const std::string type{py::str(value.attr("dtype").attr("name"))};
  if (type == "datetime64[D]") {
    const py::object date = value.attr("item")();  // an int beyond the years that a date has
    if (PyDate_Check(date.ptr()) != 0) return {date_of(date), {}};
    return {{}, std::string{py::str(value)} + " is no day of the years 1 to 9999"};
  }
  const bool is_longer = type.size() > 2 && std::string_view{"YMWD"}.find(type[type.size() - 2]) != std::string::npos;
  return {{},
          is_longer ? "a " + type + " is longer than a day; write the day"
                    : "a " + type + " may have a time of day; write value.astype(\"datetime64[D]\")"};
}

Day day_of(py::handle value) {
  if (PyDateTime_Check(value.ptr()) != 0)
    return {{}, "the value has a time of day, which a date has not; write value.date()"};
  if (PyDate_Check(value.ptr()) != 0) return {date_of(value), {}};
  return type_name(value) == "numpy.datetime64" ? day_of_datetime64(value) : Day{};
}

bool is_numpy_bool(py::handle value) {
  return type_name(value) == "numpy.bool" || type_name(value) == "numpy.bool_";
}

bool is_float(py::handle value) {
  return PyFloat_Check(value.ptr()) != 0 || type_name(value).starts_with("numpy.float") ||
         type_name(value) == "numpy.longdouble";
}

bool is_nan(py::handle value) {
  return is_float(value) && std::string{py::str(value)} == "nan";
}

/// The shortest decimal that is this float and no other of its width, without an exponent; empty if it is not finite.
std::string shortest(py::handle value) {
  // Python and numpy find the digits, each of its own widths: 1e+23, where the float itself is a little less.
  const bool is_pythons = PyFloat_Check(value.ptr()) != 0;
  const py::str digits{is_pythons ? py::float_{PyFloat_AS_DOUBLE(value.ptr())}
                                  : py::reinterpret_borrow<py::object>(value)};
  const py::object decimal = Types::get().decimal(digits);
  if (!decimal.attr("is_finite")().cast<bool>()) return {};
  std::string written{py::str(decimal.attr("__format__")("f"))};
  if (written.ends_with(".0")) written.resize(written.size() - 2);
  return written;
}

/// Why a Python number is none of ours, or nothing.
struct Number {
  std::optional<Ratio> value{};
  std::optional<Errc> wrong{};
};

Number ratio_of(py::handle numerator, py::handle denominator) {
  if (PyIndex_Check(numerator.ptr()) == 0 || PyIndex_Check(denominator.ptr()) == 0) return {};
  const auto index = [](py::handle number) {
    PyObject* made = PyNumber_Index(number.ptr());
    if (made == nullptr) throw py::error_already_set{};
    return py::reinterpret_steal<py::object>(made);
  };
  const std::optional<Int128> above = whole(index(numerator));
  const std::optional<Int128> below = whole(index(denominator));
  if (!above || !below) return {{}, Errc::overflow};
  return {Ratio::of(*above, *below), {}};
}

/// Of a finite one. Python's own normalize() rounds.
Number ratio_of_decimal(py::handle value) {
  const py::object parts = value.attr("as_tuple")();
  const auto digits = parts.attr("digits").cast<py::tuple>();
  auto exponent = parts.attr("exponent").cast<long long>();
  std::size_t count = digits.size();
  for (; count > 0 && digits[count - 1].cast<int>() == 0; --count) ++exponent;
  if (count == 0) return {Ratio{}, {}};
  // Before an exponent of a million is written out.
  if (exponent < -40 || exponent > 40) return {{}, Errc::overflow};
  const py::object shown = digits[py::slice(0, static_cast<py::ssize_t>(count), 1)];
  const py::object shortest = Types::get().decimal(py::make_tuple(parts.attr("sign"), shown, exponent));
  const auto ratio = shortest.attr("as_integer_ratio")().cast<py::tuple>();
  return ratio_of(ratio[0], ratio[1]);
}

/// An int, Decimal, Fraction, or another exact number that knows its numerator; nothing at all for what is none.
Number number_of(py::handle value) {
  if (PyLong_Check(value.ptr()) != 0) {
    const std::optional<Int128> number = whole(value);
    if (!number) return {{}, Errc::overflow};
    return {Ratio::of(*number, 1), {}};
  }
  if (is(value, Types::get().decimal)) {
    // Most are written as files write numbers, and their text is read faster than their parts.
    const py::str written{value};
    const std::string_view digits = view(written);
    if (const auto number = digits.size() <= 40 ? Ratio::parse(digits) : std::nullopt) return {number, {}};
  }
  if (py::isinstance(value, Types::get().decimal)) {
    if (!value.attr("is_finite")().cast<bool>()) return {{}, Errc::bad_amount_text};
    return ratio_of_decimal(value);
  }
  if (py::hasattr(value, "numerator") && py::hasattr(value, "denominator")) {
    return ratio_of(value.attr("numerator"), value.attr("denominator"));
  }
  return {};
}

/// Python itself does not write out an int of more than some thousand digits, nor what is made of such.
std::string written_number(py::handle value) {
  constexpr std::size_t longest = 100;
  PyObject* made = PyLong_Check(value.ptr()) != 0 ? nullptr : PyObject_Str(value.ptr());
  PyErr_Clear();
  if (made == nullptr) return "the number";
  std::string written{py::reinterpret_steal<py::str>(made)};
  return written.size() > longest ? "the number" : written;
}

std::string why_not(Errc code, py::handle value) {
  if (code == Errc::overflow) return written_number(value) + " is too large to be computed exactly";
  return std::string{py::str(value)} + " is not a number; write None for what is not known";
}

/// Of a value of a type that no fact has.
std::string no_value_message(py::handle value) {
  const std::string type{type_name(value)};
  return "a value of type " + type + " is none that a fact can have" +
         (type == "numpy.ndarray" || type == "Series" ? "; write the value, or value.tolist() for a list" : "");
}

std::string float_message(py::handle value) {
  const std::string decimal = shortest(value);
  if (decimal.empty())
    return "the float " + std::string{py::str(value)} + " is no number; write None for what is not known";
  return "the float " + decimal + " is not exact; write \"" + decimal + "\" or Decimal(\"" + decimal + "\")";
}

class Reader {
 public:
  Reader(const Standard& standard, Facts& facts, bool plain) : standard_{standard}, facts_{facts}, plain_{plain} {}

  void put(std::string_view name, py::handle value) {
    PyObject* object = value.ptr();
    if (PyUnicode_CheckExact(object) != 0) {
      written(name, value);
    } else if (PyBool_Check(object) != 0) {
      facts_.set(name, object == Py_True);
    } else if (PyLong_CheckExact(object) != 0) {
      number(name, value);
    } else if (object == Py_None) {
      known(name);  // it says nothing of the fact
    } else if (PyUnicode_Check(object) != 0) {
      written(name, value);
    } else if (PyList_Check(object) != 0 || PyTuple_Check(object) != 0 || PyAnySet_Check(object) != 0) {
      list(name, value);
    } else {
      rare(name, value);
    }
  }

 private:
  void written(std::string_view name, py::handle value) {
    if (plain_) {
      facts_.set(name, view(value));
    } else {
      facts_.type(name, view(value));
    }
  }

  /// Whether there is such a fact; else that is what is wrong.
  bool known(std::string_view name) {
    const bool is_one = standard_.fact(name) != nullptr || name == "class";
    if (!is_one) facts_.set(name, true);
    return is_one;
  }

  void refuse(Errc code, std::string_view name, std::string message) {
    if (known(name)) facts_.wrong(code, name, std::move(message));
  }

  void number(std::string_view name, py::handle value) {
    const Number number = number_of(value);
    if (number.value) {
      facts_.set(name, *number.value);
    } else if (number.wrong) {
      facts_.wrong(*number.wrong, name, why_not(*number.wrong, value));
    } else {
      refuse(Errc::fact_kind, name, no_value_message(value));
    }
  }

  void rare(std::string_view name, py::handle value) {
    const Types& types = Types::get();
    if (is(value, types.fact)) {
      told(name, value.attr("value"), value.attr("evidence"));
    } else if (is(value, types.money)) {
      if (is_money(name, value)) number(name, value.attr("exact"));
    } else if (is_missing(value)) {
      refuse(Errc::fact_kind, name, std::string{missing_message});
    } else if (const Day day = day_of(value); day.is_time()) {
      this->day(name, day);
    } else if (has_evidence(value)) {
      as_files_write(name, value);
    } else if (PyDict_Check(value.ptr()) != 0) {
      bound(name, value);
    } else if (is_numpy_bool(value)) {
      facts_.set(name, PyObject_IsTrue(value.ptr()) == 1);
    } else if (is_float(value)) {
      if (const auto number = of_float(name, value)) facts_.set(name, *number);
    } else {
      number(name, value);
    }
  }

  /// Whether it is a value with its evidence as case files write it.
  static bool has_evidence(py::handle value) {
    if (PyDict_Check(value.ptr()) == 0) return false;
    const auto dict = py::reinterpret_borrow<py::dict>(value);
    return dict.contains("value") || dict.contains("evidence");
  }

  void as_files_write(std::string_view name, py::handle value) {
    const auto dict = py::reinterpret_borrow<py::dict>(value);
    const bool both = dict.contains("value") && dict.contains("evidence");
    if (both && dict.size() == 2) {
      told(name, dict["value"], dict["evidence"]);
    } else {
      refuse(both ? Errc::unknown_key : Errc::missing_key, name,
             "a value with its evidence has the keys value and evidence, and no others");
    }
  }

  void told(std::string_view name, const py::object& value, const py::object& evidence) {
    if (is(value, Types::get().fact) || has_evidence(value)) {
      refuse(Errc::fact_kind, name, "a value with its evidence stands within another; write one of them");
    } else if (PyUnicode_Check(evidence.ptr()) == 0) {
      refuse(Errc::fact_kind, name, "the evidence is a text, not " + std::string{type_name(evidence)});
    } else {
      put(name, value);
      if (!value.is_none()) facts_.evidence(name, view(evidence));
    }
  }

  void day(std::string_view name, const Day& day) {
    const Fact* fact = standard_.fact(name);
    if (day.value) {
      facts_.set(name, *day.value);
    } else if (fact != nullptr && fact->kind == FactKind::date) {
      facts_.wrong(Errc::bad_date, name, day.wrong);
    } else {
      refuse(Errc::fact_kind, name, "the value is a date, the fact is not");
    }
  }

  /// The number for which a float stands; nothing if it may not, and then what is wrong is noted.
  std::optional<Ratio> of_float(std::string_view name, py::handle value) {
    const Fact* fact = standard_.fact(name);
    if (fact == nullptr || !is_number(fact->kind)) {
      refuse(Errc::fact_kind, name,
             is_nan(value) ? std::string{missing_message} : "the value is a number, the fact is not");
      return std::nullopt;
    }
    if (fact->kind != FactKind::quantity) {
      facts_.wrong(Errc::float_given, name, float_message(value));
      return std::nullopt;
    }
    const std::string decimal = shortest(value);
    auto number = Ratio::parse(decimal);
    if (!number) {
      facts_.wrong(decimal.empty() ? Errc::bad_amount_text : Errc::overflow, name,
                   decimal.empty() ? float_message(value) : decimal + " is too long to be computed exactly");
    }
    return number;
  }

  /// Whether an amount of money may stand there; else what is wrong is noted.
  bool is_money(std::string_view name, py::handle value) {
    const Fact* fact = standard_.fact(name);
    const std::string& currency = standard_.pack().currency;
    const std::string own{view(value.attr("currency"))};
    if (fact == nullptr || fact->kind != FactKind::money) {
      refuse(Errc::fact_unit, name, "the value is an amount of money, the fact is not");
    } else if (own != currency) {
      facts_.wrong(Errc::fact_unit, name,
                   "the value is in " + own + ", the standard in " + currency + "; nothing is converted");
    } else {
      return true;
    }
    return false;
  }

  void list(std::string_view name, py::handle value) {
    std::vector<std::string> options;
    for (const py::handle item : value) {
      if (PyUnicode_Check(item.ptr()) == 0) {
        const Fact* fact = standard_.fact(name);
        refuse(Errc::fact_kind, name,
               fact != nullptr && fact->kind == FactKind::choices
                   ? "the members of the list are ids of options, as text"
                   : "the value is a list, the fact is not");
        return;
      }
      options.emplace_back(view(item));
    }
    facts_.set(name, options);
  }

  void bound(std::string_view name, py::handle value) {
    Ends<std::string> ends;
    for (const auto& [key, end] : py::reinterpret_borrow<py::dict>(value)) {
      std::optional<std::string>* at = nullptr;
      if (PyUnicode_Check(key.ptr()) != 0) {
        const std::string_view word = view(key);
        at = word == "eq"   ? &ends.eq
             : word == "ge" ? &ends.ge
             : word == "gt" ? &ends.gt
             : word == "le" ? &ends.le
             : word == "lt" ? &ends.lt
                            : nullptr;
      }
      if (at == nullptr) {
        refuse(Errc::unknown_key, name,
               "a dict is a bound, with the keys eq, ge, gt, le, lt, or a value with the keys value and evidence");
        return;
      }
      std::optional<std::string> written = end_of(name, end);
      if (!written) return;
      *at = std::move(written);
    }
    if ((ends.eq && (ends.ge || ends.gt || ends.le || ends.lt)) || (ends.ge && ends.gt) || (ends.le && ends.lt) ||
        ends.empty()) {
      facts_.wrong(Errc::bad_combination, name, "a bound has a lower end, an upper end, or one of each; or eq alone");
      return;
    }
    facts_.set(name, ends);
  }

  /// The end of a bound as files write it; nothing if it is none, and then what is wrong is noted.
  std::optional<std::string> end_of(std::string_view name, py::handle end) {
    if (PyUnicode_Check(end.ptr()) != 0) return written_end(name, view(end));
    if (is_float(end)) {
      const auto number = of_float(name, end);
      return number ? std::optional{number->text()} : std::nullopt;
    }
    const bool money = is(end, Types::get().money);
    if (money && !is_money(name, end)) return std::nullopt;
    const Number number = PyBool_Check(end.ptr()) != 0 ? Number{}
                          : money                      ? number_of(end.attr("exact"))
                                                       : number_of(end);
    if (number.value) return number.value->text();
    if (number.wrong) {
      refuse(*number.wrong, name, why_not(*number.wrong, end));
    } else if (is_missing(end) || end.is_none()) {
      refuse(Errc::fact_kind, name, "leave out an end of a bound that is not known");
    } else if (const Day day = day_of(end); !day.value) {
      refuse(Errc::fact_kind, name, day.is_time() ? day.wrong : "the end of a bound is a number or a date");
    } else {
      return day.value->text();
    }
    return std::nullopt;
  }

  std::optional<std::string> written_end(std::string_view name, std::string_view text) {
    const Fact* fact = standard_.fact(name);
    if (plain_ || fact == nullptr || !is_number(fact->kind)) return std::string{text};
    if (fact->kind != FactKind::ratio && (text.ends_with('%') || text.ends_with("％"))) {
      facts_.wrong(Errc::fact_kind, name, "a percentage is no amount");
      return std::nullopt;
    }
    const Result<Ratio> number =
        fact->kind == FactKind::money ? parse_user_amount(text, standard_.pack().currency) : parse_user_number(text);
    if (number.ok()) return number->text();
    facts_.wrong(number.error().code, name, number.error().message);
    return std::nullopt;
  }

  const Standard& standard_;
  Facts& facts_;
  bool plain_;
};

/// What the caller may go on changing, as a copy that is not deep; nothing for what never changes.
py::object copied(py::handle value) {
  if (PyList_Check(value.ptr()) != 0 || PySet_Check(value.ptr()) != 0)
    return py::tuple{py::reinterpret_borrow<py::object>(value)};
  if (PyDict_Check(value.ptr()) != 0) return py::reinterpret_steal<py::object>(PyDict_Copy(value.ptr()));
  return {};
}

/// The same of a value with its evidence: what is in it is copied too, and is no other such value.
py::object copied_with_evidence(py::handle value) {
  if (is(value, Types::get().fact)) {
    const py::object inner = copied(value.attr("value"));
    return inner ? Types::get().fact(inner, value.attr("evidence")) : inner;
  }
  const py::object made = copied(value);
  if (made && PyDict_Check(made.ptr()) != 0) {
    for (const auto& [key, inner] : py::reinterpret_borrow<py::dict>(value)) {
      if (const py::object copy = copied(inner)) made[key] = copy;
    }
  }
  return made;
}

}  // namespace

void read_facts_of(py::handle mapping, const Loaded& loaded, Facts& facts, bool plain) {
  if (PyDict_Check(mapping.ptr()) == 0) throw py::type_error("facts: a dict is expected");
  Reader reader{loaded.standard, facts, plain};
  PyObject* key = nullptr;
  PyObject* value = nullptr;
  Py_ssize_t position = 0;
  while (PyDict_Next(mapping.ptr(), &position, &key, &value) != 0) {
    if (loaded.words.put(facts, key, value)) continue;
    if (PyUnicode_Check(key) == 0) throw py::type_error("facts: the keys are ids of facts, as text");
    const std::string_view name = view(key, "/facts");
    try {
      reader.put(name, value);
    } catch (const Failure& failure) {
      facts.wrong(failure.error().code, name, failure.error().message);
    }
    // The dict is kept with the assessment. A new value for a key that is there does not disturb the iteration.
    const py::object copy = copied_with_evidence(value);
    if (copy && PyDict_SetItem(mapping.ptr(), key, copy.ptr()) != 0) throw py::error_already_set{};
  }
}

std::optional<Date> read_date(py::handle value, const char* argument, Findings& found) {
  if (value.is_none()) return std::nullopt;
  if (PyUnicode_Check(value.ptr()) != 0) {
    const std::string_view written = view(value, std::string{"/"} + argument);
    const auto date = Date::parse(written);
    if (!date)
      found.push_back({Errc::bad_date, std::string{"/"} + argument,
                       detail::in_quotes(written) + " is no day written as 2026-08-15"});
    return date;
  }
  Types::get();  // takes in datetime
  if (is_missing(value) || is_nan(value))
    throw py::type_error(std::string{argument} + ": " + std::string{missing_message});
  const Day day = day_of(value);
  if (!day.wrong.empty()) throw py::type_error(std::string{argument} + ": " + day.wrong);
  if (day.value) return day.value;
  throw py::type_error(std::string{argument} + ": a date or a text such as \"2026-08-15\" is expected, not " +
                       std::string{type_name(value)});
}

bool is_iterable(py::handle value) {
  return Py_TYPE(value.ptr())->tp_iter != nullptr;
}

std::vector<std::string> read_texts(py::handle value, const char* argument) {
  std::vector<std::string> made;
  if (PyTuple_CheckExact(value.ptr()) != 0 && PyTuple_GET_SIZE(value.ptr()) == 0) return made;
  if (PyUnicode_Check(value.ptr()) != 0) {
    throw py::type_error(std::string{argument} + ": a list of ids is expected; write (" +
                         detail::in_quotes(view(value)) + ",)");
  }
  if (!is_iterable(value)) {
    throw py::type_error(std::string{argument} + ": a list of ids is expected, not " + std::string{type_name(value)});
  }
  for (const py::handle item : value) {
    if (PyUnicode_Check(item.ptr()) == 0)
      throw py::type_error(std::string{argument} + ": the members are ids, as text");
    made.emplace_back(view(item, std::string{"/"} + argument));
  }
  return made;
}

std::vector<std::pair<std::string, Ratio>> read_amounts(py::handle mapping, const Standard& standard, bool plain,
                                                        Findings& found) {
  std::vector<std::pair<std::string, Ratio>> made;
  if (mapping.is_none()) return made;
  if (PyDict_Check(mapping.ptr()) == 0) throw py::type_error("decided: a dict of amounts by subject is expected");
  const Types& types = Types::get();
  for (const auto& [key, value] : py::reinterpret_borrow<py::dict>(mapping)) {
    if (PyUnicode_Check(key.ptr()) == 0) throw py::type_error("decided: the keys are subjects, as text");
    const std::string subject{view(key, "/decided")};
    const std::string where = "/decided/" + detail::pointer_token(subject);
    const auto wrong = [&](Errc code, std::string message) { found.push_back({code, where, std::move(message)}); };
    if (PyUnicode_Check(value.ptr()) != 0) {
      const std::string_view written = view(value, where);
      if (plain) {
        const auto amount = Ratio::parse(written);
        if (amount && written.back() != '%') {
          made.emplace_back(subject, *amount);
        } else {
          wrong(Errc::bad_amount_text,
                detail::in_quotes(written) + " is not an amount as files write it: 200000, 9999.99");
        }
        continue;
      }
      const Result<Ratio> amount = parse_user_amount(written, standard.pack().currency);
      if (amount.ok()) {
        made.emplace_back(subject, *amount);
      } else {
        wrong(amount.error().code, amount.error().message);
      }
      continue;
    }
    if (is_float(value)) {
      wrong(Errc::float_given, float_message(value));
      continue;
    }
    Number number;
    if (is(value, types.money)) {
      const std::string own{view(value.attr("currency"))};
      if (own != standard.pack().currency) {
        wrong(Errc::fact_unit,
              "the amount is in " + own + ", the standard in " + standard.pack().currency + "; nothing is converted");
        continue;
      }
      number = number_of(value.attr("exact"));
    } else if (PyBool_Check(value.ptr()) == 0) {
      number = number_of(value);
    }
    if (number.value) {
      made.emplace_back(subject, *number.value);
    } else if (number.wrong) {
      wrong(*number.wrong, why_not(*number.wrong, value));
    } else {
      wrong(Errc::fact_kind, "an amount of money is expected, not " + std::string{type_name(value)});
    }
  }
  return made;
}

}  // namespace cailiang::python
