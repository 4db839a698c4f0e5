// SPDX-License-Identifier: Apache-2.0
#include "cailiang/error/errc.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace cailiang {
namespace {

TEST(ErrcTable, StandsInOrderOfNumberAndNoNumberTwice) {
  EXPECT_EQ(std::ranges::adjacent_find(errc_table, std::ranges::greater_equal{}, &ErrcInfo::code), errc_table.end());
  for (const ErrcInfo& info : errc_table) {
    const int room = static_cast<int>(info.code) / 100;
    EXPECT_TRUE(room >= 1 && room <= 5) << info.name;
  }
}

TEST(ErrcTable, NamesAreIdsOfTheirOwn) {
  std::set<std::string_view> names;
  for (const ErrcInfo& info : errc_table) {
    EXPECT_TRUE(names.insert(info.name).second) << info.name;
    EXPECT_EQ(info.name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_"), std::string_view::npos)
        << info.name;
    EXPECT_EQ(errc_name(info.code), info.name);
  }
}

TEST(ErrcTable, MeaningsAreSentences) {
  for (const ErrcInfo& info : errc_table) EXPECT_TRUE(info.meaning.ends_with('.')) << info.name;
}

TEST(ErrcName, IsEmptyForANumberThatIsNotInTheTable) {
  EXPECT_EQ(errc_name(static_cast<Errc>(999)), "");
}

}  // namespace
}  // namespace cailiang
