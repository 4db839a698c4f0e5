// SPDX-License-Identifier: Apache-2.0
#include "cailiang/pack/catalogue.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "cailiang/detail/pack/search.hpp"
#include "packs_in_tests.hpp"
#include "unit/pack/packs_folder.hpp"

namespace cailiang {
namespace {

const std::string conformance = CAILIANG_TESTS_DIR "/conformance/packs";

std::vector<std::string> ids(const std::vector<Entry>& entries) {
  std::vector<std::string> ids;
  for (const Entry& entry : entries) ids.push_back(entry.id);
  return ids;
}

std::vector<std::string> ids(const std::vector<Found>& found) {
  std::vector<std::string> ids;
  for (const Found& one : found) ids.push_back(one.entry.id + (one.violation ? "#" + one.violation->id : ""));
  return ids;
}

std::vector<std::string> ids(const std::vector<std::shared_ptr<const Pack>>& packs) {
  std::vector<std::string> ids;
  for (const auto& pack : packs) ids.push_back(pack->id);
  return ids;
}

std::vector<Errc> codes(const Findings& findings) {
  std::vector<Errc> codes;
  for (const Error& error : findings) codes.push_back(error.code);
  return codes;
}

bool has(const std::vector<std::string>& list, const std::string& one) {
  return std::find(list.begin(), list.end(), one) != list.end();
}

using Texts = std::vector<std::string>;

// The shipped packs.

TEST(CatalogueShipped, IndexIsCurrent) {
  const Result<std::string> text = index_text(CAILIANG_DATA_DIR);
  ASSERT_TRUE(text) << to_text(text.error());
  std::ifstream stream{CAILIANG_DATA_DIR "/index.json", std::ios::binary};
  const std::string bytes{std::istreambuf_iterator<char>{stream}, {}};
  EXPECT_TRUE(bytes == *text) << "data/index.json is not what the packs say: run `cailiang index data`";
}

TEST(CatalogueShipped, EveryPackLoads) {
  const Catalogue catalogue = Catalogue::shipped().value();
  for (const Error& error : catalogue.findings()) ADD_FAILURE() << to_text(error);
  EXPECT_FALSE(catalogue.entries().empty());
  for (const Entry& entry : catalogue.entries()) {
    const auto packs = catalogue.packs(entry.id);
    if (!packs) {
      for (const Error& error : packs.findings()) ADD_FAILURE() << to_text(error);
      continue;
    }
    EXPECT_EQ(packs->front()->sha256, entry.sha256);
    EXPECT_EQ(packs->front()->title, entry.title);
    const auto standard = catalogue.load(entry.id);
    ASSERT_TRUE(standard) << to_text(standard.error());
    EXPECT_TRUE(std::equal(packs->begin(), packs->end(), standard->packs().begin(), standard->packs().end()));
  }
}

TEST(CatalogueShipped, ListsByPlaceSectorAndDate) {
  const Catalogue catalogue = Catalogue::shipped().value();
  const std::string hunan = "hunan/ecology/standard_2021";
  const std::string shenzhen = "shenzhen/urban_management/standard_2023";
  for (const std::string place : {"430000", "湖南省", "湖南", "Hunan", "hunan", "430100", "长沙", "长沙县", "岳麓区"}) {
    EXPECT_EQ(ids(catalogue.list({.place = place, .sector = "ecology"}).value()), Texts{hunan}) << place;
  }
  for (const std::string place : {"440300", "深圳", "深圳市", "440304", "福田区", "深圳市南山区", "广东省深圳市"}) {
    const Texts found = ids(catalogue.list({.place = place}).value());
    EXPECT_TRUE(has(found, shenzhen)) << place;
    EXPECT_TRUE(has(found, "cn/law/administrative_penalty_2021")) << place;
    EXPECT_FALSE(has(found, hunan)) << place;
  }
  EXPECT_FALSE(has(ids(catalogue.list({.place = "广东"}).value()), shenzhen))
      << "a city's standard does not apply in its province";
  EXPECT_EQ(ids(catalogue.list({.sector = "环保", .date = Date::of(2022, 3, 2)}).value()), Texts{hunan});
  EXPECT_EQ(ids(catalogue.list({.sector = "ecology", .date = Date::of(2022, 3, 1)}).value()), Texts{});
  EXPECT_EQ(catalogue.entry(hunan).value().place.zh, "湖南省");
  EXPECT_EQ(catalogue.entry(hunan).value().sector_name, "生态环境");
  const std::string xinjiang = "xinjiang/road_traffic/standard_2025";
  for (const std::string sector : {"道路交通", "交通", "交警", "road_traffic", "Traffic"}) {
    EXPECT_EQ(ids(catalogue.list({.sector = sector}).value()), Texts{xinjiang}) << sector;
  }
  EXPECT_EQ(ids(catalogue.list({.sector = "交通运输"}).value()), Texts{}) << "another sector";
}

TEST(CatalogueShipped, NeverGuessesAPlace) {
  const Catalogue catalogue = Catalogue::shipped().value();
  for (const std::string place :
       {"湖南省长沙市韶山路1号", "湖", "省", "深圳湾", "火星", "43", "4300000", "广东省长沙市"}) {
    const auto found = catalogue.list({.place = place});
    ASSERT_FALSE(found) << place;
    EXPECT_EQ(found.error().code, Errc::bad_value);
  }
  const auto several = catalogue.list({.place = "南山区"});
  ASSERT_FALSE(several);
  EXPECT_NE(several.error().message.find("广东省深圳市南山区 (440305)"), std::string::npos) << several.error().message;
  EXPECT_NE(several.error().message.find("黑龙江省鹤岗市南山区 (230404)"), std::string::npos)
      << several.error().message;
  // Hong Kong: mainland packs do not apply.
  EXPECT_TRUE(catalogue.list({.place = "810000"}).value().empty());
}

TEST(CatalogueShipped, ALongNameIsNoPlace) {
  const Catalogue catalogue = Catalogue::shipped().value();
  EXPECT_TRUE(catalogue.list({.place = "甘肃省临夏回族自治州积石山保安族东乡族撒拉族自治县"}));
  for (const std::size_t times : {30U, 300'000U}) {
    std::string place;
    for (std::size_t i = 0; i < times; ++i) place += "北京";
    const auto found = catalogue.list({.place = place});
    ASSERT_FALSE(found);
    EXPECT_EQ(found.error().code, Errc::bad_value);
    EXPECT_LT(found.error().message.size(), 400U);
  }
}

TEST(CatalogueShipped, FindsByWords) {
  const Catalogue catalogue = Catalogue::shipped().value();
  const std::string hunan = "hunan/ecology/standard_2021";
  EXPECT_EQ(ids(catalogue.find("未批先建")), Texts{hunan + "#t1"});
  EXPECT_EQ(ids(catalogue.find(" 湖南　未批先建 ")), Texts{hunan + "#t1"});
  EXPECT_EQ(ids(catalogue.find("深圳 未批先建")), Texts{});
  EXPECT_EQ(ids(catalogue.find("湘环发[2022]8号")), Texts{hunan}) << "other brackets";
  EXPECT_EQ(ids(catalogue.find("湘环发［２０２２］８号")), Texts{hunan}) << "full width";
  EXPECT_EQ(ids(catalogue.find("湖南 8-1")), Texts{hunan + "#t8_1"}) << "a printed number";
  for (const std::string printed : {"表8-1", "表８－１", "表 8-1", "Table 8-1"}) {
    EXPECT_EQ(ids(catalogue.find(printed)), Texts{hunan + "#t8_1"}) << printed;
  }
  EXPECT_EQ(ids(catalogue.find("表8")), Texts{}) << "a part of a printed number";
  for (const std::string printed : {"代码1712", "代码17123"}) {
    EXPECT_TRUE(has(ids(catalogue.find(printed)), "xinjiang/road_traffic/standard_2025#c1712")) << printed;
  }
  EXPECT_EQ(ids(catalogue.find("FUGITIVE voc")), Texts{hunan + "#t6_3"});
  EXPECT_EQ(ids(catalogue.find("vocs")), Texts{hunan + "#t6_3"}) << "a synonym";
  EXPECT_TRUE(has(ids(catalogue.find("新疆 酒驾")), "xinjiang/road_traffic/standard_2025#c1712"));
  EXPECT_EQ(ids(catalogue.find("新疆 603A")), Texts{"xinjiang/road_traffic/standard_2025#c603a"});
  EXPECT_EQ(ids(catalogue.find("")), Texts{});
  EXPECT_EQ(ids(catalogue.find("　")), Texts{});
  const Found found = catalogue.find("未批先建").front();
  EXPECT_EQ(found.violation->refines.provisions, Texts{"cn/law/eia_2018#31.1"});
  EXPECT_EQ(found.violation->source.get("table"), "1");
}

// The index.

TEST(CatalogueIndex, SaysWhatThePacksSay) {
  // The same folder without an index, and with one.
  PacksFolder folder;
  std::filesystem::copy(conformance, folder.path(), std::filesystem::copy_options::recursive);
  std::filesystem::remove(folder.file("index.json"));
  const Catalogue slow = Catalogue::open(folder.path()).value();
  ASSERT_TRUE(write_index(folder.path()).empty());
  const Catalogue fast = Catalogue::open(folder.path()).value();
  EXPECT_TRUE(fast.findings().empty());
  const auto expected = slow.entries();
  const auto read = fast.entries();
  ASSERT_EQ(ids(read), ids(expected));
  for (std::size_t i = 0; i < read.size(); ++i) {
    EXPECT_EQ(read[i].sha256, expected[i].sha256);
    EXPECT_EQ(read[i].kind, expected[i].kind);
    EXPECT_EQ(read[i].version, expected[i].version);
    EXPECT_EQ(read[i].title, expected[i].title);
    EXPECT_EQ(read[i].number, expected[i].number);
    EXPECT_EQ(read[i].issuer, expected[i].issuer);
    EXPECT_EQ(read[i].rank, expected[i].rank);
    EXPECT_EQ(read[i].region, expected[i].region);
    EXPECT_EQ(read[i].in_force.from, expected[i].in_force.from);
    EXPECT_EQ(read[i].in_force.until, expected[i].in_force.until);
  }
  for (const char* words : {"标准", "table", "环评", "t1", "law", "排放"}) {
    const auto a = slow.find(words);
    const auto b = fast.find(words);
    ASSERT_EQ(ids(a), ids(b)) << words;
    for (std::size_t i = 0; i < a.size(); ++i) {
      if (!a[i].violation) continue;
      EXPECT_EQ(a[i].violation->label, b[i].violation->label);
      EXPECT_EQ(a[i].violation->source, b[i].violation->source);
      EXPECT_EQ(a[i].violation->refines.kind, b[i].violation->refines.kind);
      EXPECT_EQ(a[i].violation->refines.provisions, b[i].violation->refines.provisions);
      EXPECT_EQ(a[i].violation->codes, b[i].violation->codes);
    }
  }
}

TEST(CatalogueIndex, SamePacksSameBytes) {
  PacksFolder folder;
  folder.standard("cn/b/one");
  folder.standard("cn/a/two", R"(,"number":"1 \"\\ 号")");
  ASSERT_TRUE(write_index(folder.path()).empty());
  const std::string first = folder.read("index.json");
  ASSERT_TRUE(write_index(folder.path()).empty());
  EXPECT_EQ(folder.read("index.json"), first);
  EXPECT_LT(first.find("cn/a/two"), first.find("cn/b/one"));
  EXPECT_EQ(Catalogue::open(folder.path()).value().entry("cn/a/two").value().number, "1 \"\\ 号");
}

TEST(CatalogueIndex, ReadsAStalePackAnew) {
  PacksFolder folder;
  folder.standard("cn/a/one", R"(,"number":"1")");
  folder.standard("cn/a/two");
  ASSERT_TRUE(write_index(folder.path()).empty());
  folder.standard("cn/a/one", R"(,"number":"2")");  // as long as before, and at once
  folder.standard("cn/a/three");
  std::filesystem::remove_all(folder.file("cn/a/two"));
  const Catalogue catalogue = Catalogue::open(folder.path()).value();
  EXPECT_EQ(ids(catalogue.entries()), (Texts{"cn/a/one", "cn/a/three"}));
  EXPECT_EQ(catalogue.entry("cn/a/one").value().number, "2");
  EXPECT_EQ(catalogue.packs("cn/a/one").value().front()->number, "2");
  EXPECT_TRUE(catalogue.findings().empty());
}

TEST(CatalogueIndex, SeesAFileMovedInWithAnOldTime) {
  PacksFolder folder;
  folder.standard("cn/a/one", R"(,"number":"2")");
  std::filesystem::rename(folder.file("cn/a/one/pack.json"), folder.file("kept"));
  std::filesystem::last_write_time(folder.file("kept"),
                                   std::filesystem::file_time_type::clock::now() - std::chrono::hours{1});
  folder.standard("cn/a/one", R"(,"number":"1")");
  ASSERT_TRUE(write_index(folder.path()).empty());
  std::filesystem::rename(folder.file("kept"), folder.file("cn/a/one/pack.json"));
  EXPECT_EQ(Catalogue::open(folder.path()).value().entry("cn/a/one").value().number, "2");
  EXPECT_EQ(Catalogue::open({folder.path()}).value().entry("cn/a/one").value().number, "2");
}

// A copy of a folder has new times throughout: only the bytes tell that its index is of another time.
TEST(CatalogueIndex, SeesAChangeOlderThanTheIndex) {
  PacksFolder folder;
  folder.standard("cn/a/one", R"(,"number":"1")");
  ASSERT_TRUE(write_index(folder.path()).empty());
  const std::string index = tests::bytes_of(folder.file("index.json"));
  folder.standard("cn/a/one", R"(,"number":"2")");
  std::this_thread::sleep_for(std::chrono::milliseconds{30});  // more than a tick of the file system's clock
  std::ofstream{folder.file("index.json"), std::ios::binary} << index;
  EXPECT_EQ(Catalogue::open(folder.path()).value().entry("cn/a/one").value().number, "2");
}

// However much there is to compare, and whatever is asked.
TEST(CatalogueIndex, IsBelievedNothingThatTheFilesDoNotSay) {
  PacksFolder folder;
  const auto until = [&](const std::string& id, const std::string& year, std::size_t blanks = 0) {
    folder.standard(id, R"(,"under":"cn/a/above")" + std::string(blanks, ' '));
    std::string text = folder.read(id + "/pack.json");
    const std::string from = R"("from":"2020-01-01")";
    text.replace(text.find(from), from.size(), from + R"(,"until":")" + year + R"(-12-31")");
    folder.write(id + "/pack.json", text);
  };
  until("cn/a/large", "2030", 3'000'000);
  until("cn/a/one", "2030");
  until("cn/a/two", "2022");
  folder.standard("cn/a/broken", R"(,"number":"1")");
  ASSERT_TRUE(write_index(folder.path()).empty());
  const std::string index = folder.read("index.json");
  until("cn/a/one", "2022");
  until("cn/a/two", "2030");
  folder.standard("cn/a/broken", R"(,"numbex":"1")");
  std::this_thread::sleep_for(std::chrono::milliseconds{30});
  std::filesystem::remove(folder.file("index.json"));
  folder.write("index.json", index);
  const auto open = [&] { return Catalogue::open(folder.path()).value(); };
  const Wanted in_2024{.date = Date::of(2024, 1, 1)};
  EXPECT_EQ(ids(open().list(in_2024).value()), (Texts{"cn/a/large", "cn/a/two"}));
  EXPECT_EQ(ids(open().find("标准 one")), Texts{"cn/a/one"});
  EXPECT_EQ(ids(open().entries()), (Texts{"cn/a/large", "cn/a/one", "cn/a/two"}));
  EXPECT_EQ(open().entry("cn/a/one").value().in_force.until, Date::of(2022, 12, 31));
  EXPECT_EQ(codes(open().findings()), std::vector{Errc::unknown_key});
  EXPECT_EQ(open().entry("cn/a/broken").error().code, Errc::unknown_key);
  const Catalogue loaded = open();
  const auto pack = loaded.packs("cn/a/one").value().front();
  EXPECT_EQ(loaded.entry("cn/a/one").value().sha256, pack->sha256);
  EXPECT_EQ(loaded.packs("cn/a/one").value().front(), pack) << "read once";
}

TEST(CatalogueIndex, DoesWithoutADamagedOne) {
  PacksFolder folder;
  folder.standard("cn/a/one");
  ASSERT_TRUE(write_index(folder.path()).empty());
  const std::string sound = folder.read("index.json");
  std::string reordered = sound;
  reordered.replace(reordered.find("\"size\""), 6, "\"sise\"");
  for (const std::string& text : {std::string{"{}"}, sound.substr(0, sound.size() - 3), sound.substr(0, 60),
                                  sound + "x", reordered, std::string{}}) {
    folder.write("index.json", text);
    const Catalogue catalogue = Catalogue::open(folder.path()).value();
    EXPECT_EQ(ids(catalogue.entries()), Texts{"cn/a/one"}) << text;
    ASSERT_FALSE(catalogue.findings().empty()) << text;
    EXPECT_EQ(catalogue.findings().front().file, folder.file("index.json"));
  }
}

TEST(CatalogueIndex, IsNotWrittenOverABrokenPack) {
  PacksFolder folder;
  folder.standard("cn/a/one");
  folder.write("cn/a/two/pack.json", "{");
  const Findings findings = write_index(folder.path());
  EXPECT_EQ(codes(findings), std::vector{Errc::json_syntax});
  EXPECT_EQ(findings.front().file, folder.file("cn/a/two/pack.json"));
  EXPECT_FALSE(std::filesystem::exists(folder.file("index.json")));
  EXPECT_EQ(codes(write_index(folder.file("nowhere"))), std::vector{Errc::not_found});
}

// Folders.

TEST(Catalogue, TakesThePackOfTheFirstFolder) {
  PacksFolder first;
  PacksFolder second;
  first.standard("cn/a/one", R"(,"number":"first","uses":["cn/law/act"])");
  second.standard("cn/a/one", R"(,"number":"second")");
  second.standard("cn/a/one_2024", R"(,"number":"beside")");
  second.statute("cn/law/act");
  const Catalogue catalogue = Catalogue::open({first.path(), second.path()}).value();
  EXPECT_EQ(ids(catalogue.entries()), (Texts{"cn/a/one", "cn/a/one_2024", "cn/law/act"}));
  EXPECT_EQ(catalogue.entry("cn/a/one").value().number, "first");
  EXPECT_EQ(catalogue.entry("cn/a/one").value().folder, first.file("cn/a/one"));
  EXPECT_EQ(ids(catalogue.packs("cn/a/one").value()), (Texts{"cn/a/one", "cn/law/act"}));
}

TEST(Catalogue, SaysWhichFolderIsMissing) {
  PacksFolder folder;
  const auto open = Catalogue::open({folder.file("a"), folder.path(), folder.file("b")});
  ASSERT_FALSE(open);
  EXPECT_EQ(codes(open.findings()), (std::vector{Errc::not_found, Errc::not_found}));
  EXPECT_EQ(open.error().file, folder.file("a"));
}

TEST(Catalogue, AnEmptyFolderHasNoPacks) {
  PacksFolder folder;
  folder.write("Not An Id/x/y/cases.json", "{");
  folder.write("cn/pack", "{");
  folder.write(".kept/a/b/pack.json", "{");
  folder.write("pack.json", "{");
  const Catalogue catalogue = Catalogue::open(folder.path()).value();
  EXPECT_TRUE(catalogue.entries().empty());
  EXPECT_TRUE(catalogue.findings().empty());
  EXPECT_TRUE(catalogue.list().value().empty());
}

TEST(Catalogue, SaysWhichPacksNoIdLeadsTo) {
  PacksFolder folder;
  folder.standard("cn/a/one");
  const Texts astray{"cn/a/one/old/pack.json", "cn/a/pack.json", "cn/pack.json", "Cn/a/one/pack.json",
                     "data/cn/a/one/pack.json"};
  for (const std::string& file : astray) folder.write(file, "whatever");
  const Catalogue catalogue = Catalogue::open(folder.path()).value();
  EXPECT_EQ(ids(catalogue.entries()), Texts{"cn/a/one"});
  for (const Findings& findings : {catalogue.findings(), write_index(folder.path())}) {
    EXPECT_EQ(codes(findings), std::vector(astray.size(), Errc::wrong_pack_id));
    for (const std::string& file : astray) {
      const std::string path = file.substr(0, file.rfind('/'));
      EXPECT_TRUE(std::any_of(findings.begin(), findings.end(), [&](const Error& found) {
        return found.file == folder.file(file) && found.message.find('"' + path + '"') != std::string::npos;
      })) << file;
    }
  }
  EXPECT_FALSE(std::filesystem::exists(folder.file("index.json")));
}

TEST(Catalogue, BrokenPacksDoNotHinderTheOthers) {
  PacksFolder folder;
  folder.standard("cn/a/one");
  folder.standard_in("cn/a/two", "cn/a/zwei");
  folder.write("cn/a/three/pack.json", R"({"format":"cailiang-pack/2"})");
  const Catalogue catalogue = Catalogue::open(folder.path()).value();
  EXPECT_EQ(ids(catalogue.entries()), Texts{"cn/a/one"});
  EXPECT_EQ(codes(catalogue.findings()), (std::vector{Errc::format_version, Errc::wrong_pack_id}));
  EXPECT_TRUE(catalogue.packs("cn/a/one"));
  for (const auto* id : {"cn/a/two", "cn/a/zwei"}) EXPECT_FALSE(catalogue.packs(id));
  EXPECT_EQ(catalogue.packs("cn/a/two").error().code, Errc::wrong_pack_id);
  EXPECT_EQ(catalogue.packs("cn/a/two").error().file, folder.file("cn/a/two/pack.json"));
  EXPECT_EQ(catalogue.entry("cn/a/two").error().code, Errc::wrong_pack_id);
}

TEST(Catalogue, KnowsWhatItHasNot) {
  PacksFolder folder;
  folder.standard("cn/ecology/standard_2021");
  const Catalogue catalogue = Catalogue::open(folder.path()).value();
  const Error error = catalogue.packs("cn/ecology/standard_2012").error();
  EXPECT_EQ(error.code, Errc::pack_not_found);
  EXPECT_NE(error.message.find("did you mean \"cn/ecology/standard_2021\"?"), std::string::npos) << error.message;
  for (const auto* id : {"", "../x", "cn/ecology", "cn/ecology/standard_2021/", "/etc/passwd"}) {
    EXPECT_EQ(catalogue.packs(id).error().code, Errc::pack_not_found) << id;
  }
}

// Packs in use.

TEST(CatalogueUses, InTheOrderOfUses) {
  PacksFolder folder;
  folder.standard("cn/a/top", R"(,"uses":["cn/a/left","cn/law/act"])");
  folder.standard("cn/a/left", R"(,"uses":["cn/law/other","cn/law/act","cn/a/deep"])");
  folder.standard("cn/a/deep");
  folder.statute("cn/law/act");
  folder.statute("cn/law/other");
  const Catalogue catalogue = Catalogue::open(folder.path()).value();
  const auto packs = catalogue.packs("cn/a/top").value();
  EXPECT_EQ(ids(packs), (Texts{"cn/a/top", "cn/a/left", "cn/law/act", "cn/law/other", "cn/a/deep"}));
  EXPECT_EQ(catalogue.packs("cn/law/act").value().front(), packs[2]) << "read once";
}

TEST(CatalogueUses, SaysAllThatIsMissing) {
  PacksFolder folder;
  folder.standard("cn/a/top", R"(,"uses":["cn/a/left","cn/law/none","cn/law/bad"])");
  folder.standard("cn/a/left", R"(,"uses":["cn/law/none_either"])");
  folder.write("cn/law/bad/pack.json", "");
  const auto packs = Catalogue::open(folder.path()).value().packs("cn/a/top");
  ASSERT_FALSE(packs);
  EXPECT_EQ(codes(packs.findings()), (std::vector{Errc::pack_not_found, Errc::json_syntax, Errc::pack_not_found}));
  EXPECT_EQ(packs.findings()[0].where, "/uses/1");
  EXPECT_EQ(packs.findings()[0].file, folder.file("cn/a/top/pack.json"));
  EXPECT_EQ(packs.findings()[2].where, "/uses/0");
  EXPECT_EQ(packs.findings()[2].file, folder.file("cn/a/left/pack.json"));
}

TEST(CatalogueUses, RefusesACycle) {
  PacksFolder folder;
  folder.standard("cn/a/self", R"(,"uses":["cn/a/self"])");
  folder.standard("cn/a/one", R"(,"uses":["cn/a/two"])");
  folder.standard("cn/a/two", R"(,"uses":["cn/a/three"])");
  folder.standard("cn/a/three", R"(,"uses":["cn/a/one"])");
  folder.standard("cn/a/above", R"(,"uses":["cn/a/two"])");
  const Catalogue catalogue = Catalogue::open(folder.path()).value();
  EXPECT_EQ(codes(catalogue.packs("cn/a/self").findings()), std::vector{Errc::cycle});
  const auto one = catalogue.packs("cn/a/one");
  ASSERT_FALSE(one);
  EXPECT_EQ(codes(one.findings()), std::vector{Errc::cycle});
  EXPECT_EQ(one.error().file, folder.file("cn/a/three/pack.json"));
  EXPECT_EQ(one.error().where, "/uses/0");
  const auto above = catalogue.packs("cn/a/above");
  ASSERT_FALSE(above);
  EXPECT_EQ(codes(above.findings()), std::vector{Errc::cycle});
}

TEST(CatalogueUses, ChecksEveryPackInUse) {
  PacksFolder folder;
  const std::string misspelt =
      R"(,"circumstances":[{"id":"c","label":{"zh":"情节"},"effect":"lenient","mode":"may","when":{"no_fact":true},"source":{"article":"1"}}])";
  folder.standard("cn/a/top", R"(,"uses":["cn/a/used"])" + misspelt);
  folder.standard("cn/a/used", misspelt);
  const auto packs = Catalogue::open(folder.path()).value().packs("cn/a/top");
  ASSERT_FALSE(packs);
  EXPECT_EQ(codes(packs.findings()), (std::vector{Errc::unknown_fact, Errc::unknown_fact}));
  EXPECT_EQ(packs.findings()[0].file, folder.file("cn/a/top/pack.json"));
  EXPECT_EQ(packs.findings()[1].file, folder.file("cn/a/used/pack.json"));
}

TEST(CatalogueUses, WhatCanBeReadOfAPackIsCheckedToo) {
  PacksFolder folder;
  folder.standard("cn/a/top", R"(,"uses":["cn/a/none"],"number":1)");
  folder.standard("cn/a/used", R"(,"number":1,"circumstances":[{"id":"c","label":{"zh":"情节"},"effect":"lenient",)"
                               R"("mode":"may","when":{"no_fact":true},"source":{"article":"1"}}])");
  const Catalogue catalogue = Catalogue::open(folder.path()).value();
  const Findings of_top = catalogue.load("cn/a/top").findings();
  EXPECT_EQ(codes(of_top), (std::vector{Errc::json_number, Errc::pack_not_found}));
  // A fact may be one of the pack that is missing; that an amount is negative does not depend on it.
  const std::string circumstance =
      R"("circumstances":[{"id":"c","label":{"zh":"情节"},"effect":"lenient","mode":"may","when":{"no_fact":true},)"
      R"("source":{"article":"1"}}])";
  const std::string step =
      R"("steps":[{"id":"s","label":{"zh":"步骤"},"source":{"article":"2"},"rows":[{"label":{"zh":"行"},)"
      R"("fine":{"eq":"-1"},"source":{"article":"2"}}]}])";
  folder.standard_in("cn/a/moved", "cn/a/elsewhere", R"(,"uses":["cn/a/none"],)" + circumstance + "," + step);
  const Catalogue again = Catalogue::open(folder.path()).value();
  EXPECT_EQ(codes(again.load("cn/a/moved").findings()),
            (std::vector{Errc::wrong_pack_id, Errc::pack_not_found, Errc::negative_amount}));
  const Findings of_used = catalogue.load("cn/a/used").findings();
  EXPECT_EQ(codes(of_used), (std::vector{Errc::json_number, Errc::unknown_fact}));
  for (const Error& found : of_used) EXPECT_EQ(found.file, folder.file("cn/a/used/pack.json"));
}

TEST(CatalogueUses, EveryExampleLoads) {
  const Catalogue catalogue = Catalogue::open(conformance).value();
  EXPECT_TRUE(catalogue.findings().empty());
  for (const Entry& entry : catalogue.entries()) {
    const auto packs = catalogue.packs(entry.id);
    EXPECT_TRUE(packs) << entry.id << ": " << (packs ? "" : to_text(packs.error()));
    EXPECT_TRUE(catalogue.load(entry.id)) << entry.id;
  }
}

// Places and words of the folders.

TEST(Catalogue, TakesNamesFromItsFolders) {
  PacksFolder folder;
  folder.standard("abroad/a/one", R"(,"region":"QZ-12")");
  folder.standard("here/a/two", R"(,"region":"440300")");
  folder.standard("here/a/three", R"(,"region":"CN")");
  folder.write(
      "places.json",
      R"({"format":"cailiang-places/1","copy":"a test","places":{"QZ-12":{"en":"Somewhere"},"440300":{"zh":"深圳市","also":["鹏城"]}}})");
  folder.write("synonyms.json", R"({"format":"cailiang-synonyms/1","groups":[["Sektor","a"],["鹏","深圳"]]})");
  const Catalogue catalogue = Catalogue::open(folder.path()).value();
  ASSERT_TRUE(catalogue.findings().empty()) << to_text(catalogue.findings().front());
  EXPECT_EQ(ids(catalogue.list({.place = "somewhere"}).value()), Texts{"abroad/a/one"});
  EXPECT_EQ(ids(catalogue.list({.place = "QZ"}).value()), Texts{});
  EXPECT_EQ(ids(catalogue.list({.place = "鹏城"}).value()), (Texts{"here/a/three", "here/a/two"}));
  EXPECT_EQ(ids(catalogue.list({.place = "CN"}).value()), Texts{"here/a/three"});
  EXPECT_EQ(catalogue.list({.sector = "sektor"}).value().size(), 3U);
  EXPECT_EQ(catalogue.entry("here/a/two").value().sector_name, "sektor") << "the first word of the group";
  EXPECT_EQ(ids(catalogue.find("鹏")), Texts{"here/a/two"});
}

TEST(Catalogue, SaysThatNoFolderNamesPlaces) {
  PacksFolder folder;
  folder.standard("here/a/one", R"(,"region":"440300")");
  const Catalogue catalogue = Catalogue::open(folder.path()).value();
  const auto found = catalogue.list({.place = "深圳"});
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().code, Errc::bad_value);
  EXPECT_EQ(found.error().message,
            "no folder of the catalogue names places in a places.json, so that \"深圳\" is not known; give its region "
            "code");
  EXPECT_EQ(ids(catalogue.list({.place = "440300"}).value()), Texts{"here/a/one"});
}

TEST(Catalogue, ReportsListsThatCannotBeUsed) {
  PacksFolder folder;
  folder.standard("cn/a/one");
  folder.write("places.json", R"({"format":"cailiang-places/1","copy":"x","places":{"44":{"zh":"x"},"440000":{}}})");
  folder.write("synonyms.json", R"({"format":"cailiang-synonyms/2","groups":[["one"]]})");
  const Findings findings = Catalogue::open(folder.path()).value().findings();
  EXPECT_EQ(codes(findings), (std::vector{Errc::bad_value, Errc::missing_label, Errc::bad_value, Errc::too_few_items}));
  EXPECT_EQ(findings.front().file, folder.file("places.json"));
  EXPECT_EQ(findings.back().file, folder.file("synonyms.json"));
}

TEST(Catalogue, ADocumentOfNoKnownRegionIsListedForNoPlace) {
  PacksFolder folder;
  folder.standard("cn/a/nation");
  folder.write("cn/a/province/pack.json", [&] {
    std::string text = folder.read("cn/a/nation/pack.json");
    text.replace(text.find("national"), 8, "province");
    text.replace(text.find("cn/a/nation"), 11, "cn/a/province");
    return text;
  }());
  const Catalogue catalogue = Catalogue::open(folder.path()).value();
  EXPECT_EQ(ids(catalogue.list({.place = "430000"}).value()), Texts{"cn/a/nation"});
  EXPECT_EQ(catalogue.list().value().size(), 2U);
}

TEST(CatalogueSearch, WordsStandWhole) {
  using detail::folded;
  using detail::stands_in;
  EXPECT_EQ(folded("〔２０２２〕ＡＢ【c】[D]、水"), "(2022)ab(c)(d)、水");
  EXPECT_TRUE(stands_in("discharg", "over the discharge"));
  EXPECT_FALSE(stands_in("charge", "over the discharge"));
  EXPECT_TRUE(stands_in("20", "超员20%以上"));
  EXPECT_FALSE(stands_in("20", "2021版"));
  EXPECT_FALSE(stands_in("02", "2021 202"));
  EXPECT_TRUE(stands_in("版", "2021版"));
  EXPECT_FALSE(stands_in("", "x"));
}

// Reload.

TEST(CatalogueReload, PicksUpChangesAndKeepsWhatWasHandedOut) {
  PacksFolder folder;
  folder.standard("cn/a/one", R"(,"number":"1")");
  folder.standard("cn/a/two");
  Catalogue catalogue = Catalogue::open(folder.path()).value();
  const Catalogue copy = catalogue;
  const auto held = catalogue.packs("cn/a/one").value();
  folder.standard("cn/a/one", R"(,"number":"2")");
  folder.standard("cn/a/three");
  std::filesystem::remove_all(folder.file("cn/a/two"));
  EXPECT_EQ(catalogue.packs("cn/a/one").value().front(), held.front()) << "not before reload()";
  EXPECT_FALSE(catalogue.packs("cn/a/three"));
  EXPECT_TRUE(catalogue.reload().empty());
  for (const Catalogue& either : {catalogue, copy}) {
    EXPECT_EQ(ids(either.entries()), (Texts{"cn/a/one", "cn/a/three"}));
    EXPECT_EQ(either.packs("cn/a/one").value().front()->number, "2");
  }
  EXPECT_EQ(held.front()->number, "1");
}

TEST(CatalogueReload, StaysAsItWasWhenAFolderIsGone) {
  PacksFolder folder;
  folder.standard_in("inner/cn/a/one", "cn/a/one");
  Catalogue catalogue = Catalogue::open(folder.file("inner")).value();
  std::filesystem::remove_all(folder.file("inner"));
  EXPECT_EQ(codes(catalogue.reload()), std::vector{Errc::not_found});
  EXPECT_EQ(ids(catalogue.entries()), Texts{"cn/a/one"});
}

}  // namespace
}  // namespace cailiang
