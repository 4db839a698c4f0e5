// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "cailiang/detail/explain/columns.hpp"
#include "cailiang/detail/explain/wording.hpp"
#include "cailiang/detail/inline.hpp"
#include "cailiang/explain/reasons.hpp"

namespace cailiang {
namespace detail {

/// One line of reasons: what it is about, where that stands, what the case says, what follows, and the range then.
struct Reason {
  std::string what, basis, value, effect, range;
  std::string pack{};  ///< with its version, where a document is named for the first time
};

struct ReasonPart {
  std::string title;
  std::vector<Reason> lines;
};

/// Turns a trace into the parts of a statement of reasons, in the order in which a decision has them.
class Reasons {
 public:
  Reasons(const Assessment& assessment, Language language)
      : a_{assessment}, trace_{assessment.trace()}, w_{trace_, language, assessment.pack().currency} {}

  [[nodiscard]] std::string text(cailiang::Form form) {
    std::string made;
    for (const Outcome& outcome : a_.outcomes()) {
      if (!made.empty()) made += '\n';
      parts_.clear();
      subject(outcome);
      made += heading(outcome) + '\n';
      made += form == cailiang::Form::table ? packs() + table() : paragraphs();
    }
    return made;
  }

 private:
  using Kind = TraceLine::Kind;
  using RowState = TraceRow::State;

  [[nodiscard]] std::string say(std::string_view zh, std::string_view en) const { return w_.say(zh, en); }
  [[nodiscard]] std::string fill(std::string_view zh, std::string_view en) const { return w_.to_fill(say(zh, en)); }

  // ---------------------------------------------------------------- layout

