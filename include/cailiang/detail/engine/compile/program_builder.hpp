// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cailiang/detail/engine/standard_data.hpp"

namespace cailiang::detail {

/// Builds one Program. The packs have passed check_meaning(), so names resolve and kinds fit.
class ProgramBuilder {
 public:
  ProgramBuilder(const StandardData& data, const Violation* violation,
                 const std::vector<StandardData::ProvisionRef>& provisions);

  [[nodiscard]] Program take() { return std::move(program_); }

 private:
  static std::size_t at(Index i) { return static_cast<std::size_t>(i); }
  static Index size(const auto& list) { return static_cast<Index>(list.size()); }

  /// Begin and end of what was added.
  template <class T>
  static std::pair<Index, Index> append(std::vector<T>& all, const std::vector<T>& some) {
    const Index begin = size(all);
    all.insert(all.end(), some.begin(), some.end());
    return {begin, size(all)};
  }

  // Facts.

  Index slot_of(const std::string& name);
  void resolve_cuts();

  // Conditions.

  Index condition(const Condition& source);
  static std::uint8_t classes_of(const Condition& condition);
  Index optional_condition(const std::optional<Condition>& c) { return c ? condition(*c) : none; }
  std::vector<CompiledTest> tests_of(const ConditionMember& member);
  static bool names_class(const Condition& condition);

  // Terms and fines.

  Index term(const Term& source);
  Index optional_term(const std::optional<Term>& t) { return t ? term(*t) : none; }
  static std::optional<End> end_named(std::string_view name);
  Index fine(const Fine& source);

  // Rows.

  [[nodiscard]] const Rules& rules() const { return data_.packs[at(pack_)]->rules; }
  RowList row_list(const std::vector<Index>& conditions, Match match);
  std::vector<CompiledSanction> sanctions(const std::vector<Sanction>& source);
  StepPlan step_plan(const Step& step, Index pack);
  Index offer_of(const void* source);

  // Subjects and their branches.

  Index subject_of(const std::string& id);
  void collect_subjects(const std::vector<StandardData::ProvisionRef>& provisions);
  void add_provision(const StandardData::ProvisionRef& ref);
  void add_bare_branch();
  void finish_list(SubjectPlan& subject);

  // Tables.

  std::vector<TablePlan> tables_for(const std::string& branch, const std::string& subject);
  TablePlan table_plan(const Table& table, const std::string& branch);
  void weights_plan(const Weights& weights, const std::string& branch, TablePlan& made);
  template <class T>
  static const T* for_branch(const PerBranch<T>& amounts, const std::string& branch) {
    for (const auto& [key, amount] : amounts.keyed) {
      if (key == branch) return &amount;
    }
    return amounts.plain ? &*amounts.plain : nullptr;
  }

  // Circumstances.

  void collect_looked_at(const Violation* violation, const std::vector<StandardData::ProvisionRef>& provisions);
  void add_circumstances(const Violation* violation, const std::vector<StandardData::ProvisionRef>& provisions);
  void add_circumstances(const std::vector<Circumstance>& list, Index pack, const Period* in_force);
  bool refines_one_of(const Violation& other, const std::vector<StandardData::ProvisionRef>& provisions) const;
  static const Period* period(const std::optional<Period>& stated) { return stated ? &*stated : nullptr; }
  void settle_waiting();

  // Factors alone.

  void find_factors_alone();
  std::set<Index> facts_beside_factors(const SubjectPlan& subject, const BranchPlan& branch) const;
  bool stands_alone(const FactorPlan& factor, const std::vector<FactorPlan>& factors,
                    const std::set<Index>& others) const;

  // Rows by code.

  void index_by_code();
  void index_by_code(RowList& list);
  void index_weights(TablePlan& table);
  [[nodiscard]] Code codes(const Slot& slot) const;
  std::optional<std::int16_t> row_for(const RowList& list, Code code) const;

  const StandardData& data_;
  Program program_;
  Index pack_ = 0;                               // whose rows are being compiled: its rules are theirs
  std::set<Index> looked_at_;                    // facts that branches, tables and steps look at
  std::vector<std::pair<Index, Span>> pending_;  // tests whose span waits for the cuts of its slot
  std::vector<std::vector<Index>> own_;          // by circumstance, the slots that raise it
};

}  // namespace cailiang::detail
