// SPDX-License-Identifier: Apache-2.0
#include "cailiang/quantity/interval.hpp"

#include <gtest/gtest.h>

#include <string>

namespace cailiang {
namespace {

constexpr Bound in = Bound::included;
constexpr Bound out = Bound::excluded;

struct BoundCase {
  std::string id;
  Bound lower, upper;
  bool at_lower, at_upper;
};
void PrintTo(const BoundCase& c, std::ostream* os) {
  *os << c.id;
}

class IntervalBounds : public testing::TestWithParam<BoundCase> {};
TEST_P(IntervalBounds, HoldsItsEndsAsStated) {
  const auto& c = GetParam();
  const Interval<int> i{100, 200, c.lower, c.upper};
  EXPECT_EQ(i.contains(100), c.at_lower);
  EXPECT_EQ(i.contains(200), c.at_upper);
  EXPECT_TRUE(i.contains(150));
  EXPECT_FALSE(i.contains(99) || i.contains(201));
}
// Four meanings of 以上 … 以下 in texts in force.
INSTANTIATE_TEST_SUITE_P(Texts, IntervalBounds,
                         testing::Values(BoundCase{"civil_code_1259", in, in, true, true},
                                         BoundCase{"special_equipment_2009_71", in, out, true, false},
                                         BoundCase{"guangdong_sea_use", out, out, false, false},
                                         BoundCase{"above_up_to", out, in, false, true}),
                         [](const auto& p) { return p.param.id; });

TEST(IntervalTest, AMissingEndSetsNoLimit) {
  static_assert(Interval<int>{{}, 200, out, in}.contains(-1000000));
  static_assert(Interval<int>{100, {}, in, out}.contains(1000000));
  static_assert(Interval<int>::all().contains(0) && !Interval<int>::all().is_empty() &&
                !Interval<int>::all().is_point());
}

TEST(IntervalTest, IsEmptyWhereItsEndsCrossOrMeetExcluded) {
  static_assert(Interval<int>{2, 1, in, in}.is_empty());
  static_assert(Interval<int>{1, 1, in, out}.is_empty());
  static_assert(!Interval<int>{1, 1, in, in}.is_empty());
  static_assert(!Interval<int>{1, 2, out, out}.is_empty());
}

TEST(IntervalTest, IsAPointWhereItsIncludedEndsMeet) {
  static_assert(Interval<int>::point(5).is_point() && Interval<int>::point(5).contains(5));
  static_assert(!Interval<int>{1, 1, in, out}.is_point());
  static_assert(!Interval<int>{1, 2, in, in}.is_point());
}

}  // namespace
}  // namespace cailiang
