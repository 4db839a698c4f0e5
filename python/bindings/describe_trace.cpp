// SPDX-License-Identifier: Apache-2.0
#include "describe.hpp"

#include "cailiang/detail/quantity/day_number.hpp"

namespace cailiang::python {

namespace {

constexpr std::string_view line_kinds[] = {"circumstance", "class", "branch", "tier",  "factor",
                                           "share",        "sum",   "step",   "moved", "provision_step",
                                           "limits_step",  "track", "limits"};
constexpr std::string_view row_states[] = {"taken",      "possible",     "offered",    "failed",
                                           "outweighed", "not_examined", "not_raised", "not_in_force"};
constexpr std::string_view class_reasons[] = {"officer", "circumstances", "rule", "nothing"};
constexpr std::string_view term_states[] = {"value", "absent", "unknown"};
constexpr std::string_view operations[] = {"number",     "fact",   "sum",   "product", "minus", "divide", "larger_of",
                                           "smaller_of", "choose", "round", "elapsed", "count", "fine_of"};

static_assert(covers(line_kinds, TraceLine::Kind::limits) && covers(row_states, TraceRow::State::not_in_force) &&
              covers(class_reasons, TraceLine::ClassBy::nothing) && covers(term_states, TraceTerm::State::unknown) &&
              covers(operations, Term::Op::fine_of));

Data label_data(const Label& from) {
  Data made;
  if (!from.zh.empty()) made["zh"] = from.zh;
  if (!from.en.empty()) made["en"] = from.en;
  return made;
}

Data interval(const MoneyRange& from) {
  Data made;
  if (from.min) made["min"] = from.min->text();
  if (from.max) made["max"] = from.max->text();
  made["ends"] = text(from.ends());
  if (from.point) made["point"] = from.point->text();
  return made;
}

py::str day(const Ratio& days) {
  return text(detail::day_of(days).text());
}

/// In which a fact is known to lie: a date in days, as the engine holds them, or a number.
Data bound(const Fact& fact, const MoneyRange& from) {
  Data made = interval(from);
  if (fact.kind != FactKind::date) return made;
  if (from.min) made["min"] = day(*from.min);
  if (from.max) made["max"] = day(*from.max);
  return made;
}

py::object value(const TraceFact& from) {
  const Fact& fact = *from.fact;
  switch (fact.kind) {
    case FactKind::flag: return py::bool_(from.options != 0);
    case FactKind::choice: return text(fact.options[static_cast<std::size_t>(from.option)].id);
    case FactKind::choices: {
      py::list options;
      for (std::size_t i = 0; i < fact.options.size(); ++i) {
        if ((from.options >> i & 1U) != 0) options.append(fact.options[i].id);
      }
      return options;
    }
    case FactKind::date: return day(from.number);
    default: return text(from.number.text());
  }
}

Data described(const Trace& trace, const TraceFact& from) {
  Data made;
  made["id"] = from.fact->id;
  switch (from.state) {
    case TraceFact::State::value: made["value"] = value(from); break;
    case TraceFact::State::absent: made["value"] = "absent"; break;
    case TraceFact::State::unprovable: made["value"] = "unprovable"; break;
    case TraceFact::State::bound: made["bound"] = bound(*from.fact, *trace.interval(from.interval)); break;
    case TraceFact::State::unknown: break;
  }
  made["derived"] = from.derived;
  if (from.state == TraceFact::State::unknown) made["asked"] = from.asked;
  if (!from.evidence.empty()) made["evidence"] = text(from.evidence);
  return made;
}

Data described(const TraceRow& from, bool weighted) {
  Data made;
  made["state"] = word(row_states, from.state);
  if (!from.id.empty()) made["id"] = text(from.id);
  if (from.label != nullptr && !from.label->empty()) made["label"] = label_data(*from.label);
  if (from.source != nullptr && !from.source->empty()) made["source"] = source(*from.source);
  if (from.when != nullptr) made["when"] = condition(*from.when);
  if (from.failed_at != nullptr) made["failed_at"] = condition(Condition{{*from.failed_at}});
  if (weighted) made["weight"] = from.weight.percent_text();
  return made;
}

Data described(const TraceTerm& from) {
  Data made;
  made["op"] = word(operations, from.term->op);
  if (!from.term->text.empty()) made["text"] = from.term->text;
  if (from.state == TraceTerm::State::value) {
    made["value"] = from.value.text();
  } else {
    made["value"] = word(term_states, from.state);
  }
  return made;
}

Data described(const TraceShare& from) {
  Data made;
  made["start"] = from.start.percent_text();
  made["sum_low"] = from.sum_low.percent_text();
  made["sum_high"] = from.sum_high.percent_text();
  made["low"] = from.low.percent_text();
  made["high"] = from.high.percent_text();
  return made;
}

template <class Bits>
py::list names(Bits bits, std::initializer_list<std::string_view> of) {
  py::list made;
  for (const std::string_view each : of) {
    if ((bits & 1U) != 0) made.append(text(each));
    bits = static_cast<Bits>(bits >> 1U);
  }
  return made;
}

Data described(const Trace& trace, const TraceLine& from) {
  Data made;
  made["kind"] = word(line_kinds, from.kind);
  made["certain"] = from.certain;
  if (!from.subject.empty()) made["subject"] = text(from.subject);
  if (!from.id.empty()) made["id"] = text(from.id);
  if (from.label != nullptr && !from.label->empty()) made["label"] = label_data(*from.label);
  if (from.pack != nullptr) made["pack"] = from.pack->id;
  if (from.provision != nullptr) made["provision"] = from.provision->id;
  if (from.branch != nullptr) made["branch"] = from.branch->id;
  if (from.source != nullptr && !from.source->empty()) made["source"] = source(*from.source);
  if (from.match_source != nullptr) {
    made["match"] = from.match == Match::heaviest ? "heaviest" : "lightest";
    made["match_source"] = source(*from.match_source);
  }
  if (from.row_count != 0) {
    const bool weighted = from.kind == TraceLine::Kind::factor;
    py::list rows;
    for (const TraceRow& row : trace.rows(from)) rows.append(described(row, weighted));
    made["rows"] = rows;
  }
  if (from.term_count != 0) {
    py::list terms;
    for (const TraceTerm& term : trace.terms(from)) terms.append(described(term));
    made["terms"] = terms;
  }
  if (from.share >= 0) made["share"] = described(trace.shares[static_cast<std::size_t>(from.share)]);
  if (const MoneyRange* before = trace.interval(from.before)) made["before"] = interval(*before);
  if (const MoneyRange* after = trace.interval(from.after)) made["after"] = interval(*after);
  if (const MoneyRange* legal = trace.interval(from.legal)) made["legal"] = interval(*legal);
  if (from.results != 0) made["results"] = names(from.results, {"fine", "no_fine", "gap"});
  if (from.kind == TraceLine::Kind::klass) {
    made["classes"] = names(from.classes, {class_names[0], class_names[1], class_names[2], class_names[3]});
    made["by"] = word(class_reasons, from.class_by);
  }
  py::list warnings;
  for (int i = 0; i < warning_count; ++i) {
    if (from.warnings.has(static_cast<Warning>(i))) warnings.append(text(warning_names[i]));
  }
  if (!warnings.empty()) made["warnings"] = warnings;
  return made;
}

}  // namespace

Data describe(const Trace& trace) {
  py::list facts;
  for (const TraceFact& fact : trace.facts) facts.append(described(trace, fact));
  py::list lines;
  for (const TraceLine& line : trace.lines) lines.append(described(trace, line));
  Data made;
  made["facts"] = facts;
  made["lines"] = lines;
  return made;
}

}  // namespace cailiang::python
