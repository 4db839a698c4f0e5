// SPDX-License-Identifier: Apache-2.0
#include "describe.hpp"

#include "cailiang/detail/law/each_fact.hpp"

namespace cailiang::python {

namespace {

constexpr std::string_view fact_kinds[] = {"money", "count", "quantity", "ratio", "flag", "choice", "choices", "date"};
constexpr std::string_view refines_kinds[] = {"nothing", "all", "one_of", "any"};
constexpr std::string_view worse_names[] = {"", "higher", "lower"};
constexpr std::string_view pack_kinds[] = {"statute", "standard"};
static_assert(covers(fact_kinds, FactKind::date) && covers(refines_kinds, RefinesKind::any) &&
              covers(worse_names, Worse::lower) && covers(pack_kinds, PackKind::standard));

py::object optional_period(const std::optional<Period>& from) {
  return from ? py::object{period(*from)} : py::none();
}

/// Rows as coverage.json counts them: what has a source of its own.
class Rows {
 public:
  void add(const char* what, const std::string& id, const Label& name, const Source& from) {
    rows_.append(py::make_tuple(what, id, label(name), source(from)));
  }
  void add(const std::vector<Circumstance>& circumstances) {
    for (const Circumstance& c : circumstances) add("circumstance", c.id, c.label, c.source);
  }
  void add(const std::vector<Step>& steps) {
    for (const Step& step : steps) {
      add("step", step.id, step.label, step.source);
      for (const StepRow& row : step.rows) {
        if (row.own_source) add("row", "", row.label, row.source);
      }
    }
  }
  void add(const Table& table) {
    if (table.own_source) add("table", "", table.label, table.source);
    for (const Tier& tier : table.tiers) add("tier", tier.id, tier.label, tier.source);
    if (!table.weights) return;
    for (const Factor& factor : table.weights->factors) {
      add("factor", factor.id, factor.label, factor.source);
      for (const Level& level : factor.levels) add("level", "", level.label, level.source);
    }
  }
  [[nodiscard]] py::list take() { return std::move(rows_); }

 private:
  py::list rows_;
};

/// What a pack and its entry in a catalogue both say.
template <class Document>
Data document(const Document& from) {
  Data made;
  made["id"] = from.id;
  made["kind"] = word(pack_kinds, from.kind);
  made["version"] = from.version;
  made["sha256"] = from.sha256;
  made["title"] = label(from.title);
  made["number"] = from.number;
  made["issuer"] = label(from.issuer);
  made["rank"] = rank(from.rank);
  made["region"] = from.region;
  made["in_force"] = period(from.in_force);
  return made;
}

}  // namespace

Data describe(const Entry& entry) {
  Data made = document(entry);
  made["place"] = label(entry.place);
  made["sector_name"] = entry.sector_name;
  made["folder"] = file_name(entry.folder);
  return made;
}

Data describe(const Pack& pack) {
  Data made = document(pack);
  made["currency"] = pack.currency;
  made["applies_by"] = pack.applies_by_decision ? "decision" : "act";
  made["replaces"] = texts(pack.replaces);
  made["copy"] = pack.copy;
  made["uses"] = texts(pack.uses);
  made["under"] = pack.under;
  Data subjects;
  for (const auto& [id, name] : pack.subjects) subjects[text(id)] = label(name);
  made["subjects"] = subjects;
  Rows rows;
  rows.add(pack.circumstances);
  rows.add(pack.steps);
  made["rows"] = rows.take();
  return made;
}

Data describe(const Standard& standard, const Fact& fact) {
  Data made;
  made["id"] = fact.id;
  made["kind"] = word(fact_kinds, fact.kind);
  made["label"] = label(fact.label);
  made["unit"] = fact.unit;
  made["ask"] = label(fact.ask);
  made["proof"] = label(fact.proof);
  made["domain"] = fact.in ? ends(*fact.in) : Data{};
  made["may_be_absent"] = fact.takes_absent();
  made["may_be_unprovable"] = fact.may_be_unprovable || standard.pack().rules.unprovable_lightest;
  made["worse"] = word(worse_names, fact.worse);
  made["judged"] = fact.judged;
  made["derived"] = fact.derived();
  py::dict names;  // each once
  detail::each_fact(fact, [&](const std::string& name) {
    if (standard.fact(name) != nullptr) names[text(name)] = py::none();
  });
  made["follows_from"] = py::tuple{names};
  py::list options;
  for (const Option& option : fact.options) options.append(py::make_tuple(option.id, label(option.label)));
  made["options"] = options;
  made["source"] = source(fact.source);
  return made;
}

Data describe(const Violation& violation) {
  Data made;
  made["id"] = violation.id;
  made["label"] = label(violation.label);
  made["issuer"] = label(violation.issuer);
  made["refines"] = py::make_tuple(word(refines_kinds, violation.refines.kind), texts(violation.refines.provisions));
  made["in_force"] = optional_period(violation.in_force);
  made["source"] = source(violation.source);
  made["human"] = label(violation.remarks.human);
  made["doubt"] = label(violation.remarks.doubt);
  Rows rows;
  for (const Table& table : violation.tables) rows.add(table);
  rows.add(violation.circumstances);
  rows.add(violation.steps);
  made["rows"] = rows.take();
  return made;
}

Data describe(const Provision& provision) {
  Data made;
  made["id"] = provision.id;
  made["label"] = label(provision.label);
  made["in_force"] = optional_period(provision.in_force);
  made["successor"] = texts(provision.successor);
  made["source"] = source(provision.source);
  return made;
}

}  // namespace cailiang::python
