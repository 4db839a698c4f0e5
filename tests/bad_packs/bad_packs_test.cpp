// SPDX-License-Identifier: Apache-2.0
// Every file beside this one is a pack with something wrong in it; expected.json says which codes at which places must
// be found. Codes and places are held, never texts.
#include <gtest/gtest.h>

#include <ostream>

#include "cailiang/detail/pack/draft.hpp"
#include "cailiang/detail/pack/json.hpp"
#include "cailiang/explain/reasons.hpp"
#include "standards_in_tests.hpp"

namespace cailiang {
namespace {

const std::filesystem::path folder = std::filesystem::path{CAILIANG_TESTS_DIR} / "bad_packs";

struct BadPack {
  std::string name;
  std::vector<std::string> expected;
};

void PrintTo(const BadPack& bad, std::ostream* out) {
  *out << bad.name;
}

std::string written(std::string_view code, std::string_view where, const std::string& line, const std::string& column) {
  std::string text{code};
  text += " at \"" + std::string{where} + '"';
  if (!line.empty()) text += " line " + line + " column " + column;
  return text;
}

std::vector<BadPack> bad_packs() {
  detail::Json file;
  Findings findings;
  if (!detail::read_json(tests::bytes_of(folder / "expected.json"), {}, file, findings)) return {};
  std::vector<BadPack> packs;
  for (const detail::JsonMember& member : file.members) {
    BadPack bad{member.key, {}};
    for (const detail::Json& finding : member.value.items) {
      const auto text = [&](std::string_view key) {
        return finding.get(key) == nullptr ? std::string{} : finding.get(key)->text;
      };
      bad.expected.push_back(written(text("code"), text("where"), text("line"), text("column")));
    }
    packs.push_back(std::move(bad));
  }
  return packs;
}

/// What reading and checking find.
Findings findings_in(const std::string& bytes) {
  tests::PacksOf conformance{tests::conformance_packs()};
  return check_pack(bytes, conformance.used_by(detail::read_draft(bytes, {}).pack), "bad.json");
}

class BadPacks : public testing::TestWithParam<BadPack> {};

TEST_P(BadPacks, HasExactlyTheFindingsExpected) {
  const Findings findings = findings_in(tests::bytes_of(folder / (GetParam().name + ".json")));
  ASSERT_EQ(findings.size(), GetParam().expected.size());
  for (std::size_t i = 0; i < findings.size(); ++i) {
    const Error& found = findings[i];
    const bool placed = GetParam().expected[i].find(" line ") != std::string::npos;
    EXPECT_EQ(written(errc_name(found.code), found.where, placed ? std::to_string(found.line) : "",
                      std::to_string(found.column)),
              GetParam().expected[i])
        << to_text(found);
    EXPECT_FALSE(found.message.empty());
    EXPECT_EQ(found.file, "bad.json");
  }
}

INSTANTIATE_TEST_SUITE_P(Corpus, BadPacks, testing::ValuesIn(bad_packs()),
                         [](const auto& each) { return each.param.name; });

TEST(BadPacksCorpus, ListsEveryFile) {
  std::size_t files = 0;
  for (const auto& entry : std::filesystem::directory_iterator{folder})
    files += entry.path().extension() == ".json" ? 1U : 0U;
  EXPECT_EQ(bad_packs().size() + 1, files);
}

TEST(BadPacksCorpus, ShowsEveryCodeOfReadingAndMeaning) {
  std::string shown;
  for (const BadPack& bad : bad_packs()) {
    for (const std::string& finding : bad.expected) shown += finding + '\n';
  }
  for (const ErrcInfo& info : errc_table) {
    // Of a file too large for a repository, of a folder's name, and of a case's `apply`.
    if (info.code == Errc::too_large || info.code == Errc::wrong_pack_id || info.code == Errc::ambiguous_id) continue;
    if (static_cast<int>(info.code) >= 300) continue;
    EXPECT_NE(shown.find(std::string{info.name} + " at "), std::string::npos) << info.name;
  }
}

// A pack in which everything is sound but one place: whatever follows from that place, nothing is said of it.

/// Calls `visit` with the place in the text of each value, and of each key (`is_key`).
template <class Visit>
void each_place(const detail::Json& value, Visit visit) {
  visit(value.at, value.end, false);
  for (const detail::Json& item : value.items) each_place(item, visit);
  for (const detail::JsonMember& member : value.members) {
    visit(member.at, member.at + member.key.size() + 2, true);
    each_place(member.value, visit);
  }
}

TEST(SpoiltPacks, AreNotJudgedByWhatCannotBeRead) {
  constexpr std::size_t every = 12;  // of the places: all of them take half a minute
  std::size_t turn = 0;
  for (const std::string& id : tests::packs_with(tests::From::suite, "pack.json")) {
    const std::string text = tests::bytes_of(tests::conformance_packs() / id / "pack.json");
    detail::Json whole;
    Findings none;
    ASSERT_TRUE(detail::read_json(text, {}, whole, none)) << id;
    ASSERT_TRUE(findings_in(text).empty()) << id;
    each_place(whole, [&](std::size_t at, std::size_t end, bool is_key) {
      const std::string was = text.substr(at, end - at);
      // A slip in a shorter key may be a slip in any other.
      if (++turn % every != 0 || (is_key && was.size() < 6)) return;
      std::string bytes = text;
      bytes.replace(at, end - at, is_key ? '"' + was.substr(2) : "null");
      const Findings findings = findings_in(bytes);
      const auto is = [](Errc code) { return [code](const Error& found) { return found.code == code; }; };
      // Without its first letter the name of a fact is another name, and nobody declares it.
      if (is_key && std::none_of(findings.begin(), findings.end(), is(Errc::unknown_key))) return;
      EXPECT_FALSE(findings.empty());
      for (const Error& found : findings) {
        EXPECT_LT(static_cast<int>(found.code), 200) << id << ", byte " << at << ", " << was << ": " << to_text(found);
      }
    });
  }
}

// No pack is needed on disk for what follows: the sizes are the point.

TEST(HugePacks, TenThousandLevelsAreRefused) {
  for (const char* const open : {"[", "{\"a\":"}) {
    std::string text;
    for (int i = 0; i < 10'000; ++i) text += open;
    const Findings findings = findings_in(text);
    ASSERT_EQ(findings.size(), 1U);
    EXPECT_EQ(findings.front().code, Errc::too_deep);
  }
}

TEST(HugePacks, FiftyMegabytesAreRefused) {
  const Findings findings = findings_in(std::string(50'000'000, ' '));
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings.front().code, Errc::too_large);
}

TEST(HugePacks, FindingsStopAtALimit) {
  std::string text = "[";
  for (int i = 0; i < 100'000; ++i) text += "null,";
  EXPECT_EQ(findings_in(text + "null]").size(), detail::findings_limit);
}

/// A standard with the facts and circumstances of these texts, each a list of members.
std::string standard_with(const std::string& facts, const std::string& circumstances) {
  return R"({"format":"cailiang-pack/1","pack":"synthetic/tables/chain","kind":"standard","version":"1.0.0",)"
         R"("title":{"zh":"链"},"rank":"city","in_force":{"from":"2021-01-01"},"copy":"invented","circumstances":[)" +
         circumstances + R"(],"facts":{)" + facts + "}}";
}

std::string circumstance(const std::string& id, const std::string& when) {
  return R"({"id":")" + id + R"(","label":{"zh":"情节"},"effect":"lenient","mode":"may","when":{)" + when +
         R"(},"source":{"article":"1"}})";
}

/// `f0` follows from `f1`, and so on to the last, which follows from `end`.
std::string chain(int length, const std::string& end) {
  std::string facts;
  for (int i = 0; i < length; ++i) {
    facts += "\"f" + std::to_string(i) + R"(":{"kind":"flag","label":{"zh":"事实"},"is":{")" +
             (i + 1 < length ? "f" + std::to_string(i + 1) : end) + "\":true}},";
  }
  return facts + R"("base":{"kind":"flag","label":{"zh":"事实"}})";
}

TEST(HugePacks, ALongRoundOfDefinitionsIsWalkedWithoutRecursion) {
  const Findings findings = findings_in(standard_with(chain(20'000, "f0"), circumstance("c", R"("f0":true)")));
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings.front().code, Errc::cycle);
}

// Section 3: the engine goes down a chain fact by fact.
TEST(HugePacks, AChainOfDefinitionsHasALimit) {
  EXPECT_TRUE(findings_in(standard_with(chain(256, "base"), circumstance("c", R"("f0":true)"))).empty());
  for (const int length : {257, 20'000}) {
    const Findings findings = findings_in(standard_with(chain(length, "base"), circumstance("c", R"("f0":true)")));
    ASSERT_EQ(findings.size(), 1U);
    EXPECT_EQ(findings.front().code, Errc::too_deep);
    EXPECT_EQ(findings.front().where, "/facts/f" + std::to_string(length - 257) + "/is");
  }
}

// The longest that passes, of terms deeper than any law's.
TEST(HugePacks, TheLongestChainIsCompiledAndAssessed) {
  std::string facts;
  for (int i = 0; i < 256; ++i) {
    std::string term = i < 255 ? "\"m" + std::to_string(i + 1) + '"' : std::string{"\"base\""};
    for (int k = 0; k < 8; ++k) term = R"({"sum":[)" + term + R"(,"1"]})";
    facts += "\"m" + std::to_string(i) + R"(":{"kind":"money","label":{"zh":"额"},"is":)" + term + "},";
  }
  const std::string text =
      standard_with(facts + R"("base":{"kind":"money","label":{"zh":"额"}})", circumstance("c", R"("m0":{"ge":"1"})"));
  std::string with_violation = text;
  with_violation.replace(with_violation.find(R"("facts":)"), 0,
                         R"("violations":[{"id":"v","label":{"zh":"违法"},)"
                         R"("source":{"item":"1"},"tables":[{"tiers":[{"id":"t","when":{"m0":{"ge":"2048"}},)"
                         R"("fine":{"eq":"m0"},"source":{"row":"1"}}]}]}],)");
  const auto pack = std::make_shared<const Pack>(read_pack(with_violation).value());
  ASSERT_TRUE(check_meaning(*pack, {}).empty());
  const Standard standard = Standard::compile({pack}).value();
  const ViolationHandle violation = standard.violation("v").value();
  for (const bool known : {true, false}) {
    Facts told{violation};
    if (known) told.set("base", "5");
    const auto assessed = violation.assess(told, {.act = Date::of(2024, 1, 1)});
    ASSERT_TRUE(assessed) << to_text(assessed.error());
    if (known) {
      EXPECT_EQ(assessed->outcomes().front().range.min, Ratio{2053});
    }
    EXPECT_FALSE(explain(*assessed, Language::en).empty());
  }
}

// Thousands of slips, each with thousands of names that it may have been meant for.
TEST(HugePacks, SlipsAreNotGuessedAtForMinutes) {
  std::string facts;
  std::string any;
  std::string options;
  std::string chosen;
  for (int i = 0; i < 10'000; ++i) {
    const std::string number = std::to_string(i);
    facts += "\"declared_" + number + R"(":{"kind":"flag","label":{"zh":"事实"}},)";
    any += (i == 0 ? "" : ",") + std::string{R"({"declarde_)"} + number + R"(":true})";
    options += (i == 0 ? "" : ",") + std::string{R"({"id":"option_)"} + number + R"(","label":{"zh":"项"}})";
    chosen += (i == 0 ? "" : ",") + std::string{"\"option_"} + number + '"';
  }
  const std::string choice = R"("choice":{"kind":"choice","label":{"zh":"选"},"options":[)" + options + "]}";
  EXPECT_EQ(findings_in(standard_with(facts + choice, circumstance("c", R"("any":[)" + any + "]"))).size(),
            detail::findings_limit);
  EXPECT_TRUE(findings_in(standard_with(choice, circumstance("c", R"("choice":[)" + chosen + "]"))).empty());
  std::string keys;
  for (int i = 0; i < 100'000; ++i) keys += ",\"violationz_" + std::to_string(i) + "\":\"x\"";
  std::string text = standard_with(choice, circumstance("c", R"("choice":"option_1")"));
  text.insert(text.size() - 1, keys);
  EXPECT_EQ(findings_in(text).size(), detail::findings_limit);
}

}  // namespace
}  // namespace cailiang