  [[nodiscard]] std::string heading(const Outcome& outcome) const {
    std::string text = w_.subject_name(outcome.subject);
    if (!w_.zh() && !text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
    if (a_.violation() != nullptr) text += say("：", ": ") + w_.of(a_.violation()->label);
    text += say("（违法行为发生日：", " (day of the act: ") + a_.act_date().text();
    if (a_.decision_date()) text += say("；决定日：", "; day of the decision: ") + a_.decision_date()->text();
    return text + say("）", ")");
  }

  /// Names and versions on lines of their own: a narrow column would tear them.
  [[nodiscard]] std::string packs() const {
    std::string text;
    for (const ReasonPart& part : parts_) {
      for (const Reason& line : part.lines) {
        if (!line.pack.empty() && text.find(line.pack) == std::string::npos) text += line.pack + '\n';
      }
    }
    return text;
  }

  [[nodiscard]] std::string paragraphs() const {
    static constexpr std::string_view numerals[] = {"一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"};
    std::string text;
    std::size_t n = 0;
    for (const ReasonPart& part : parts_) {
      if (part.lines.empty()) continue;
      text += w_.zh() ? std::string{numerals[n]} + "、" + part.title + "。" : std::to_string(n + 1) + ". " + part.title + ".";
      ++n;
      for (const Reason& line : part.lines) text += (w_.zh() ? "" : " ") + sentence(line);
      text += '\n';
    }
    return text;
  }

  [[nodiscard]] std::string sentence(const Reason& line) const {
    std::string text = line.what;
    const std::string between = line.basis.empty() || line.pack.empty() ? "" : say("；", "; ");
    const std::string basis = line.basis + between + line.pack;
    if (!basis.empty()) text += say("（", " (") + basis + say("）", ")");
    std::string rest;
    for (const std::string* piece : {&line.value, &line.effect, &line.range}) {
      if (piece->empty()) continue;
      if (!rest.empty()) rest += piece->starts_with("= ") ? " " : say("，", ", ");
      rest += *piece;
    }
    if (!rest.empty()) text += (text.empty() ? "" : say("：", ": ")) + rest;
    const bool ended = text.ends_with("。") || text.ends_with(".");
    return ended ? text : text + say("。", ".");
  }

  [[nodiscard]] std::string table() const {
    Columns columns{{say("事项", "what"), say("依据", "basis"), say("事实", "value"), say("作用", "effect"), say("幅度", "range")},
                    {20, 20, 30, 20, 20}};
    for (const ReasonPart& part : parts_) {
      if (part.lines.empty()) continue;
      columns.title(part.title);
      for (const Reason& line : part.lines) columns.row({line.what, line.basis, line.value, line.effect, line.range});
    }
    return columns.text();
  }

  // ---------------------------------------------------------------- gathering

  void part(std::string_view zh, std::string_view en) { parts_.push_back({say(zh, en), {}}); }
  void line(Reason reason) { parts_.back().lines.push_back(std::move(reason)); }

  template <class Visit>
  void each(const Outcome& outcome, Visit visit) const {
    for (const TraceLine& one : trace_.lines) {
      if (one.subject.empty() || one.subject == outcome.subject) visit(one);
    }
  }
  [[nodiscard]] const TraceRow* taken(const TraceLine& one) const {
    for (const TraceRow& row : trace_.rows(one)) {
      if (row.state == RowState::taken) return &row;
    }
    return nullptr;
  }
  [[nodiscard]] const MoneyRange* after(const TraceLine& one) const { return trace_.interval(one.after); }
  [[nodiscard]] std::string range_after(const TraceLine& one) const {
    return after(one) != nullptr ? w_.range(*after(one)) : std::string{};
  }

  void subject(const Outcome& outcome) {
    statute(outcome);
    standard();
    if (outcome.kind == OutcomeKind::not_in_force) {
      result(outcome);
      return;
    }
    applied(outcome);
    not_applied(outcome);
    missing(outcome);
    arithmetic(outcome);
    result(outcome);
    chosen(outcome);
    part("陈述、申辩", "Answer to the defence");
    line({say("当事人的陈述、申辩及采纳情况", "Statement and defence of the party, and what was accepted"), "",
          fill("陈述、申辩的内容，是否采纳及理由", "what was stated, whether it was accepted, and why"), "", ""});
    procedure(outcome);
    in_capitals(outcome);
    notes(outcome);
  }

  // ---------------------------------------------------------------- statute and standard

  void statute(const Outcome& outcome) {
    part("处罚依据", "Legal basis");
    if (a_.violation() != nullptr && a_.violation()->refines.kind == RefinesKind::nothing) {
      line({say("法律条文", "Article of the statute"), "",
            fill("据以处罚的法律条文及其幅度（数据包未载）", "the article and its range (not in the pack)"), "", ""});
      return;
    }
    bool any = false;
    each(outcome, [&](const TraceLine& one) {
      if (one.kind != Kind::branch || one.provision == nullptr) return;
      any = true;
      const TraceRow* row = taken(one);
      Reason made;
      made.what = article(*one.pack, *one.provision);
      made.pack = pack_name(*one.pack);
      made.value = w_.quoted(w_.of(one.provision->label));
      if (row != nullptr) {
        if (!w_.of(*row->label).empty() && w_.of(*row->label) != w_.of(one.provision->label)) made.effect = w_.quoted(w_.of(*row->label));
        const std::string facts = row->when != nullptr ? facts_of(*row->when) : std::string{};
        if (!facts.empty()) made.effect += (made.effect.empty() ? "" : say("，", ", ")) + facts;
      }
      if (after(one) != nullptr) {
        made.range = (outcome.mode == Mode::may ? say("可以处罚款", "a fine may be imposed: ") : say("处罚款", "fine: ")) +
                     w_.range(*after(one));
      } else if (one.fine != nullptr && !one.fine->either.empty()) {
        made.range = say("罚款有多种计算方式", "the fine may be reckoned in several ways");
      }
      line(std::move(made));
    });
    if (any) return;
    for (const TraceProvision& one : trace_.provisions) {
      Reason made;
      made.what = article(*one.pack, *one.provision);
      made.pack = pack_name(*one.pack);
      made.value = w_.quoted(w_.of(one.provision->label));
      if (!one.in_force) {
        made.effect = say("违法行为发生之日不施行", "not in force on the day of the act");
        made.range = period(one.provision->in_force ? *one.provision->in_force : one.pack->in_force);
      }
      line(std::move(made));
    }
  }

  [[nodiscard]] std::string article(const Pack& pack, const Provision& provision) const {
    return w_.title(pack) + (w_.zh() ? "" : ", ") + w_.source(provision.source);
  }

  [[nodiscard]] std::string pack_name(const Pack& pack) const {
    return say("数据包 ", "pack ") + pack.id + say(" 版本 ", " version ") + pack.version;
  }

  void standard() {
    part("裁量基准", "Discretion standard");
    const Pack& pack = a_.pack();
    Reason made;
    if (a_.violation() == nullptr) {
      made.what = say("本案直接按法律条文计算，没有适用裁量基准", "Reckoned from the statute alone; no discretion standard applied");
      made.pack = pack_name(pack);
      line(std::move(made));
      return;
    }
    made.what = w_.title(pack);
    std::string basis = pack.number;
    const Label& issuer = a_.violation()->issuer.empty() ? pack.issuer : a_.violation()->issuer;
    if (!issuer.empty()) basis += (basis.empty() ? "" : say("，", ", ")) + w_.of(issuer);
    made.basis = std::move(basis);
    made.pack = pack_name(pack);
    made.value = w_.source(a_.violation()->source);
    made.value += (w_.zh() || made.value.empty() ? "" : " ") + w_.quoted(w_.of(a_.violation()->label));
    made.effect = period(pack.in_force);
    line(std::move(made));
  }

  [[nodiscard]] std::string period(const Period& period) const {
    std::string text;
    if (period.from) text = say("自", "in force from ") + period.from->text() + say("起施行", "");
    if (period.until) text += (w_.zh() ? (text.empty() ? "施行至" : "，施行至") : (text.empty() ? "in force to " : " to ")) + period.until->text();
    return text;
  }

  // ---------------------------------------------------------------- facts

  /// The facts that a condition names as the case has them, each with its evidence, derived ones with what they follow from.
  [[nodiscard]] std::string facts_of(const Condition& condition) const {
    std::vector<std::string_view> names;
    const auto add = [&](std::string_view name) {
      if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
    };
    w_.each_fact(condition, [&](std::string_view name) { add(name); });
    std::string text;
    for (const std::string_view name : names) {
      const std::string one = fact_text(name);
      if (one.empty()) continue;
      if (!text.empty()) text += say("，", ", ");
      text += one;
    }
    return text;
  }

  [[nodiscard]] std::string fact_text(std::string_view name) const {
    if (name == "class") return {};
    if (name == "act_date") return w_.quoted(w_.fact_label(name)) + say("为", " is ") + a_.act_date().text();
    if (name == "decision_date") {
      return w_.quoted(w_.fact_label(name)) + say("为", " is ") +
             (a_.decision_date() ? a_.decision_date()->text() : fill("决定日", "day of the decision"));
    }
    const TraceFact* fact = trace_.fact(name);
    if (fact == nullptr) return {};
    std::string text = w_.is(name, *fact);
    if (fact->derived) {
      std::string from;
      for (const std::string_view operand : operands_of(*fact->fact)) {
        const std::string one = fact_text(operand);
        if (one.empty()) continue;
        if (!from.empty()) from += say("，", ", ");
        from += one;
      }
      if (!from.empty()) text += say("（由下列事实得出：", " (from: ") + from + say("）", ")");
    } else if (fact->state != TraceFact::State::unknown) {
      text += evidence(*fact);
    }
    return text;
  }
  [[nodiscard]] std::string evidence(const TraceFact& fact) const {
    if (!fact.evidence.empty()) return say("（证据：", " (evidence: ") + std::string{fact.evidence} + say("）", ")");
    const Label& proof = fact.fact->proof;
    return say("（证据", " (evidence ") +
           (proof.empty() ? fill("证据名称及页码", "which, and where in the file") : w_.to_fill(w_.of(proof))) + say("）", ")");
  }

  [[nodiscard]] std::vector<std::string_view> operands_of(const Fact& fact) const {
    std::vector<std::string_view> names;
    const auto add = [&](std::string_view name) {
      if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
    };
    if (fact.is_condition) w_.each_fact(*fact.is_condition, add);
    if (fact.is_term) operands_of(*fact.is_term, add);
    for (const Option& option : fact.options) {
      if (option.when) w_.each_fact(*option.when, add);
    }
    return names;
  }
  template <class Add>
  void operands_of(const Term& term, Add add) const {
    if (term.op == Term::Op::fact) add(term.text);
    for (const Term& operand : term.operands) operands_of(operand, add);
    for (const Condition& condition : term.conditions) w_.each_fact(condition, add);
    for (const ChooseRow& row : term.rows) {
      if (row.when) w_.each_fact(*row.when, add);
      operands_of(row.then, add);
    }
  }

  // ---------------------------------------------------------------- applied

  /// "表2-1因素5第2级"; of another document with its title before it.
  [[nodiscard]] std::string where(const TraceLine& one, const Source* source) const {
    std::string text = source != nullptr ? w_.source(*source) : std::string{};
    if (one.pack != nullptr && one.pack != &a_.pack()) text = w_.title(*one.pack) + (w_.zh() ? "" : " ") + text;
    return text;
  }
  [[nodiscard]] std::string row_name(const std::string& what, const TraceRow& row) const {
    return row.label->empty() ? what : what + w_.quoted(w_.of(*row.label));
  }
  [[nodiscard]] std::string condition_of(const TraceRow& row) const {
    return row.when != nullptr ? w_.condition(*row.when) : say("其他情形", "every other case");
  }

  void applied(const Outcome& outcome) {
    part("适用的情节、档次和因素", "What was applied");
    each(outcome, [&](const TraceLine& one) {
      switch (one.kind) {
        case Kind::circumstance: circumstance_applied(one); break;
        case Kind::klass: klass(one, outcome); break;
        case Kind::tier: tier(one); break;
        case Kind::factor: factor(one); break;
        case Kind::step:
        case Kind::provision_step: step_applied(one); break;
        default: break;
      }
    });
  }

  void circumstance_applied(const TraceLine& one) {
    const TraceRow& row = trace_.rows(one)[0];
    if (row.state == RowState::possible) {
      line({say("情节：", "Circumstance: ") + w_.of(*one.label), where(one, one.source), facts_of(*row.when),
            say("是否成立尚不能确定", "may or may not hold"), ""});
    }
    if (row.state != RowState::taken) return;
    line({say("情节：", "Circumstance: ") + w_.of(*one.label), where(one, one.source), facts_of(*row.when),
          say("成立，", "holds, ") + effects(*one.circumstance) +
              (one.circumstance->mode == Mode::may ? say("，本案予以适用", ", and was applied") : std::string{}),
          ""});
  }

  [[nodiscard]] std::string effects(const Circumstance& circumstance) const {
    const bool may = circumstance.mode == Mode::may;
    std::string text;
    for (const Effect effect : circumstance.effects) {
      if (!text.empty()) text += say("或者", " or ");
      switch (effect) {
        case Effect::no_penalty: text += say("不予处罚", "no penalty"); break;
        case Effect::reduced: text += say("减轻处罚", "reduced"); break;
        case Effect::lenient: text += say("从轻处罚", "lenient"); break;
        case Effect::heavier: text += say("从重处罚", "heavier"); break;
      }
    }
    return (may ? say("可以", "may: ") : say("应当", "shall: ")) + text;
  }

  void klass(const TraceLine& one, const Outcome& outcome) {
    const bool needed = std::find(outcome.needs.begin(), outcome.needs.end(), "class") != outcome.needs.end();
    if (!outcome.klass && !needed) return;
    Reason made;
    made.what = say("处罚等次", "Class");
    if (needed) {
      std::string names;
      for (int c = 0; c < 4; ++c) {
        if ((one.classes >> c & 1U) == 0) continue;
        if (!names.empty()) names += say("、", ", ");
        names += w_.class_name(static_cast<Class>(c));
      }
      made.value = w_.to_fill(say("处罚等次，在下列等次中选定：", "the class, one of: ") + names);
      line(std::move(made));
      return;
    }
    made.effect = w_.quoted(w_.class_name(*outcome.klass));
    switch (one.class_by) {
      case TraceLine::ClassBy::officer: made.value = say("由办案人员确定", "decided by the officer"); break;
      case TraceLine::ClassBy::circumstances: made.value = say("依上述情节", "by the circumstances above"); break;
      case TraceLine::ClassBy::rule:
        made.value = say("没有查明成立的从轻、减轻、从重情节", "no circumstance was established that makes it lighter or heavier");
        made.basis = where(one, one.source);
        break;
      case TraceLine::ClassBy::nothing: made.value = say("没有查明成立的情节", "no circumstance was established"); break;
    }
    line(std::move(made));
  }

  [[nodiscard]] std::string why_taken(const TraceRow& row) const {
    if (row.when == nullptr) return say("其他各行的条件均不具备", "no other row holds");
    const std::string facts = facts_of(*row.when);
    return facts.empty() ? w_.condition(*row.when) : facts;
  }

  void tier(const TraceLine& one) {
    if (const TraceRow* row = taken(one)) {
      std::string effect = row->when != nullptr && Wording::says_more(*row->when)
                               ? say("符合该档条件：", "within the row: ") + condition_of(*row)
                               : std::string{};
      line({row_name(say("档次", "Tier "), *row), where(one, row->source), why_taken(*row), std::move(effect), range_after(one)});
      return;
    }
    possible(one, say("档次", "Tier"));
  }

  void factor(const TraceLine& one) {
    const TraceRow* row = taken(one);
    const std::string& what = w_.of(*one.label);
    if (row == nullptr) {
      possible(one, what);
      return;
    }
    std::string effect = row->label->empty() ? std::string{} : w_.quoted(w_.of(*row->label)) + say("，", ", ");
    effect += say("百分值", "weight ") + row->weight.percent_text();
    line({what, where(one, row->source), why_taken(*row), std::move(effect), ""});
  }

  void possible(const TraceLine& one, const std::string& what) {
    std::string rows;
    std::string facts;
    for (const TraceRow& row : trace_.rows(one)) {
      if (row.state != RowState::possible) continue;
      if (!rows.empty()) rows += say("；", "; ");
      const bool labelled = !row.label->empty() && one.kind != Kind::factor;
      rows += labelled ? w_.quoted(w_.of(*row.label)) : condition_of(row);
      if (one.kind == Kind::factor) rows += say("，百分值", ", weight ") + row.weight.percent_text();
      if (row.when == nullptr) continue;
      w_.each_fact(*row.when, [&](std::string_view name) {
        const TraceFact* fact = trace_.fact(name);
        if (fact == nullptr || fact->state == TraceFact::State::value) return;
        const std::string text = fact_text(name);
        if (facts.find(text) == std::string::npos) facts += (facts.empty() ? "" : say("，", ", ")) + text;
      });
    }
    if (rows.empty()) {
      line({what, where(one, one.source), say("没有一行的条件具备", "no row holds"), "", ""});
    } else {
      line({what, where(one, one.source), facts, say("尚不能确定，可能为：", "not determined yet, possibly: ") + rows, ""});
    }
  }

  void step_applied(const TraceLine& one) {
    const TraceRow* row = taken(one);
    if (row == nullptr) {
      for (const TraceRow& other : trace_.rows(one)) {
        if (other.state == RowState::possible) possible(one, step_name(one));
        if (other.state == RowState::possible) return;
      }
      return;
    }
    const bool changes = one.before < 0 || one.after < 0 || *trace_.interval(one.before) != *after(one);
    // A row that only leaves a point to the officer is printed with the other points.
    if (!changes && !row->remarks->human.empty()) return;
    std::string value = row->when != nullptr ? facts_of(*row->when) : std::string{};
    if (value.empty() && row->when != nullptr) value = w_.condition(*row->when);
    line({step_name(one), where(one, row->source), value,
          row->label->empty() ? (changes ? say("调整幅度", "the range is moved") : say("幅度不变", "the range stays"))
                              : w_.of(*row->label),
          range_after(one)});
  }
  [[nodiscard]] std::string step_name(const TraceLine& one) const { return say("规则：", "Rule: ") + w_.of(*one.label); }

  // ---------------------------------------------------------------- looked at and not applied

  void not_applied(const Outcome& outcome) {
    part("考虑而未适用的情节和档次", "Looked at and not applied");
    std::string not_examined;
    each(outcome, [&](const TraceLine& one) {
      switch (one.kind) {
        case Kind::circumstance: {
          const TraceRow& row = trace_.rows(one)[0];
          const std::string what = say("情节：", "Circumstance: ") + w_.of(*one.label);
          if (row.state == RowState::not_raised) {
            if (!not_examined.empty()) not_examined += say("；", "; ");
            not_examined += w_.of(*one.label);
          } else if (row.state == RowState::failed) {
            line({what, where(one, one.source), w_.why_failed(row), say("不成立", "does not hold"), ""});
          } else if (row.state == RowState::offered) {
            line({what, where(one, one.source), facts_of(*row.when),
                  say("条件具备，", "holds, ") + effects(*one.circumstance) +
                      fill("是否适用及理由", "whether it is applied, and why"),
                  ""});
          } else if (row.state == RowState::not_examined) {
            line({what, where(one, one.source), facts_of(*row.when), say("是否成立尚未查明", "not established yet"), ""});
          }
          break;
        }
        case Kind::branch:
        case Kind::tier: rows_not_taken(one); break;
        case Kind::step:
        case Kind::provision_step: step_not_applied(one); break;
        default: break;
      }
    });
    if (!not_examined.empty()) {
      line({say("案件中没有提出、因此没有审查的情节", "Not raised in the case, and so not examined"), "", not_examined, "", ""});
    }
  }

  // Where a list is long, the rows beside the one taken are what a reader asks about.
  void rows_not_taken(const TraceLine& one) {
    static constexpr std::size_t long_list = 8;
    const auto rows = trace_.rows(one);
    std::size_t at = rows.size();
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (rows[i].state == RowState::taken) at = i;
    }
    std::size_t left_out = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const TraceRow& row = rows[i];
      if (row.state == RowState::taken || row.state == RowState::possible) continue;
      if (rows.size() > long_list && at < rows.size() && i + 1 != at && i != at + 1) {
        ++left_out;
        continue;
      }
      std::string why;
      switch (row.state) {
        case RowState::failed: why = w_.why_failed(row); break;
        case RowState::outweighed:
          why = row.when == nullptr ? say("已有其他行的条件具备", "another row holds")
                                    : say("条件也具备，但按规则适用另一档", "holds too, but another row counts");
          break;
        case RowState::not_in_force: why = say("条文当时不施行", "not in force"); break;
        default: why = say("未予审查", "not examined"); break;
      }
      line({row_name(one.kind == Kind::branch ? say("处罚条款", "Branch ") : say("档次", "Tier "), row), where(one, row.source), why, say("不适用", "not applied"), ""});
    }
    if (left_out > 0) {
      line({say("其余", "The other ") + std::to_string(left_out) + say("行", " rows"), where(one, one.source),
            say("条件均不具备", "do not hold"), say("不适用", "not applied"), ""});
    }
  }

