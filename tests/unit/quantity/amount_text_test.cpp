// SPDX-License-Identifier: Apache-2.0
#include "cailiang/quantity/amount_text.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "unit/quantity/print.hpp"

namespace cailiang {
namespace {

TEST(UserAmount, ReadsWhatPeopleType) {
  for (const auto& [text, amount] : std::vector<std::pair<std::string, Fen>>{
           {"0", yuan(0)},
           {"9999.99", yuan(9999, 99)},
           {"1409.50", yuan(1409, 50)},
           {"9999.990", yuan(9999, 99)},
           {"1,350.20", yuan(1350, 20)},
           {"12,345,678", yuan(12345678)},
           {"135000元", yuan(135000)},
           {"13.5万", yuan(135000)},
           {"13.5万元", yuan(135000)},
           {"1,200万元", yuan(12000000)},
           {"0.000001万元", fen(1)},  // the last of the six decimals in published decisions
           {"2亿", yuan(200000000)},
           {"1.5亿元", yuan(150000000)},
           {"１３．５万元", yuan(135000)},
           {"１，３５０", yuan(1350)},
           {"-5", yuan(-5)},
           {"－５", yuan(-5)},
           {"+5", yuan(5)},
           {"＋５", yuan(5)},
           {"92233720368547758.07", fen(std::numeric_limits<std::int64_t>::max())},
       }) {
    const auto read = parse_user_amount(text);
    ASSERT_TRUE(read) << text;
    EXPECT_EQ(*read, amount) << text;
  }
}

TEST(UserAmount, AsksForANumberInsteadOfGuessing) {
  for (const char* text :
       {"",      " ",    "元",     "万",    "万元",    "三十几万",   "13万2", "1万2千",   "约5万", "5万余",
        "5万多", "①",    "1²",     "½",     "十万",    "壹拾万元整", "1,35",  "1,2345",   "12,34", "1234,567",
        ",123",  "123,", "1,,234", "0,123", "1.234,5", "1,234.5,6",  "5.",    ".5",       "007",   "5 万元",
        " 5",    "5 ",   "5万万",  "1万亿", "5元元",   "￥5",        "¥5",    "5块",      "1e5",   "50%",
        "1/3",   "--5",  "+-5",    "5-",    "0x5",     "５万ｙ",     "／5",   "\xEF\xBC", "\xEF"}) {
    const auto read = parse_user_amount(text);
    ASSERT_FALSE(read) << text;
    EXPECT_EQ(read.error().code, Errc::bad_amount_text) << text;
    EXPECT_NE(read.error().message.find("135000"), std::string::npos) << text;
  }
}

// A text that is long has the wrong form all the same.
TEST(UserAmount, IsNotTooLongBeforeItIsANumber) {
  for (const std::string& text :
       {std::string(39, '0') + "1", std::string(40, '0'), "1.2.3.4.5.6.7.8.9.0.1.2.3.4.5.6.7.8.9.0.1" + std::string{},
        std::string(39, '-') + "5", std::string(40, '1') + "-", std::string(40, '1') + "-1",
        "-0" + std::string(40, '1'), std::string(40, '1') + ".", "." + std::string(40, '1'), std::string(40, '.')}) {
    EXPECT_EQ(parse_user_amount(text).error().code, Errc::bad_amount_text) << text;
    EXPECT_EQ(parse_user_number(text).error().code, Errc::bad_amount_text) << text;
  }
  const std::string ones(40, '1');
  for (const std::string& text : {ones + "%%", ones + "/0", "0/" + ones, ones + "/1/1", ones + "/", ones + ".5/3"})
    EXPECT_EQ(parse_user_number(text).error().code, Errc::bad_amount_text) << text;
  for (const std::string& text : {ones, "-" + ones, "0." + ones, ones + ".5", "+" + ones})
    EXPECT_EQ(parse_user_amount(text).error().code, Errc::overflow) << text;
  for (const std::string& text : {ones + "%", "0." + ones + "%", ones + "/3", "1/" + ones})
    EXPECT_EQ(parse_user_number(text).error().code, Errc::overflow) << text;
}

TEST(UserAmount, MustBeWholeFen) {
  for (const char* text : {"0.001", "9999.999元", "0.0000001万元", "0.00000000001亿"}) {
    const auto read = parse_user_amount(text);
    ASSERT_FALSE(read) << text;
    EXPECT_EQ(read.error().code, Errc::not_whole_fen) << text;
  }
}

TEST(UserAmount, SaysThatItIsTooLarge) {
  for (const char* text : {"92233720368547758.08", "922337203685477580亿元",
                           "170141183460469231731687303715884105727亿", "9999999999999999999999999999999999999999"}) {
    const auto read = parse_user_amount(text);
    ASSERT_FALSE(read) << text;
    EXPECT_EQ(read.error().code, Errc::overflow) << text;
  }
}

// Section 2.3: nothing is converted; whether the amount is whole is for who knows the currency.
TEST(UserAmount, IsExactInAnotherCurrency) {
  EXPECT_EQ(parse_user_amount("1,234.567", "KWD").value(), Ratio::of(1234567, 1000));
  EXPECT_EQ(parse_user_amount("3.5万", "JPY").value(), 35000);
  EXPECT_EQ(parse_user_amount("3.5万元", "CNY").value(), 35000);
  EXPECT_EQ(parse_user_amount("3.5万元", "JPY").error().code, Errc::wrong_currency);
  EXPECT_EQ(parse_user_amount("3.5x", "JPY").error().code, Errc::bad_amount_text);
}

TEST(UserNumber, ReadsCountsQuantitiesAndRatios) {
  for (const auto& [text, number] : std::vector<std::pair<std::string, Ratio>>{{"3", 3},
                                                                               {"1,350", 1350},
                                                                               {"2.5", Ratio::of(5, 2)},
                                                                               {"２．５", Ratio::of(5, 2)},
                                                                               {"50%", Ratio::of(1, 2)},
                                                                               {"1/3", Ratio::of(1, 3)},
                                                                               {"－3", -3}}) {
    const auto read = parse_user_number(text);
    ASSERT_TRUE(read) << text;
    EXPECT_EQ(*read, number) << text;
  }
}

TEST(UserNumber, RefusesEverythingElse) {
  for (const char* text : {"", "三", "③", "3吨", "3万", "1/0", "1,00", "5％", "1／3", "1e3", "3.", "1/3%"}) {
    const auto read = parse_user_number(text);
    ASSERT_FALSE(read) << text;
    EXPECT_EQ(read.error().code, Errc::bad_amount_text) << text;
  }
  EXPECT_EQ(parse_user_number("9999999999999999999999999999999999999999").error().code, Errc::overflow);
}

}  // namespace
}  // namespace cailiang
