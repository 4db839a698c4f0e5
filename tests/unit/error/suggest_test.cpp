// SPDX-License-Identifier: Apache-2.0
#include "cailiang/error/suggest.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace cailiang {
namespace {

TEST(EditDistance, CountsSlips) {
  EXPECT_EQ(detail::edit_distance("", ""), 0U);
  EXPECT_EQ(detail::edit_distance("", "abc"), 3U);
  EXPECT_EQ(detail::edit_distance("tier", "tiers"), 1U);
  EXPECT_EQ(detail::edit_distance("tiers", "tires"), 1U);  // two neighbours swapped are one slip
  EXPECT_EQ(detail::edit_distance("vlaue", "value"), 1U);
  EXPECT_EQ(detail::edit_distance("kitten", "sitting"), 3U);
}

TEST(DidYouMean, FindsTheNearest) {
  const std::vector<std::string> facts{"goods_value", "good_faith", "place"};
  EXPECT_EQ(did_you_mean("goods_vlaue", facts), "goods_value");
  EXPECT_EQ(did_you_mean("goods_valu", facts), "goods_value");
}

TEST(DidYouMean, SaysNothingWhenNothingIsNear) {
  EXPECT_EQ(did_you_mean("turnover", {"goods_value", "place"}), std::nullopt);
  EXPECT_EQ(did_you_mean("at", {"le", "ge"}), std::nullopt);
  EXPECT_EQ(did_you_mean("", {"a"}), std::nullopt);
}

TEST(DidYouMean, TakesTheFirstOfEquals) {
  EXPECT_EQ(did_you_mean("t2_3", {"t2_1", "t2_2"}), "t2_1");
}

}  // namespace
}  // namespace cailiang
