// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <utility>

#include "cailiang/detail/engine/compile.hpp"
#include "cailiang/detail/engine/facts/texts.ipp"
#include "cailiang/detail/engine/facts/values.ipp"
#include "cailiang/detail/engine/facts_by_place.hpp"
#include "cailiang/detail/engine/standard_data.hpp"
#include "cailiang/detail/error/message.hpp"
#include "cailiang/detail/error/pointer.hpp"
#include "cailiang/detail/inline.hpp"
#include "cailiang/engine/facts.hpp"
#include "cailiang/engine/standard.hpp"

namespace cailiang {

namespace detail {

CAILIANG_INLINE std::span<const StandardData::Declared> FactsByPlace::declared(const Facts& facts) {
  return facts.data_->facts;
}

CAILIANG_INLINE Index FactsByPlace::expected(Facts& facts) {
  return facts.next();
}

CAILIANG_INLINE Index FactsByPlace::find(Facts& facts, std::string_view name) {
  return facts.find(name);
}

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
  error.where = prefix_ + "/" + detail::pointer_token(fact);
  error.message = std::move(message);
  findings_.push_back(std::move(error));
}

// Where the guess is kept of which fact comes after the one told last: cases tend to tell theirs in the same order.
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
    if (given.fact != fact) continue;
    const detail::Index rest = given.rest;
    given = detail::Given{fact};
    if (rest != detail::none) rests_[static_cast<std::size_t>(rest)] = {};
    given.rest = rest;
    return given;
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
      (kind == FactKind::money && !value.is_whole(data_->smallest_units)) || !domain.contains(value)) {
    return false;
  }
  detail::Given& given = at(fact);
  given.kind = detail::Given::Kind::number;
  given.number = value;
  return true;
}

// A value that cannot be: the fact is as if it had not been told.
CAILIANG_INLINE Facts& Facts::refuse(const detail::Given* given, Errc code, std::string_view name,
                                     std::string message) {
  given_.erase(given_.begin() + (given - given_.data()));
  wrong(code, name, std::move(message));
  return *this;
}

CAILIANG_INLINE Facts& Facts::evidence(std::string_view name, std::string_view text) {
  const detail::Index found = find(name);
  const bool known = found != detail::none || name == "class";
  for (detail::Given& given : given_) {
    if (!known || given.fact != found) continue;
    rest_of(given).evidence = std::string{text};
    return *this;
  }
  // Of a value that was refused nothing more is to be said.
  const std::string where = prefix_ + "/" + detail::pointer_token(name);
  if (std::any_of(findings_.begin(), findings_.end(), [&](const Error& error) { return error.where == where; })) {
    return *this;
  }
  if (known) {
    wrong(Errc::evidence_alone, name, "the fact has no value yet that the evidence could stand beside");
  } else {
    slot(name);  // says that there is no such fact
  }
  return *this;
}

}  // namespace cailiang
