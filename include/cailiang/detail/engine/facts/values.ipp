// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cailiang/detail/engine/compile.hpp"
#include "cailiang/detail/engine/standard_data.hpp"
#include "cailiang/detail/error/message.hpp"
#include "cailiang/detail/inline.hpp"
#include "cailiang/detail/quantity/span.hpp"
#include "cailiang/engine/facts.hpp"

// A value of each type, held against the declaration of its fact.
namespace cailiang {

namespace detail {

CAILIANG_INLINE Index code_for_option(const StandardData& data, Index fact, std::string_view option) {
  const StandardData::Declared& declared = data.facts[static_cast<std::size_t>(fact)];
  // Comparing a few texts costs less than hashing one.
  if (const auto& few = declared.fact->options; few.size() <= 8) {
    for (std::size_t i = 0; i < few.size(); ++i) {
      if (few[i].id == option) return static_cast<Code>(i);
    }
    return none;
  }
  const auto found = declared.options.find(option);
  return found == declared.options.end() ? none : found->second;
}

/// What a number or date can be, as its pack says: "at least 100 and below 1000 CNY".
CAILIANG_INLINE std::string domain_text(const Fact& fact, std::string_view currency) {
  const Ends<std::string> in = fact.in.value_or(Ends<std::string>{});
  std::string text;
  const auto end = [&](std::string_view words, const std::optional<std::string>& number) {
    if (number) text += (text.empty() ? "" : " and ") + std::string{words} + *number;
  };
  const bool is_day = fact.kind == FactKind::date;
  end("", in.eq);
  end(is_day ? "not before " : "at least ", in.ge);
  end(is_day ? "after " : "above ", in.gt);
  if (text.empty() && !is_day) text = "at least 0";
  end(is_day ? "not after " : "at most ", in.le);
  end(is_day ? "before " : "below ", in.lt);
  if (text.empty()) return "any day";
  const std::string_view unit = fact.kind == FactKind::money ? currency : fact.unit;
  return unit.empty() ? text : text + " " + std::string{unit};
}

}  // namespace detail

CAILIANG_INLINE void Facts::put_number(std::string_view name, const Ratio& value) {
  const detail::Index found = find(name);
  if (found != detail::none && put(found, value)) return;
  detail::Given* given = slot(name);
  if (given == nullptr) return;
  given_.erase(given_.begin() + (given - given_.data()));
  if (found == detail::none || !is_number(data_->facts[static_cast<std::size_t>(found)].fact->kind)) {
    wrong(Errc::fact_kind, name, "the value is a number, the fact is not");
    return;
  }
  const Fact& fact = *data_->facts[static_cast<std::size_t>(found)].fact;
  if (fact.kind == FactKind::count && !value.is_whole()) {
    wrong(Errc::not_whole_count, name, value.text() + " is not a whole number");
  } else if (fact.kind == FactKind::money && !value.is_whole(data_->smallest_units)) {
    wrong(Errc::not_whole_fen, name, data_->not_whole(value));
  } else {
    const bool negative = value.is_negative() && !fact.in;
    wrong(negative ? Errc::negative_amount : Errc::outside_domain, name,
          value.text() +
              (negative ? std::string{" is negative"}
                        : " lies outside what the fact can be: " + detail::domain_text(fact, data_->pack().currency)));
  }
}

CAILIANG_INLINE Facts& Facts::set(std::string_view name, const Ratio& value) {
  put_number(name, value);
  return *this;
}

CAILIANG_INLINE Facts& Facts::set(std::string_view name, Fen value) {
  const detail::Index found = find(name);
  if (found != detail::none && data_->facts[static_cast<std::size_t>(found)].fact->kind != FactKind::money) {
    wrong(Errc::fact_unit, name, "the value is an amount of money, the fact is not");
    return *this;
  }
  if (found != detail::none && data_->smallest_units != 100) {
    wrong(Errc::wrong_currency, name, "the value is in hundredths, the pack counts in " + data_->pack().currency);
    return *this;
  }
  put_number(name, in_yuan(value));
  return *this;
}

CAILIANG_INLINE Facts& Facts::set_flag(std::string_view name, bool value) {
  detail::Given* given = slot(name);
  if (given == nullptr) return *this;
  if (given->fact == detail::none || declared(*given).kind != FactKind::flag) {
    return refuse(given, Errc::fact_kind, name, "the value is true or false, the fact is not");
  }
  given->kind = detail::Given::Kind::code;
  given->code = value ? 1 : 0;
  return *this;
}

CAILIANG_INLINE Facts& Facts::set(std::string_view name, Date value) {
  detail::Given* given = slot(name);
  if (given == nullptr) return *this;
  if (given->fact == detail::none || declared(*given).kind != FactKind::date) {
    return refuse(given, Errc::fact_kind, name, "the value is a date, the fact is not");
  }
  given->kind = detail::Given::Kind::number;
  given->number = detail::day_number(value);
  if (!domain_of(*given).contains(given->number)) {
    const std::string domain = detail::domain_text(declared(*given), {});
    return refuse(given, Errc::outside_domain, name, value.text() + " lies outside what the fact can be: " + domain);
  }
  return *this;
}

CAILIANG_INLINE Facts& Facts::set(std::string_view name, State state) {
  detail::Given* given = slot(name);
  if (given == nullptr) return *this;
  const bool absent = state == State::absent;
  bool allowed = false;
  if (given->fact != detail::none) {
    const Fact& fact = declared(*given);
    allowed = absent ? fact.takes_absent() : fact.may_be_unprovable || data_->pack().rules.unprovable_lightest;
  }
  if (!allowed) {
    return refuse(given, Errc::state_not_allowed, name,
                  absent ? "the fact may not be absent" : "the fact may not be unprovable");
  }
  given->kind = absent ? detail::Given::Kind::absent : detail::Given::Kind::unprovable;
  return *this;
}

CAILIANG_INLINE Facts& Facts::set(std::string_view name, const std::vector<std::string>& options) {
  detail::Given* given = slot(name);
  if (given == nullptr) return *this;
  if (given->fact == detail::none || declared(*given).kind != FactKind::choices) {
    return refuse(given, Errc::fact_kind, name, "the value is a list of options, the fact is not");
  }
  if (options.empty()) {
    return refuse(given, Errc::empty_list, name, "the list is empty; if none of the options is there, write absent");
  }
  given->kind = detail::Given::Kind::options;
  given->options = 0;
  for (const std::string& option : options) {
    const detail::Index code = detail::code_for_option(*data_, given->fact, option);
    if (code == detail::none) {
      std::vector<std::string_view> known;
      for (const Option& o : declared(*given).options) known.push_back(o.id);
      return refuse(given, Errc::option_unknown, name,
                    "no option " + detail::in_quotes(option) + detail::suggestion_or_all(option, known));
    }
    const std::uint64_t bit = std::uint64_t{1} << code;
    if ((given->options & bit) != 0) {
      return refuse(given, Errc::duplicate_option, name, "option " + detail::in_quotes(option) + " is listed twice");
    }
    given->options |= bit;
  }
  return *this;
}

CAILIANG_INLINE Facts& Facts::set(std::string_view name, const Ends<std::string>& bound) {
  detail::Given* given = slot(name);
  if (given == nullptr) return *this;
  const bool ranged =
      given->fact != detail::none && (is_number(declared(*given).kind) || declared(*given).kind == FactKind::date);
  if (!ranged) {
    return refuse(given, Errc::fact_kind, name, "the value is a bound, the fact is no number");
  }
  const Fact& fact = declared(*given);
  detail::Span span;
  const auto end = [&](const std::optional<std::string>& text, bool lower, bool included) {
    if (!text) return true;
    const auto day = fact.kind == FactKind::date ? Date::parse(*text) : std::nullopt;
    const auto number = fact.kind == FactKind::date ? std::nullopt : Ratio::parse(*text);
    if (number && text->ends_with('%') && fact.kind != FactKind::ratio) {
      refuse(given, Errc::fact_kind, name, "a percentage is no amount");
      return false;
    }
    if (!day && !number) {
      refuse(given, fact.kind == FactKind::date ? Errc::bad_date : Errc::bad_amount_text, name,
             detail::in_quotes(*text) + " is no bound of it");
      return false;
    }
    (lower ? span.lower : span.upper) = day ? detail::day_number(*day) : *number;
    (lower ? span.lower_included : span.upper_included) = included;
    return true;
  };
  if (!end(bound.eq, true, true) || !end(bound.eq, false, true) || !end(bound.ge, true, true) ||
      !end(bound.gt, true, false) || !end(bound.le, false, true) || !end(bound.lt, false, false)) {
    return *this;
  }
  span = detail::meet(domain_of(*given), span);
  if (fact.kind == FactKind::count || fact.kind == FactKind::date) span = detail::whole_numbers(span);
  const auto has_a_day = [&] {
    static constexpr Date first = *Date::of(1, 1, 1);
    static constexpr Date last = *Date::of(9999, 12, 31);
    return !detail::meet(span, {detail::day_number(first), detail::day_number(last), true, true}).is_empty();
  };
  if (span.is_empty() || (fact.kind == FactKind::date && !has_a_day())) {
    return refuse(given, Errc::outside_domain, name,
                  "no value that the fact can have lies within this bound; it can be " +
                      detail::domain_text(fact, data_->pack().currency));
  }
  if (span.is_point()) {
    if (fact.kind == FactKind::money && !span.lower->is_whole(data_->smallest_units)) {
      return refuse(given, Errc::not_whole_fen, name, data_->not_whole(*span.lower));
    }
    given->kind = detail::Given::Kind::number;
    given->number = *span.lower;
  } else {
    given->kind = detail::Given::Kind::bound;
    rest_of(*given).bound = span;
  }
  return *this;
}

}  // namespace cailiang
