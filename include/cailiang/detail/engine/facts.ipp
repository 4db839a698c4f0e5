// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <utility>

#include "cailiang/detail/engine/compile.hpp"
#include "cailiang/detail/engine/facts_by_place.hpp"
#include "cailiang/detail/engine/standard_data.hpp"
#include "cailiang/detail/error/message.hpp"
#include "cailiang/detail/inline.hpp"
#include "cailiang/engine/facts.hpp"
#include "cailiang/engine/standard.hpp"
#include "cailiang/quantity/amount_text.hpp"

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

CAILIANG_INLINE std::span<const StandardData::Declared> FactsByPlace::declared(const Facts& facts) {
  return facts.data_->facts;
}

CAILIANG_INLINE Index FactsByPlace::expected(Facts& facts) { return facts.next(); }

CAILIANG_INLINE Index FactsByPlace::find(Facts& facts, std::string_view name) { return facts.find(name); }

CAILIANG_INLINE void FactsByPlace::code(Facts& facts, Index fact, Code code) {
  facts.at(fact).code = code;
  facts.last_ = fact;
}

CAILIANG_INLINE bool FactsByPlace::number(Facts& facts, Index fact, const Ratio& value) {
  if (!facts.put(fact, value)) return false;
  facts.last_ = fact;
  return true;
}

}  // namespace detail

CAILIANG_INLINE Facts::Facts(const Standard& standard)
    : data_{standard.data_}, next_(data_->facts.size() + 1, detail::none) {}
CAILIANG_INLINE Facts::Facts(const ViolationHandle& violation)
    : data_{violation.data_}, next_(data_->facts.size() + 1, detail::none) {}

CAILIANG_INLINE void Facts::clear() {
  given_.clear();
  rests_.clear();
  findings_.clear();
  last_ = detail::none;
}

CAILIANG_INLINE void Facts::wrong(Errc code, std::string_view fact, std::string message) {
  Error error;
  error.code = code;
  error.where = prefix_ + "/" + std::string{fact};
  error.message = std::move(message);
  findings_.push_back(std::move(error));
}

// The fact that was told, when last one was told after the last of this case: cases tend to tell theirs in the same order.
CAILIANG_INLINE detail::Index& Facts::next() {
  return last_ == detail::none ? next_.back() : next_[static_cast<std::size_t>(last_)];
}

// A comparison settles what is guessed. Telling one fact asks for it several times in a row.
CAILIANG_INLINE detail::Index Facts::find(std::string_view name) {
  const auto is = [&](detail::Index fact) {
    return fact != detail::none && data_->facts[static_cast<std::size_t>(fact)].fact->id == name;
  };
  if (is(last_)) return last_;
  detail::Index& guess = next();
  if (is(guess)) return last_ = guess;
  const auto found = data_->fact_by_name.find(name);
  if (found == data_->fact_by_name.end()) return detail::none;
  return last_ = guess = found->second;
}

CAILIANG_INLINE const Fact& Facts::declared(const detail::Given& given) const {
  return *data_->facts[static_cast<std::size_t>(given.fact)].fact;
}

CAILIANG_INLINE const detail::Span& Facts::domain_of(const detail::Given& given) const {
  return data_->facts[static_cast<std::size_t>(given.fact)].domain;
}

// The place where a fact is kept; null (and a finding) if there is no such fact.
CAILIANG_INLINE detail::Given* Facts::slot(std::string_view name) {
  const detail::Index fact = find(name);
  if (fact == detail::none && name != "class") {
    std::string message = "no fact " + detail::in_quotes(name) + " in " + data_->pack().id;
    // What was meant takes long to find among many facts, and nobody reads on for ever.
    constexpr std::size_t guessed_at = 100;
    if (findings_.size() < guessed_at) {
      std::vector<std::string_view> known;
      for (const auto& declared : data_->facts) known.push_back(declared.fact->id);
      message += detail::suggestion(name, known);
    }
    wrong(Errc::fact_unknown, name, std::move(message));
    return nullptr;
  }
  return &at(fact);
}

// The place where a fact is kept, blank.
CAILIANG_INLINE detail::Given& Facts::at(detail::Index fact) {
  for (detail::Given& given : given_) {
    if (given.fact == fact) return given = detail::Given{fact};
  }
  return given_.emplace_back(fact);
}

