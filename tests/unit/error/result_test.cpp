// SPDX-License-Identifier: Apache-2.0
#include "cailiang/error/result.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <type_traits>

namespace cailiang {
namespace {

const Error unknown_key{.code = Errc::unknown_key, .where = "/violations/0/tirs", .message = "no key tirs; tiers?"};
const Error null_value{.code = Errc::null_value, .where = "/title", .message = "null"};

TEST(Result, HoldsAValue) {
  const Result<std::string> result = std::string{"ok"};
  EXPECT_TRUE(result.ok());
  EXPECT_TRUE(result);
  EXPECT_EQ(result.value(), "ok");
  EXPECT_EQ(*result, "ok");
  EXPECT_EQ(result->size(), 2U);
}

TEST(Result, HoldsOneErrorOrMany) {
  const Result<int> one = unknown_key;
  EXPECT_FALSE(one.ok());
  EXPECT_EQ(one.error().code, Errc::unknown_key);
  EXPECT_EQ(one.findings().size(), 1U);

  const Result<int> many = Findings{null_value, unknown_key};
  EXPECT_EQ(many.error().code, Errc::null_value);
  EXPECT_EQ(many.findings().size(), 2U);
}

TEST(Result, ValueOfAnErrorThrowsAllFindings) {
  const Result<int> many = Findings{null_value, unknown_key};
  try {
    (void)many.value();
    FAIL() << "nothing was thrown";
  } catch (const Failure& failure) {
    EXPECT_EQ(failure.error().where, "/title");
    EXPECT_EQ(failure.found().size(), 2U);
    EXPECT_STREQ(failure.what(), "/title: 110 null_value: null");
  }
}

TEST(Result, CarriesWhatCanOnlyBeMoved) {
  Result<std::unique_ptr<int>> result = std::make_unique<int>(7);
  const std::unique_ptr<int> taken = std::move(result).value();
  EXPECT_EQ(*taken, 7);
}

// A reference into a temporary Result would dangle.
static_assert(std::is_same_v<decltype(std::declval<Result<int>>().value()), int>);
static_assert(std::is_nothrow_copy_constructible_v<Failure>);

TEST(ErrorText, NamesThePlaceAsTheCommandLineDoes) {
  Error error = unknown_key;
  error.file = "pack.json";
  EXPECT_EQ(to_text(error), "pack.json:/violations/0/tirs: 108 unknown_key: no key tirs; tiers?");
}

TEST(ErrorText, GivesLineAndColumnWhereThereIsNoPointer) {
  EXPECT_EQ(to_text({.code = Errc::json_syntax, .line = 3, .column = 9, .file = "pack.json"}),
            "pack.json:3:9: 101 json_syntax");
}

}  // namespace
}  // namespace cailiang
