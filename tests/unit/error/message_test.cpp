// SPDX-License-Identifier: Apache-2.0
#include "cailiang/detail/error/message.hpp"

#include <gtest/gtest.h>

#include <string>

namespace cailiang::detail {
namespace {

TEST(InQuotes, ALongValueIsCutBetweenCharacters) {
  EXPECT_EQ(in_quotes("3万"), "\"3万\"");
  std::string text = "a";
  for (int i = 0; i < 1000; ++i) text += "万";
  const std::string cut = in_quotes(text);
  EXPECT_LT(cut.size(), 200U);
  EXPECT_TRUE(cut.starts_with("\"a万"));
  EXPECT_NE(cut.find("万…\""), std::string::npos) << cut;
  EXPECT_TRUE(cut.ends_with("(3001 bytes)")) << cut;
}

}  // namespace
}  // namespace cailiang::detail
