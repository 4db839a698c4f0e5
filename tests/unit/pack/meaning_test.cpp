// SPDX-License-Identifier: Apache-2.0
// What must be accepted: the corpus of bad packs holds what must not.
#include "cailiang/pack/meaning.hpp"

#include <gtest/gtest.h>

#include "cailiang/pack/read.hpp"

namespace cailiang {
namespace {

/// The codes found in a standard whose one tier has this fine.
std::string found_with_fine(const std::string& fine) {
  const std::string text =
      R"({ "format": "cailiang-pack/1", "pack": "a/b/c", "kind": "standard", "version": "1.0.0", "title": { "zh": "标准" },
    "rank": "city", "in_force": { "from": "2021-01-01" }, "copy": "invented", "facts": {
      "worth": { "kind": "money", "label": { "zh": "货值" } }, "income": { "kind": "money", "label": { "zh": "收入" } },
      "tonnes": { "kind": "quantity", "unit": "吨", "label": { "zh": "数量" } }, "acres": { "kind": "quantity", "unit": "亩", "label": { "zh": "面积" } },
      "times": { "kind": "count", "label": { "zh": "次数" } }, "share": { "kind": "ratio", "label": { "zh": "比例" } },
      "begun": { "kind": "date", "label": { "zh": "开始" } }, "hidden": { "kind": "flag", "label": { "zh": "隐瞒" } } },
    "violations": [ { "id": "v", "label": { "zh": "违法" }, "source": { "item": "1" }, "tables": [ { "tiers": [
      { "id": "t", "source": { "row": "1" }, "fine": )" +
      fine + "} ] } ] } ] }";
  const Pack pack = read_pack(text).value();
  std::string codes;
  for (const Error& found : check_meaning(pack, {}))
    codes += std::string{errc_name(found.code)} + ' ' + found.where + '\n';
  return codes;
}

// A slip in the form of one test says nothing of its neighbours.
TEST(CheckPack, JudgesTheRestOfACondition) {
  const std::string text =
      R"({ "format": "cailiang-pack/1", "pack": "a/b/c", "kind": "standard", "version": "1.0.0", "title": { "zh": "标准" },
    "rank": "city", "in_force": { "from": "2021-01-01" }, "copy": "invented", "facts": {
      "times": { "kind": "count", "label": { "zh": "次数" } }, "hidden": { "kind": "flag", "label": { "zh": "隐瞒" } } },
    "circumstances": [ { "id": "c", "label": { "zh": "情节" }, "effect": "lenient", "mode": "may", "source": { "article": "1" },
      "when": { "lenght": { "ge": "1" }, "times": { "eq": "x" }, "hidden": { "ge": "1" },
                "any": [ { "times": 3 }, { "tiems": { "ge": "1" } } ] } } ] })";
  std::string codes;
  for (const Error& found : check_pack(text, {}))
    codes += std::string{errc_name(found.code)} + ' ' + found.where + '\n';
  const std::string when = "/circumstances/0/when";
  EXPECT_EQ(codes, "bad_number_text " + when + "/times/eq\njson_number " + when + "/any/0/times\nunknown_fact " + when +
                       "/lenght\nbad_test " + when + "/hidden\nunknown_fact " + when + "/any/1/tiems\n");
}

struct Wording {
  const char* name;
  const char* fine;
};

class Kinds : public testing::TestWithParam<Wording> {};

TEST_P(Kinds, GoTogether) {
  EXPECT_EQ(found_with_fine(GetParam().fine), "");
}

INSTANTIATE_TEST_SUITE_P(
    Terms, Kinds,
    testing::Values(
        Wording{"a_bare_number_is_money", R"({ "ge": "1000", "le": "2000" })"},
        Wording{"money_times_ratio", R"({ "eq": { "product": ["worth", "share"] } })"},
        Wording{"money_times_percentage", R"({ "eq": { "product": ["30%", "worth"] } })"},
        Wording{"money_times_count", R"({ "eq": { "product": ["times", "worth"] } })"},
        Wording{"rate_per_tonne", R"({ "eq": { "product": ["1000", "tonnes"] } })"},
        Wording{"price_per_tonne", R"({ "eq": { "product": ["tonnes", "worth"] } })"},
        Wording{"rate_per_tonne_and_day_whatever_the_order",
                R"({ "eq": { "product": ["tonnes", "times", "acres", "2"] } })"},
        Wording{"base_in_units", R"({ "ge": "100", "le": "500", "base": "acres" })"},
        Wording{"base_in_days_with_a_cap", R"({ "eq": "50", "base": "times", "at_most": "2000" })"},
        Wording{"deemed_minimum_base", R"({ "ge": "15", "le": "30", "base": { "larger_of": ["worth", "100000"] } })"},
        Wording{"sum_of_amounts", R"({ "eq": { "sum": ["200000", { "product": ["10000", "times"] }, "worth"] } })"},
        Wording{"share_of_maximum", R"({ "ge": "60%", "le": "100%", "base": "maximum" })"},
        Wording{"positions", R"({ "ge": "30%", "lt": "0.7", "base": "range" })"},
        Wording{"fraction_of_a_band",
                R"({ "eq": { "sum": ["lower", { "product": ["1/3", { "minus": ["upper", "lower"] }] }] } })"},
        Wording{
            "blocks_of_ten_tonnes",
            R"({ "eq": { "product": ["500", { "round": { "divide": ["tonnes", "10"] }, "to": "1", "way": "up" }] } })"},
        Wording{"ratio_of_two_amounts", R"({ "eq": { "product": ["worth", { "divide": ["worth", "income"] }] } })"},
        Wording{"multiple_plus_percentage_points",
                R"({ "eq": { "product": ["worth", { "sum": ["1", { "product": ["10%", "times"] }] }] } })"},
        Wording{"days_elapsed",
                R"({ "eq": { "product": ["3000", { "elapsed": ["begun", "decision_date"], "unit": "day" }] } })"},
        Wording{
            "date_chosen",
            R"({ "eq": { "product": ["3000", { "elapsed": [{ "choose": [{ "when": { "hidden": true }, "then": "begun" }, { "then": "act_date" }] }, "decision_date"], "unit": "day" }] } })"},
        Wording{"count_of_conditions",
                R"({ "eq": "1000", "base": { "count": [{ "hidden": true }, { "times": { "ge": "2" } }] } })"},
        Wording{"tracks", R"({ "either": [{ "le": "50000" }, { "le": "5%", "base": "income" }] })"},
        Wording{"a_point_where_ends_meet", R"({ "ge": "1000", "le": "1000" })"}),
    [](const auto& wording) { return wording.param.name; });

}  // namespace
}  // namespace cailiang