  void step_not_applied(const TraceLine& one) {
    if (taken(one) != nullptr) return;
    for (const TraceRow& row : trace_.rows(one)) {
      const std::string what = step_name(one) + (row.label->empty() ? "" : say("，", ", ") + w_.of(*row.label));
      if (row.state == RowState::offered) {
        line({what, where(one, row.source), row.when != nullptr ? facts_of(*row.when) : std::string{},
              say("条件具备，可以适用", "holds, may be applied") + fill("是否适用及理由", "whether it is applied, and why"), ""});
      } else if (row.state == RowState::failed && !is_structural(row)) {
        line({what, where(one, row.source), w_.why_failed(row), say("不适用", "not applied"), ""});
      }
    }
  }
  // The class is told by itself, and so is the range: that rules for other classes or other ranges stay silent needs no
  // sentence each.
  [[nodiscard]] bool is_structural(const TraceRow& row) const {
    if (row.failed_at == nullptr) return false;
    const auto of_range = [&](const ConditionMember& m) {
      return m.kind == ConditionMember::Kind::fact && (m.fact == "class" || !w_.end_name(m.fact).empty());
    };
    if (of_range(*row.failed_at)) return true;
    const auto& inner = row.failed_at->conditions;
    return !inner.empty() && std::all_of(inner.begin(), inner.end(), [&](const Condition& c) {
      return std::all_of(c.members.begin(), c.members.end(), of_range);
    });
  }