CAILIANG_INLINE detail::Rest& Facts::rest_of(detail::Given& given) {
  if (given.rest == detail::none) {
    given.rest = static_cast<detail::Index>(rests_.size());
    rests_.emplace_back();
  }
  return rests_[static_cast<std::size_t>(given.rest)];
}

// False if the fact cannot have this value: nothing is changed then.
CAILIANG_INLINE bool Facts::put(detail::Index fact, const Ratio& value) {
  const auto& [declared, pack, options, domain] = data_->facts[static_cast<std::size_t>(fact)];
  const FactKind kind = declared->kind;
  if (!is_number(kind) || (kind == FactKind::count && !value.is_whole()) ||
      (kind == FactKind::money && !value.is_whole(100)) || !domain.contains(value)) {
    return false;
  }
  detail::Given& given = at(fact);
  given.kind = detail::Given::Kind::number;
  given.number = value;
  return true;
}

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
  } else if (fact.kind == FactKind::money && !value.is_whole(100)) {
    wrong(Errc::not_whole_fen, name, value.text() + " is no whole number of fen");
  } else {
    const bool negative = value.is_negative() && !fact.in;
    wrong(negative ? Errc::negative_amount : Errc::outside_domain, name,
          value.text() + (negative ? std::string{" is negative"}
                                   : " lies outside what the fact can be: " +
                                         detail::domain_text(fact, data_->pack().currency)));
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
  put_number(name, in_yuan(value));
  return *this;
}

CAILIANG_INLINE Facts& Facts::set(std::string_view name, bool value) {
  detail::Given* given = slot(name);
  if (given == nullptr) return *this;
  if (given->fact == detail::none || declared(*given).kind != FactKind::flag) {
    given_.erase(given_.begin() + (given - given_.data()));
    wrong(Errc::fact_kind, name, "the value is true or false, the fact is not");
    return *this;
  }
  given->kind = detail::Given::Kind::code;
  given->code = value ? 1 : 0;
  return *this;
}

CAILIANG_INLINE Facts& Facts::set(std::string_view name, Date value) {
  detail::Given* given = slot(name);
  if (given == nullptr) return *this;
  if (given->fact == detail::none || declared(*given).kind != FactKind::date) {
    given_.erase(given_.begin() + (given - given_.data()));
    wrong(Errc::fact_kind, name, "the value is a date, the fact is not");
    return *this;
  }
  given->kind = detail::Given::Kind::number;
  given->number = detail::day_number(value);
  if (!domain_of(*given).contains(given->number)) {
    const std::string domain = detail::domain_text(declared(*given), {});
    given_.erase(given_.begin() + (given - given_.data()));
    wrong(Errc::outside_domain, name, value.text() + " lies outside what the fact can be: " + domain);
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
    allowed = absent ? fact.may_be_absent || fact.kind == FactKind::choices ||
                           (fact.derived() && fact.kind != FactKind::flag)
                     : fact.may_be_unprovable || data_->pack().rules.unprovable_lightest;
  }
  if (!allowed) {
    given_.erase(given_.begin() + (given - given_.data()));
    wrong(Errc::state_not_allowed, name, absent ? "the fact may not be absent" : "the fact may not be unprovable");
    return *this;
  }
  given->kind = absent ? detail::Given::Kind::absent : detail::Given::Kind::unprovable;
  return *this;
}

CAILIANG_INLINE Facts& Facts::set(std::string_view name, const std::vector<std::string>& options) {
  detail::Given* given = slot(name);
  if (given == nullptr) return *this;
  const auto refuse = [&](Errc code, std::string message) {
    given_.erase(given_.begin() + (given - given_.data()));
    wrong(code, name, std::move(message));
  };
  if (given->fact == detail::none || declared(*given).kind != FactKind::choices) {
    refuse(Errc::fact_kind, "the value is a list of options, the fact is not");
    return *this;
  }
  if (options.empty()) {
    refuse(Errc::empty_list, "the list is empty; if none of the options is there, write absent");
    return *this;
  }
  given->kind = detail::Given::Kind::options;
  given->options = 0;
  for (const std::string& option : options) {
    const detail::Index code = detail::code_for_option(*data_, given->fact, option);
    if (code == detail::none) {
      std::vector<std::string_view> known;
      for (const Option& o : declared(*given).options) known.push_back(o.id);
      refuse(Errc::option_unknown, "no option " + detail::in_quotes(option) + detail::suggestion(option, known));
      return *this;
    }
    const std::uint64_t bit = std::uint64_t{1} << code;
    if ((given->options & bit) != 0) {
      refuse(Errc::duplicate_option, "option " + detail::in_quotes(option) + " is listed twice");
      return *this;
    }
    given->options |= bit;
  }
  return *this;
}

