// SPDX-License-Identifier: Apache-2.0
#include "cailiang/explain/capitals.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "unit/quantity/print.hpp"

namespace cailiang {
namespace {

constexpr std::int64_t int64_max = std::numeric_limits<std::int64_t>::max();

TEST(Capitals, AreWrittenByTheRulesOfThePeoplesBank) {
  for (const auto& [amount, text] : std::vector<std::pair<Fen, std::string>>{
           {fen(0), "零元整"},
           {fen(1), "壹分"},
           {fen(10), "壹角"},
           {fen(15), "壹角伍分"},
           {yuan(1), "壹元整"},
           {yuan(1, 50), "壹元伍角"},
           {yuan(10, 1), "壹拾元零壹分"},
           {yuan(10, 50), "壹拾元伍角"},
           {yuan(1409, 50), "壹仟肆佰零玖元伍角"},
           {yuan(6007, 14), "陆仟零柒元壹角肆分"},
           {yuan(1680, 32), "壹仟陆佰捌拾元叁角贰分"},
           {yuan(107000, 53), "壹拾万柒仟元伍角叁分"},
           {yuan(16409, 2), "壹万陆仟肆佰零玖元零贰分"},
           {yuan(325, 4), "叁佰贰拾伍元零肆分"},
           {yuan(12000, 1), "壹万贰仟元零壹分"},
           {yuan(103453), "壹拾万叁仟肆佰伍拾叁元整"},
           {yuan(309825), "叁拾万玖仟捌佰贰拾伍元整"},
           {yuan(100500), "壹拾万零伍佰元整"},
           {yuan(100005), "壹拾万零伍元整"},
           {yuan(110), "壹佰壹拾元整"},
           {yuan(1010), "壹仟零壹拾元整"},
           {yuan(20000001), "贰仟万零壹元整"},
           {yuan(200000000), "贰亿元整"},
           {yuan(100000001), "壹亿零壹元整"},
           {yuan(100010000), "壹亿零壹万元整"},
           {yuan(1'000'000'000'000), "壹万亿元整"},
           {yuan(10'000'000'000'000), "壹拾万亿元整"},
           {yuan(10'000'000'000'000'000), "壹亿亿元整"},
           {fen(int64_max), "玖亿贰仟贰佰叁拾叁万柒仟贰佰零叁亿陆仟捌佰伍拾肆万柒仟柒佰伍拾捌元零柒分"},
       }) {
    EXPECT_EQ(to_capitals(amount).value(), text);
    EXPECT_EQ(from_capitals(text).value(), amount);
  }
}

TEST(Capitals, DoNotExistBelowZero) {
  EXPECT_EQ(to_capitals(fen(-1)).error().code, Errc::negative_amount);
}

TEST(Capitals, AreReadInEveryPermittedForm) {
  for (const auto& [text, amount] : std::vector<std::pair<std::string, Fen>>{
           {"人民币贰亿元整", yuan(200000000)},
           {"壹拾元正", yuan(10)},
           {"壹拾圆整", yuan(10)},
           {"伍角整", fen(50)},  // Ministry of Finance: 整 after 角 too
           {"壹仟肆佰零玖元伍角整", yuan(1409, 50)},
           {"叁拾万零玖仟捌佰贰拾伍元整", yuan(309825)},  // the 零 that may stand
           {"壹拾万零柒仟元伍角叁分", yuan(107000, 53)},
           {"壹拾万柒仟元零伍角叁分", yuan(107000, 53)},
           {"壹仟陆佰捌拾元零叁角贰分", yuan(1680, 32)},
           {"壹亿零伍仟元整", yuan(100005000)},
           {"壹亿伍仟元整", yuan(100005000)},
           {"貳億零參萬陸仟圓整", yuan(200036000)},
       }) {
    const auto read = from_capitals(text);
    ASSERT_TRUE(read) << to_text(read.error());
    EXPECT_EQ(*read, amount) << text;
  }
}

TEST(Capitals, AreNotReadInAnyOther) {
  for (const char* text : {"",
                           "零",
                           "元",
                           "整",
                           "零元",
                           "拾万元整",
                           "壹拾万元",
                           "壹拾",
                           "伍分整",
                           "壹元零伍角",
                           "壹拾元壹分",
                           "壹万零伍仟元整",
                           "壹仟零万元整",
                           "零壹仟元整",
                           "壹仟零零壹元整",
                           "壹万仟元整",
                           "壹佰贰佰元整",
                           "壹万万元整",
                           "壹元壹元整",
                           "壹元整整",
                           "壹分壹角",
                           "壹拾壹角",
                           "一元整",
                           "十元整",
                           "廿元整",
                           "10元整",
                           "壹拾元整。",
                           " 壹拾元整",
                           "人民币",
                           "人民币 壹拾元整",
                           "负壹元整",
                           "abc",
                           "\xE5\xA3",
                           "零元伍角"}) {
    const auto read = from_capitals(text);
    ASSERT_FALSE(read) << text;
    EXPECT_EQ(read.error().code, Errc::bad_amount_text) << text;
  }
}

TEST(Capitals, TellHowTheAmountIsWritten) {
  EXPECT_NE(from_capitals("壹拾元").error().message.find("10 yuan is 壹拾元整"), std::string::npos);
}

TEST(Capitals, SayThatTheAmountIsTooLarge) {
  EXPECT_EQ(from_capitals("玖玖亿亿亿亿元整").error().code, Errc::overflow);
  EXPECT_EQ(from_capitals("壹拾亿亿元整").error().code, Errc::overflow);
}

TEST(Capitals, ReadBackWhatWasWritten) {
  const auto check = [](std::int64_t amount) {
    const std::string text = to_capitals(fen(amount)).value();
    const auto read = from_capitals(text);
    ASSERT_TRUE(read) << amount << ' ' << text;
    ASSERT_EQ(read->value(), amount) << text;
  };
  for (std::int64_t amount = 0; amount < 30000; ++amount) check(amount);
  std::mt19937_64 random{1997};
  for (int i = 0; i < 30000; ++i) check(static_cast<std::int64_t>(random() >> (1 + random() % 62)));
  // Zeros in every place: what the rules are about.
  for (int pattern = 0; pattern < (1 << 18); pattern += 7) {
    std::int64_t amount = 0;
    for (int place = 0; place < 18; ++place) amount = amount * 10 + ((pattern >> place) & 1);
    check(amount);
  }
}

}  // namespace
}  // namespace cailiang