  // ---------------------------------------------------------------- what is missing

  void missing(const Outcome& outcome) {
    part("尚待查明的事实", "Still to be established");
    for (const std::string& need : outcome.needs) {
      if (need == "class") {
        line({say("处罚等次", "Class"), "", fill("减轻、从轻、一般或者从重", "reduced, lenient, standard or heavier"), "", ""});
      } else if (need == "decision_date") {
        line({say("决定日", "Day of the decision"), "", fill("作出处罚决定的日期", "the day on which it is decided"), "", ""});
      } else if (need.starts_with("decided.")) {
        const std::string whose = w_.subject_name(std::string_view{need}.substr(8));
        line({whose + say("的罚款数额", "'s fine"), "", w_.to_fill(say("对", "the amount decided for ") + whose + say("决定的罚款数额", "")), "",
              ""});
      } else if (const TraceFact* fact = trace_.fact(need)) {
        line({w_.of(fact->fact->label), fact->fact->proof.empty() ? "" : w_.of(fact->fact->proof),
              fact->state == TraceFact::State::unknown ? w_.unknown(*fact->fact) : w_.value(*fact) + w_.unknown(*fact->fact), "", ""});
      }
    }
  }

  // ---------------------------------------------------------------- arithmetic

  void arithmetic(const Outcome& outcome) {
    part("计算", "Arithmetic");
    each(outcome, [&](const TraceLine& one) {
      switch (one.kind) {
        case Kind::branch: amount(one, say("法定幅度", "Statutory range")); break;
        case Kind::tier: amount(one, say("本档幅度", "Range of the tier")); break;
        case Kind::moved: moved(one); break;
        case Kind::track: amount(one, say("其中一种计算方式", "One way of reckoning")); break;
        case Kind::share: share(one); break;
        case Kind::sum:
          line({say("各表相加", "Tables added"), where(one, one.source), "", "", range_after(one)});
          break;
        case Kind::step:
        case Kind::provision_step:
          if (one.step_row != nullptr && one.fine != nullptr) amount(one, step_name(one));
          break;
        case Kind::limits_step:
          if (one.step_row != nullptr && one.fine != nullptr) amount(one, say("法定幅度：", "Statutory range: ") + w_.of(*one.label));
          break;
        case Kind::limits: limits(one, outcome); break;
        default: break;
      }
    });
    rounding(outcome);
  }

