// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <iterator>
#include <string_view>

#include "cailiang/engine/outcome.hpp"

namespace cailiang::detail {

/// What a word of the format is called, in reasons, results and tables alike.
struct WordName {
  std::string_view id, zh, en;
};

inline constexpr WordName unit_words[] = {
    {"day", "日", "day(s)"},   {"month", "个月", "month(s)"},
    {"year", "年", "year(s)"}, {"hour", "小时", "hour(s)"},
    {"h", "小时", "h"},        {"m", "米", "m"},
    {"cm", "厘米", "cm"},      {"m2", "平方米", "m²"},
    {"m3", "立方米", "m³"},    {"t", "吨", "t"},
    {"kg", "千克", "kg"},      {"g", "克", "g"},
    {"mg", "毫克", "mg"},      {"L", "升", "L"},
    {"times", "倍", "times"},  {"dB", "分贝", "dB"},
    {"km", "千米", "km"},      {"pH", "", ""},
};

inline constexpr WordName class_words[] = {
    {"reduced", "减轻", "reduced"},
    {"lenient", "从轻", "lenient"},
    {"standard", "一般", "standard"},
    {"heavier", "从重", "heavier"},
};

inline constexpr WordName sanction_words[] = {
    {"warning", "警告", "warning"},
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
    {"refer", "移送", "referral"},
};

/// What must happen before the decision.
inline constexpr WordName requirement_words[] = {
    {"reasons", "在决定书中说明理由", "reasons in the decision"},
    {"legal_review", "法制审核", "legal review"},
    {"collective_discussion", "集体讨论决定", "collective decision"},
    {"superior_approval", "报上级机关批准", "approval by the superior"},
    {"hearing", "告知听证权利", "hearing"},
};

inline constexpr WordName warning_words[] = {
    {"below_minimum", "基准得出的数额低于法定下限，已按法定下限计",
     "the standard's amount is below the statutory minimum and was raised to it"},
    {"above_maximum", "基准得出的数额高于法定上限，已按法定上限计",
     "the standard's amount is above the statutory maximum and was lowered to it"},
    {"empty_range", "幅度两端相交，得不出数额", "the ends of a range cross: no amount"},
    {"no_amount", "计算所需的基数或者一端不存在，得不出数额", "a base or an end does not exist: no amount"},
    {"no_minimum", "法律没有下限，文件没有规定替代的下限", "the statute has no minimum and the document no substitute"},
    {"no_limits", "数据包未载法律幅度，结果没有与法律核对",
     "the pack does not have the statute: nothing was held against it"},
    {"several_match", "有几行的条件同时具备，文件没有规定适用哪一行",
     "several rows hold and the document does not say which counts"},
    {"unprovable_lightest", "有事实无法查明，按文件规则取最轻的一行",
     "a fact cannot be ascertained and took its lightest row"},
    {"class_not_supported", "办案人员确定的裁量等次没有成立的情节支持",
     "no circumstance supports the class that the officer decided"},
    {"reduced_without_rule", "减轻处罚的，没有规定减至何数", "no text says how far a reduced fine goes"},
    {"not_below_minimum", "减轻处罚的幅度没有全部低于法定下限", "reduced, but not wholly below the minimum"},
    {"not_available", "要求适用的一项规定在本案中不能适用，或者是否具备条件尚未查明，没有适用",
     "something that was to be applied is not available here, or not established yet, and was not applied"},
    {"act_date_assumed", "没有给出违法行为发生日，以决定日代替",
     "the day of the decision stood in for the day of the act"},
    {"not_tight", "未知事实过多，列出的幅度可能宽于实际",
     "so many facts are unknown that the range may be wider than it need be"},
    {"not_whole_fen", "数额的尾数不足最小的货币单位，已取整",
     "an amount is no whole number of the currency's smallest unit and was rounded to it"},
    {"doubt", "文件的文字不清或者未经核实", "the printed text is unclear or unverified"},
};
static_assert(std::equal(std::begin(warning_names), std::end(warning_names), std::begin(warning_words),
                         std::end(warning_words),
                         [](std::string_view name, const WordName& text) { return name == text.id; }));

}  // namespace cailiang::detail
