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

/// What to write instead of what is more than a date; empty for anything else.
std::string_view more_than_date(py::handle value) {
  if (PyDateTime_Check(value.ptr()) != 0)
    return "the value has a time of day, which a date has not; write value.date()";
  return type_name(value) == "numpy.datetime64"
             ? "a datetime64 may have a time of day; write value.astype(\"datetime64[D]\").item()"
             : "";
}

/// Of a date without a time of day.
Date date_of(py::handle value) {
  return *Date::of(PyDateTime_GET_YEAR(value.ptr()), PyDateTime_GET_MONTH(value.ptr()),
                   PyDateTime_GET_DAY(value.ptr()));
}

bool is_numpy_bool(py::handle value) {
  return type_name(value) == "numpy.bool" || type_name(value) == "numpy.bool_";
}

bool is_float(py::handle value) {
  return PyFloat_Check(value.ptr()) != 0 || type_name(value).starts_with("numpy.float") ||
         type_name(value) == "numpy.longdouble";
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
    const auto exponent = value.attr("as_tuple")().attr("exponent").cast<long long>();
    // Before an exponent of a million is written out.
    if (exponent < -40 || exponent > 40) return {{}, Errc::overflow};
    const auto parts = value.attr("as_integer_ratio")().cast<py::tuple>();
    return ratio_of(parts[0], parts[1]);
  }
  if (py::hasattr(value, "numerator") && py::hasattr(value, "denominator")) {
    return ratio_of(value.attr("numerator"), value.attr("denominator"));
  }
  return {};
}

std::string why_not(Errc code, py::handle value) {
  // Python itself does not write out an int of more than some thousand digits.
  if (code == Errc::overflow && PyLong_Check(value.ptr()) != 0) return "the number is too large to be computed exactly";
  return std::string{py::str(value)} +
         (code == Errc::overflow ? " is too large to be computed exactly" : " is not a number");
}

std::string float_message(py::handle value) {
  const std::string decimal = shortest(value);
  if (decimal.empty()) return "a float that is no number; leave the fact out if it is not known";
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
      throw py::type_error("fact " + detail::in_quotes(name) + ": a value of type " + std::string{type_name(value)} +
                           " is none that a fact can have");
    }
  }

  void rare(std::string_view name, py::handle value) {
    const Types& types = Types::get();
    if (is(value, types.fact)) {
      const py::object inner = value.attr("value");
      if (is(inner, types.fact)) throw py::type_error("fact " + detail::in_quotes(name) + ": a Fact within a Fact");
      put(name, inner);
      const py::object evidence = value.attr("evidence");
      if (PyUnicode_Check(evidence.ptr()) == 0)
        throw py::type_error("fact " + detail::in_quotes(name) + ": evidence is a text");
      if (!inner.is_none()) facts_.evidence(name, view(evidence));
    } else if (is(value, types.money)) {
      if (is_money(name, value)) number(name, value.attr("exact"));
    } else if (is_missing(value)) {
      refuse(Errc::fact_kind, name, std::string{missing_message});
    } else if (const std::string_view instead = more_than_date(value); !instead.empty()) {
      refuse(Errc::bad_date, name, std::string{instead});
    } else if (PyDate_Check(value.ptr()) != 0) {
      facts_.set(name, date_of(value));
    } else if (PyDict_Check(value.ptr()) != 0) {
      bound(name, value);
    } else if (is_numpy_bool(value)) {
      facts_.set(name, PyObject_IsTrue(value.ptr()) == 1);
    } else if (is_float(value)) {
      floating(name, value);
    } else {
      number(name, value);
    }
  }

  void floating(std::string_view name, py::handle value) {
    const Fact* fact = standard_.fact(name);
    if (fact != nullptr && fact->kind == FactKind::quantity) {
      const std::string decimal = shortest(value);
      const auto number = Ratio::parse(decimal);
      if (number) {
        facts_.set(name, *number);
      } else {
        facts_.wrong(decimal.empty() ? Errc::bad_amount_text : Errc::overflow, name,
                     decimal.empty() ? float_message(value) : decimal + " is too long to be computed exactly");
      }
    } else if (fact != nullptr && is_number(fact->kind)) {
      facts_.wrong(Errc::float_given, name, float_message(value));
    } else {
      refuse(Errc::fact_kind, name, "the value is a number, the fact is not");
    }
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
        facts_.wrong(Errc::fact_kind, name, "the members of the list are ids of options, as text");
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
        facts_.wrong(Errc::unknown_key, name, "a bound has the keys eq, ge, gt, le, lt");
        return;
      }
      if (PyUnicode_Check(end.ptr()) != 0) {
        *at = std::string{view(end)};
        continue;
      }
      if (is_float(end)) {
        facts_.wrong(Errc::float_given, name, float_message(end));
        return;
      }
      const bool money = is(end, Types::get().money);
      if (money && !is_money(name, end)) return;
      const Number number = PyBool_Check(end.ptr()) != 0 ? Number{}
                            : money                      ? number_of(end.attr("exact"))
                                                         : number_of(end);
      if (number.value) {
        *at = number.value->text();
      } else if (PyDate_Check(end.ptr()) != 0 && PyDateTime_Check(end.ptr()) == 0) {
        *at = std::string{py::str(end.attr("isoformat")())};
      } else {
        facts_.wrong(number.wrong.value_or(Errc::fact_kind), name, "the end of a bound is a number or a date");
        return;
      }
    }
    if ((ends.eq && (ends.ge || ends.gt || ends.le || ends.lt)) || (ends.ge && ends.gt) || (ends.le && ends.lt) ||
        ends.empty()) {
      facts_.wrong(Errc::bad_combination, name, "a bound has at most one lower and one upper end, or eq alone");
      return;
    }
    facts_.set(name, ends);
  }

  const Standard& standard_;
  Facts& facts_;
  bool plain_;
};

/// What the caller may go on changing, as a copy; nothing for what never changes.
py::object copied(py::handle value) {
  if (PyList_Check(value.ptr()) != 0 || PySet_Check(value.ptr()) != 0)
    return py::tuple{py::reinterpret_borrow<py::object>(value)};
  if (PyDict_Check(value.ptr()) != 0) return py::reinterpret_steal<py::object>(PyDict_Copy(value.ptr()));
  if (!is(value, Types::get().fact)) return {};
  const py::object inner = copied(value.attr("value"));
  return inner ? Types::get().fact(inner, value.attr("evidence")) : inner;
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
    const py::object copy = copied(value);
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
  const std::string_view why = is_missing(value) ? missing_message : more_than_date(value);
  if (!why.empty()) throw py::type_error(std::string{argument} + ": " + std::string{why});
  if (PyDate_Check(value.ptr()) != 0) return date_of(value);
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
      throw py::type_error("decided: an amount for " + detail::in_quotes(subject) + " is expected, not " +
                           std::string{type_name(value)});
    }
  }
  return made;
}

}  // namespace cailiang::python