  void moved(const TraceLine& one) {
    if (one.label == nullptr) {
      amount(one, say("超出末档", "Beyond the last tier"));
    } else {
      amount(one, say("移至", "Moved to ") + (one.label->empty() ? w_.source(*one.source) : w_.quoted(w_.of(*one.label))));
    }
  }

  [[nodiscard]] static bool is_plain(const Fine& fine) {
    const auto number = [](const std::optional<Term>& term) { return !term || term->op == Term::Op::number; };
    return !fine.base && !fine.base_is_range && !fine.at_least && !fine.at_most && number(fine.ends.eq) &&
           number(fine.ends.ge) && number(fine.ends.gt) && number(fine.ends.le) && number(fine.ends.lt);
  }

  void amount(const TraceLine& one, const std::string& what) {
    const bool gap = (one.results & TraceLine::gap_bit) != 0;
    if (after(one) == nullptr && !gap) return;
    Reason made{what, where(one, one.source), "", "", after(one) != nullptr ? w_.range(*after(one)) : say("得不出数额", "no amount comes out")};
    if (one.step_row != nullptr) made.basis = where(one, &one.step_row->source);
    if (one.before >= 0 && (one.kind == Kind::step || one.kind == Kind::provision_step || one.kind == Kind::limits_step)) {
      made.value = say("调整前", "before: ") + w_.range(*trace_.interval(one.before));
    }
    if (one.fine != nullptr && !one.fine->none && !is_plain(*one.fine)) {
      made.effect = formulas(one, *one.fine);
      if (!gap) made.range = say("结果为", "giving ") + made.range;
    }
    if (after(one) != nullptr && after(one)->point) made.range += say("，其中建议数额", ", recommended ") + w_.money(*after(one)->point);
    line(std::move(made));
  }

  [[nodiscard]] std::string formulas(const TraceLine& one, const Fine& fine) const {
    std::string text;
    const auto end = [&](const std::optional<Term>& term, std::string_view zh, std::string_view en) {
      if (!term) return;
      if (!text.empty()) text += say("；", "; ");
      text += say(zh, en) + formula(one, fine, *term);
    };
    end(fine.ends.eq, "", "");
    end(fine.ends.ge, "下限：", "lower end: ");
    end(fine.ends.gt, "下限：", "lower end: ");
    end(fine.ends.le, "上限：", "upper end: ");
    end(fine.ends.lt, "上限：", "upper end: ");
    end(fine.point, "建议数额：", "recommended: ");
    if (fine.at_least) text += say("，不低于", ", not below ") + w_.formula(one, *fine.at_least, true);
    if (fine.at_most) text += say("，不高于", ", not above ") + w_.formula(one, *fine.at_most, true);
    return text;
  }

  [[nodiscard]] std::string formula(const TraceLine& one, const Fine& fine, const Term& end) const {
    if (fine.base_is_range) return position(one, w_.formula(one, end, false));
    if (!fine.base) return w_.formula(one, end, true);
    const bool base_is_money = Wording::is_money(trace_, *fine.base) || fine.base->op == Term::Op::number;
    const bool compound = fine.base->op != Term::Op::fact && fine.base->op != Term::Op::number;
    const std::string base = w_.formula(one, *fine.base, base_is_money);
    const std::string share = w_.formula(one, end, !base_is_money);
    return share + " × " + (compound ? say("（", "(") + base + say("）", ")") : base);
  }

  /// lower + share × (upper − lower) of the range that arrived.
  [[nodiscard]] std::string position(const TraceLine& one, const std::string& share) const {
    const MoneyRange* before = trace_.interval(one.before);
    if (before == nullptr || !before->max) return share + say(" × 幅度", " of the range");
    std::string lower;
    std::string note;
    if (before->min) {
      lower = w_.money(*before->min);
    } else if (const auto& rule = a_.pack().rules.no_minimum) {
      lower = w_.amount_of(one, *rule, true);
      note = say("（法律没有下限，按", " (no statutory minimum; by ") + w_.source(a_.pack().rules.no_minimum_source) +
             say("以", " counted from ") + lower + say("为起算）", ")");
    }
    if (before->min && before->is_point()) return lower;
    return lower + " + " + share + " × " + say("（", "(") + w_.money(*before->max) + " − " + lower + say("）", ")") + note;
  }