CAILIANG_INLINE Facts& Facts::set(std::string_view name, const Ends<std::string>& bound) {
  detail::Given* given = slot(name);
  if (given == nullptr) return *this;
  const auto refuse = [&](Errc code, std::string message) {
    given_.erase(given_.begin() + (given - given_.data()));
    wrong(code, name, std::move(message));
  };
  const bool ranged =
      given->fact != detail::none && (is_number(declared(*given).kind) || declared(*given).kind == FactKind::date);
  if (!ranged) {
    refuse(Errc::fact_kind, "the value is a bound, the fact is no number");
    return *this;
  }
  const Fact& fact = declared(*given);
  detail::Span span;
  const auto end = [&](const std::optional<std::string>& text, bool lower, bool included) {
    if (!text) return true;
    const auto day = fact.kind == FactKind::date ? Date::parse(*text) : std::nullopt;
    const auto number = fact.kind == FactKind::date ? std::nullopt : Ratio::parse(*text);
    if (number && text->back() == '%' && (fact.kind == FactKind::money || fact.kind == FactKind::count)) {
      refuse(Errc::fact_kind, "a percentage is no amount");
      return false;
    }
    if (!day && !number) {
      refuse(fact.kind == FactKind::date ? Errc::bad_date : Errc::bad_amount_text, detail::in_quotes(*text) + " is no bound of it");
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
  if (span.is_empty()) {
    refuse(Errc::outside_domain, "no value that the fact can have lies within this bound; it can be " +
                                     detail::domain_text(fact, data_->pack().currency));
    return *this;
  }
  if (span.is_point()) {
    given->kind = detail::Given::Kind::number;
    given->number = *span.lower;
  } else {
    given->kind = detail::Given::Kind::bound;
    rest_of(*given).bound = span;
  }
  return *this;
}

CAILIANG_INLINE Facts& Facts::set(std::string_view name, std::string_view text) {
  if (text == "absent") return set(name, State::absent);
  if (text == "unprovable") return set(name, State::unprovable);
  const detail::Index found = find(name);
  if (found == detail::none) {
    detail::Given* given = slot(name);
    if (given == nullptr) return *this;
    // The officer's class.
    if (text != "reduced" && text != "lenient" && text != "standard" && text != "heavier") {
      given_.erase(given_.begin() + (given - given_.data()));
      wrong(Errc::option_unknown, name, "the class is reduced, lenient, standard or heavier");
      return *this;
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
        wrong(Errc::option_unknown, name, "no option " + detail::in_quotes(text) + detail::suggestion(text, known));
        return *this;
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
      wrong(Errc::bad_date, name, detail::in_quotes(text) + " is no day written as 2026-08-15");
      return *this;
    }
    case FactKind::flag:
      wrong(Errc::fact_kind, name, detail::in_quotes(text) + " is neither true nor false");
      return *this;
    case FactKind::money:
    case FactKind::count:
    case FactKind::quantity:
    case FactKind::ratio: break;
  }
  const bool percent = !text.empty() && text.back() == '%';
  if (percent && (fact.kind == FactKind::money || fact.kind == FactKind::count)) {
    wrong(Errc::fact_kind, name, "a percentage is no amount");
    return *this;
  }
  const auto number = Ratio::parse(text);
  if (!number) {
    wrong(Errc::bad_amount_text, name,
          detail::in_quotes(text) + " is not a number as files write it: 200000, 9999.99, 50%, 1/3");
    return *this;
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
    const Result<Fen> amount = parse_user_amount(text);
    if (amount.ok()) {
      put_number(name, in_yuan(*amount));
    } else {
      wrong(amount.error().code, name, amount.error().message);
    }
    return *this;
  }
  if (!is_number(fact.kind)) return set(name, text);
  const Result<Ratio> number = parse_user_number(text);
  if (number.ok()) {
    put_number(name, *number);
  } else {
    wrong(number.error().code, name, number.error().message);
  }
  return *this;
}

CAILIANG_INLINE Facts& Facts::evidence(std::string_view name, std::string_view text) {
  const detail::Index found = find(name);
  if (found == detail::none) return *this;
  for (detail::Given& given : given_) {
    if (given.fact == found) rest_of(given).evidence = std::string{text};
  }
  return *this;
}

}  // namespace cailiang
