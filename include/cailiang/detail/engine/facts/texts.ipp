// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "cailiang/detail/engine/compile.hpp"
#include "cailiang/detail/engine/facts/values.ipp"
#include "cailiang/detail/engine/standard_data.hpp"
#include "cailiang/detail/error/message.hpp"
#include "cailiang/detail/inline.hpp"
#include "cailiang/engine/facts.hpp"
#include "cailiang/quantity/amount_text.hpp"

// Values as files write them and as people type them.
namespace cailiang {

CAILIANG_INLINE Facts& Facts::set(std::string_view name, std::string_view text) {
  if (text == "absent") return set(name, State::absent);
  if (text == "unprovable") return set(name, State::unprovable);
  const detail::Index found = find(name);
  if (found == detail::none) {
    detail::Given* given = slot(name);
    if (given == nullptr) return *this;
    // The officer's class.
    if (text != "reduced" && text != "lenient" && text != "standard" && text != "heavier") {
      return refuse(given, Errc::option_unknown, name, "the class is reduced, lenient, standard or heavier");
    }
    given->code = detail::class_code(text);
    return *this;
  }
  const Fact& fact = *data_->facts[static_cast<std::size_t>(found)].fact;
  switch (fact.kind) {
    case FactKind::choice: {
      const detail::Index code = detail::code_for_option(*data_, found, text);
      if (code == detail::none) {
        std::vector<std::string_view> known;
        for (const Option& o : fact.options) known.push_back(o.id);
        return refuse(&at(found), Errc::option_unknown, name,
                      "no option " + detail::in_quotes(text) + detail::suggestion_or_all(text, known));
      }
      at(found).code = code;
      return *this;
    }
    case FactKind::choices: {
      std::vector<std::string> one;
      one.emplace_back(text);
      return set(name, one);
    }
    case FactKind::date: {
      const auto day = Date::parse(text);
      if (day) return set(name, *day);
      return refuse(&at(found), Errc::bad_date, name, detail::in_quotes(text) + " is no day written as 2026-08-15");
    }
    case FactKind::flag:
      wrong(Errc::fact_kind, name, detail::in_quotes(text) + " is neither true nor false");
      return *this;
    case FactKind::money:
    case FactKind::count:
    case FactKind::quantity:
    case FactKind::ratio: break;
  }
  if (text.ends_with('%') && fact.kind != FactKind::ratio) {
    return refuse(&at(found), Errc::fact_kind, name, "a percentage is no amount");
  }
  const auto number = Ratio::parse(text);
  if (!number) {
    return refuse(&at(found), Errc::bad_amount_text, name,
                  detail::in_quotes(text) + " is not a number as files write it: 200000, 9999.99, 50%, 1/3");
  }
  put_number(name, *number);
  return *this;
}

CAILIANG_INLINE Facts& Facts::set(std::string_view name, const FactInput& input) {
  if (const auto* text = std::get_if<std::string>(&input.value)) {
    set(name, std::string_view{*text});
  } else if (const auto* flag = std::get_if<bool>(&input.value)) {
    set(name, *flag);
  } else if (const auto* options = std::get_if<std::vector<std::string>>(&input.value)) {
    set(name, *options);
  } else {
    set(name, std::get<Ends<std::string>>(input.value));
  }
  if (!input.evidence.empty()) evidence(name, input.evidence);
  return *this;
}

CAILIANG_INLINE Facts& Facts::set(const FactInputs& inputs) {
  for (const auto& [name, input] : inputs) set(name, input);
  return *this;
}

CAILIANG_INLINE Facts& Facts::type(std::string_view name, std::string_view text) {
  const detail::Index found = find(name);
  if (found == detail::none || text == "absent" || text == "unprovable") return set(name, text);
  const Fact& fact = *data_->facts[static_cast<std::size_t>(found)].fact;
  if (fact.kind == FactKind::money) {
    const Result<Ratio> amount = parse_user_amount(text, data_->pack().currency);
    if (amount.ok()) {
      put_number(name, *amount);
    } else {
      wrong(amount.error().code, name, amount.error().message);
    }
    return *this;
  }
  if (!is_number(fact.kind)) return set(name, text);
  if (fact.kind != FactKind::ratio && (text.ends_with('%') || text.ends_with("％"))) {
    return refuse(&at(found), Errc::fact_kind, name, "a percentage is no amount");
  }
  const Result<Ratio> number = parse_user_number(text);
  if (number.ok()) {
    put_number(name, *number);
  } else {
    wrong(number.error().code, name, number.error().message);
  }
  return *this;
}

}  // namespace cailiang