  void share(const TraceLine& one) {
    const TraceShare& share = trace_.shares[static_cast<std::size_t>(one.share)];
    const Weights& weights = *one.table->weights;
    const auto percent = [&](const Ratio& low, const Ratio& high) {
      return low == high ? low.percent_text() : low.percent_text() + say("至", " to ") + high.percent_text();
    };
    std::string sum = say("起点", "start ") + share.start.percent_text();
    for (const TraceLine& other : trace_.lines) {
      if (other.kind != Kind::factor || other.subject != one.subject || other.table != one.table) continue;
      if (const TraceRow* row = taken(other)) {
        sum += " + " + row->weight.percent_text();
      } else {
        sum += " + " + std::string{to_fill_zh};
      }
    }
    std::string total = percent(share.sum_low, share.sum_high);
    if (share.low != share.sum_low || share.high != share.sum_high) {
      total += say("，按限值计", ", held to ") + percent(share.low, share.high);
    }
    line({say("百分值相加", "Sum of the weights"), where(one, one.source), sum, "= " + total, ""});
    const std::string shares = percent(share.low, share.high);
    const std::string product =
        weights.base_is_range ? position(one, shares)
                              : shares + " × " + w_.formula(one, *weights.base, true);
    line({say("罚款数额", "Amount"), where(one, one.source), product,
          after(one) != nullptr ? "" : say("得不出数额", "no amount comes out"), after(one) != nullptr ? "= " + w_.range(*after(one)) : ""});
  }

  void limits(const TraceLine& one, const Outcome& outcome) {
    const MoneyRange* before = trace_.interval(one.before);
    Reason made{say("与法定幅度核对", "Held against the statute"), where(one, one.provision != nullptr ? &one.provision->source : one.source),
                before != nullptr ? say("计算结果", "reckoned: ") + w_.range(*before) : std::string{}, "", ""};
    if (outcome.has_legal) made.value += say("；法定幅度", "; statute: ") + w_.range(outcome.legal);
    const auto has = [&](Warning warning) { return one.warnings.has(warning); };
    const bool same = before != nullptr && after(one) != nullptr && *before == *after(one);
    if (has(Warning::reduced_without_rule)) {
      made.effect = say("减轻处罚，没有规定减至何数", "reduced; no rule says how far");
    } else if (has(Warning::below_minimum) && has(Warning::above_maximum)) {
      made.effect = say("超出法定幅度，按法定幅度计", "outside the statute, cut to it");
    } else if (has(Warning::below_minimum)) {
      made.effect = say("低于法定下限的部分按法定下限计", "below the minimum, raised to it");
    } else if (has(Warning::above_maximum)) {
      made.effect = say("高于法定上限的部分按法定上限计", "above the maximum, lowered to it");
    } else if (has(Warning::not_below_minimum)) {
      made.effect = say("减轻处罚的幅度没有全部低于法定下限", "reduced, but not wholly below the minimum");
    } else if (same) {
      made.effect = say("没有超出法定幅度", "within the statute");
    }
    if (!same) made.range = range_after(one);
    line(std::move(made));
  }

  [[nodiscard]] static bool is_whole(const Ratio& amount) { return (amount * Ratio{100}).is_whole(); }
  /// An amount in whole fen, so that nothing outside the exact range is offered.
  [[nodiscard]] static Ratio in_fen(const Ratio& amount, Rounding way) { return round(amount, Ratio::of(1, 100), way); }

  void rounding(const Outcome& outcome) {
    if (!outcome.warnings.has(Warning::not_whole_fen)) return;
    const auto one = [&](const std::optional<Ratio>& amount, Rounding way, std::string_view zh, std::string_view en) {
      if (!amount || is_whole(*amount)) return;
      line({say("取整至分", "Rounded to fen"), "", w_.money(*amount), say(zh, en), "= " + w_.money(in_fen(*amount, way))});
    };
    for (const MoneyRange& r : ranges(outcome)) {
      if (r.is_point()) {
        one(r.min, Rounding::half_up, "四舍五入", "half up");
      } else {
        one(r.min, Rounding::up, "下限进位", "lower end up");
        one(r.max, Rounding::down, "上限舍去", "upper end down");
      }
      one(r.point, Rounding::half_up, "建议数额四舍五入", "recommended amount, half up");
    }
  }

  [[nodiscard]] static std::vector<MoneyRange> ranges(const Outcome& outcome) {
    if (outcome.kind == OutcomeKind::either) return outcome.tracks;
    const bool fine = outcome.kind == OutcomeKind::point || outcome.kind == OutcomeKind::range ||
                      (outcome.kind == OutcomeKind::open && outcome.has_fine);
    return fine ? std::vector<MoneyRange>{outcome.range} : std::vector<MoneyRange>{};
  }
  [[nodiscard]] static MoneyRange rounded(MoneyRange r) {
    const bool is_point = r.is_point();
    if (r.min) r.min = in_fen(*r.min, is_point ? Rounding::half_up : Rounding::up);
    if (r.max) r.max = in_fen(*r.max, is_point ? Rounding::half_up : Rounding::down);
    if (r.point) r.point = in_fen(*r.point, Rounding::half_up);
    return r;
  }

  // ---------------------------------------------------------------- the result

  [[nodiscard]] std::string kind_name(OutcomeKind kind) const {
    switch (kind) {
      case OutcomeKind::point: return say("确定数额的罚款", "a fine of one amount");
      case OutcomeKind::range: return say("一定幅度的罚款", "a fine within a range");
      case OutcomeKind::either: return say("多种计算方式的罚款", "a fine reckoned in several ways");
      case OutcomeKind::none: return say("不处罚款", "no fine");
      case OutcomeKind::no_penalty: return say("不予处罚", "no penalty");
      case OutcomeKind::not_applicable: return say("处罚条款不适用", "the article does not apply");
      case OutcomeKind::gap: return say("基准没有规定", "the standard says nothing");
      case OutcomeKind::open: return say("尚不能确定", "open");
      case OutcomeKind::not_in_force: return say("不施行", "not in force");
    }
    return {};
  }

  void result(const Outcome& outcome) {
    part("裁量结果", "Result");
    Reason made;
    switch (outcome.kind) {
      case OutcomeKind::point:
        made.what = say("罚款", "Fine");
        made.range = w_.range(rounded(outcome.range));
        break;
      case OutcomeKind::range:
        made.what = say("罚款幅度", "Range of the fine");
        made.range = w_.range(rounded(outcome.range));
        if (outcome.range.point) made.range += say("，建议数额", ", recommended ") + w_.money(*rounded(outcome.range).point);
        break;
      case OutcomeKind::either: {
        made.what = say("法律留有多种计算方式", "The law leaves several ways open");
        for (const MoneyRange& track : outcome.tracks) {
          if (!made.value.empty()) made.value += say("；或者", "; or ");
          made.value += w_.range(rounded(track));
        }
        made.effect = fill("采用哪一种方式及理由", "which of them is taken, and why");
        break;
      }
      case OutcomeKind::none: made.what = say("该档不处罚款", "The row imposes no fine"); break;
      case OutcomeKind::no_penalty: made.what = say("不予行政处罚", "No penalty"); no_penalty(outcome, made); break;
      case OutcomeKind::not_applicable:
        made.what = say("没有一款处罚规定符合本案事实，本条不适用", "No branch of the article fits the facts: it does not apply");
        break;
      case OutcomeKind::gap:
        made.what = say("处罚条款适用，但裁量基准得不出罚款数额", "The article applies, but the standard yields no amount");
        if (outcome.has_legal) made.range = say("法定幅度", "statutory range: ") + w_.range(outcome.legal);
        made.effect = fill("依法律条文确定的数额及理由", "the amount by the statute, and why");
        break;
      case OutcomeKind::open: {
        made.what = outcome.needs.empty() ? say("文件没有给出唯一的结果，可能为", "The document does not give one result; possibly")
                                          : say("现有事实尚不能确定结果，可能为", "Not determined by the facts so far; possibly");
        for (const OutcomeKind kind : outcome.kinds) {
          if (!made.value.empty()) made.value += say("、", ", ");
          made.value += kind_name(kind);
        }
        if (outcome.has_fine) made.range = say("罚款幅度：", "range of the fine: ") + w_.range(rounded(outcome.range));
        break;
      }
      case OutcomeKind::not_in_force:
        made.what = say("裁量基准或者处罚条款在违法行为发生之日不施行", "The standard or the article was not in force on that day");
        for (const std::string_view next : outcome.successor) {
          if (!made.value.empty()) made.value += say("、", ", ");
          made.value += next;
        }
        if (!made.value.empty()) made.value = say("后继条文：", "succeeded by: ") + made.value;
        break;
    }
    line(std::move(made));
    for (const ImposedSanction& imposed : outcome.sanctions) sanction(imposed);
  }

  void no_penalty(const Outcome& outcome, Reason& made) const {
    for (const TraceLine& one : trace_.lines) {
      if (one.kind != Kind::circumstance || one.id != outcome.by) continue;
      made.basis = where(one, one.source);
      made.value = w_.of(*one.label);
      made.effect = effects(*one.circumstance);
    }
  }

  void sanction(const ImposedSanction& imposed) {
    struct Name {
      std::string_view id, zh, en;
    };
    static constexpr Name names[] = {{"warning", "警告", "warning"},
                                     {"criticism", "通报批评", "public criticism"},
                                     {"confiscate_gains", "没收违法所得", "confiscation of illegal gains"},
                                     {"confiscate_goods", "没收非法财物", "confiscation of goods"},
                                     {"confiscate_tools", "没收工具", "confiscation of tools"},
                                     {"suspend_licence", "暂扣许可证件", "suspension of the licence"},
                                     {"lower_grade", "降低资质等级", "lower grade"},
                                     {"revoke_licence", "吊销许可证件", "revocation of the licence"},
                                     {"restrict_activity", "限制开展生产经营活动", "restriction of activity"},
                                     {"suspend_business", "责令停产停业", "suspension of business"},
                                     {"close", "责令关闭", "closure"},
                                     {"ban", "限制从业", "ban"},
                                     {"detention", "行政拘留", "detention"},
                                     {"points", "记分", "penalty points"},
                                     {"order", "责令改正", "order"},
                                     {"refer", "移送", "referral"}};
    const Sanction& source = *imposed.sanction;
    std::string name = source.kind;
    for (const Name& known : names) {
      if (known.id == source.kind) name = say(known.zh, known.en);
    }
    if (!source.label.empty()) name = w_.of(source.label);
    Reason made{source.mode == "may"       ? say("可以并处", "May be imposed beside it")
                : source.mode == "instead" ? say("可以代替罚款的处罚", "May stand instead of the fine")
                                           : say("同时应当", "Shall be imposed beside it"),
                "", name, "", ""};
    if (source.when) {
      made.effect = imposed.certain ? facts_of(*source.when)
                                   : say("条件：", "if ") + w_.condition(*source.when) +
                                         fill("该条件是否具备", "whether this holds");
    }
    if (imposed.amount) {
      const bool is_money = source.unit.empty() ? source.kind.starts_with("confiscate") : source.unit == "money";
      made.range = w_.interval(*imposed.amount, [&](const Ratio& x) {
        if (is_money) return w_.money(x);
        return source.kind == "points" ? Wording::grouped(x.text()) + say("分", " points") : w_.with_unit(x, source.unit);
      });
    } else if (source.amount) {
      made.range = fill("数额", "amount");
    }
    line(std::move(made));
  }

  // ---------------------------------------------------------------- chosen, procedure, capitals

  void chosen(const Outcome& outcome) {
    const bool fine = !ranges(outcome).empty();
    if (!fine) return;
    part("拟处数额及理由", "Amount chosen, and why");
    for (const TraceSubject& subject : trace_.subjects) {
      if (subject.id != outcome.subject || !subject.decided) continue;
      line({say("决定的数额", "Amount decided"), "", w_.money(*subject.decided), fill("选择该数额的理由", "why this amount"), ""});
      return;
    }
    if (outcome.kind == OutcomeKind::point) {
      line({say("拟处罚款", "Fine"), "", "", say("上列计算得出的确定数额，没有可供选择的幅度", "the one amount that the reckoning gives"),
            w_.range(rounded(outcome.range))});
      return;
    }
    if (outcome.kind == OutcomeKind::open) {
      line({say("拟处罚款", "Fine"), "",
            outcome.needs.empty() ? fill("适用的一行、选定的数额及理由", "the row that is applied, the amount, and why")
                                  : fill("查明前列事实后确定的数额及理由", "the amount, and why, once the facts above are established"),
            "", ""});
      return;
    }
    line({say("拟处罚款", "Fine"), "", fill("在上述幅度内选定的数额", "the amount within the range above"),
          fill("选择该数额的理由", "why this amount"), ""});
  }

  void procedure(const Outcome& outcome) {
    part("程序", "Procedure");
    struct Name {
      std::string_view id, zh, en;
    };
    static constexpr Name names[] = {{"reasons", "在决定书中说明理由", "reasons in the decision"},
                                     {"legal_review", "法制审核", "legal review"},
                                     {"collective_discussion", "集体讨论决定", "collective decision"},
                                     {"superior_approval", "报上级机关批准", "approval by the superior"},
                                     {"hearing", "告知听证权利", "hearing"}};
    for (const std::string_view required : outcome.requirements) {
      for (const Name& known : names) {
        if (known.id == required) line({say(known.zh, known.en), "", say("依据文件的要求", "required by the document"), "", ""});
      }
    }
    line({say("其他程序", "Other steps"), "",
          fill("是否达到听证、法制审核、集体讨论的标准（数据包未载）", "whether thresholds for hearing, legal review or collective decision are met (not in the pack)"), "", ""});
  }

  void in_capitals(const Outcome& outcome) {
    part("数额书写", "The amount in figures and capitals");
    const auto one = [&](const std::optional<Ratio>& amount, std::string_view zh, std::string_view en) {
      if (!amount) return;
      const std::string capitals = w_.capitals(*amount);
      if (capitals.empty()) return;
      line({say(zh, en), "", w_.money(*amount), say("大写：", "in capitals: ") + capitals, ""});
    };
    for (const MoneyRange& exact : ranges(outcome)) {
      if (outcome.kind == OutcomeKind::open) break;
      const MoneyRange r = rounded(exact);
      if (r.is_point()) {
        one(r.min, "罚款", "fine");
        continue;
      }
      one(r.min, "幅度下限", "lower end");
      one(r.max, "幅度上限", "upper end");
      one(r.point, "建议数额", "recommended");
    }
    for (const TraceSubject& subject : trace_.subjects) {
      if (subject.id == outcome.subject) one(subject.decided, "决定的数额", "amount decided");
    }
  }

  // ---------------------------------------------------------------- what to look at

  void notes(const Outcome& outcome) {
    part("提示", "To be looked at");
    struct Text {
      std::string_view zh, en;
    };
    static constexpr Text texts[warning_count] = {
        {"基准得出的数额低于法定下限，已按法定下限计", "the standard's amount is below the statutory minimum and was raised to it"},
        {"基准得出的数额高于法定上限，已按法定上限计", "the standard's amount is above the statutory maximum and was lowered to it"},
        {"幅度两端相交，得不出数额", "the ends of a range cross: no amount"},
        {"计算所需的基数或者一端不存在，得不出数额", "a base or an end does not exist: no amount"},
        {"法律没有下限，文件没有规定替代的下限", "the statute has no minimum and the document no substitute"},
        {"数据包未载法律幅度，结果没有与法律核对", "the pack does not have the statute: nothing was held against it"},
        {"有几行的条件同时具备，文件没有规定适用哪一行", "several rows hold and the document does not say which counts"},
        {"有事实无法查明，按文件规则取最轻的一行", "a fact cannot be ascertained and took its lightest row"},
        {"办案人员确定的处罚等次没有成立的情节支持", "no circumstance supports the class that the officer decided"},
        {"减轻处罚，但没有规定减至何数", "reduced, and no text says how far"},
        {"减轻处罚的幅度没有全部低于法定下限", "reduced, but not wholly below the minimum"},
        {"要求适用的一项规定在本案中不能适用", "something that was to be applied is not available here"},
        {"没有给出违法行为发生日，以决定日代替", "the day of the decision stood in for the day of the act"},
        {"未知事实过多，列出的幅度可能宽于实际", "so many facts are unknown that the range may be wider than it need be"},
        {"数额不是整分，已按上列方法取整", "an amount is no whole number of fen and was rounded as shown"},
        {"文件的文字不清或者未经核实", "the printed text is unclear or unverified"}};
    for (int i = 0; i < warning_count; ++i) {
      if (outcome.warnings.has(static_cast<Warning>(i))) line({say(texts[i].zh, texts[i].en), "", "", "", ""});
    }
    doubts(outcome);
    for (const Label* human : outcome.human) line({say("由办案人员判断", "Left to the officer"), "", w_.of(*human), "", ""});
  }

  void doubts(const Outcome& outcome) {
    if (!outcome.warnings.has(Warning::doubt)) return;
    std::vector<const Label*> said;
    const auto add = [&](const Remarks* remarks) {
      if (remarks == nullptr || remarks->doubt.empty()) return;
      if (std::find(said.begin(), said.end(), &remarks->doubt) != said.end()) return;
      said.push_back(&remarks->doubt);
      line({say("存疑", "Doubt"), "", w_.of(remarks->doubt), "", ""});
    };
    if (a_.violation() != nullptr) add(&a_.violation()->remarks);
    each(outcome, [&](const TraceLine& one) {
      if (one.provision != nullptr) add(&one.provision->remarks);
      if (one.table != nullptr) add(&one.table->remarks);
      for (const TraceRow& row : trace_.rows(one)) {
        if (row.state == RowState::taken || row.state == RowState::possible) add(row.remarks);
      }
    });
  }

  const Assessment& a_;
  Trace trace_;
  Wording w_;
  std::vector<ReasonPart> parts_;
};

}  // namespace detail

CAILIANG_INLINE std::string explain(const Assessment& assessment, Language language, Form form) {
  return detail::Reasons{assessment, language}.text(form);
}

}  // namespace cailiang
