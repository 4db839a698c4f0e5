// SPDX-License-Identifier: Apache-2.0
#include "cailiang/pack/read.hpp"

#include <gtest/gtest.h>

#include "cailiang/detail/pack/sha256.hpp"
#include "packs_in_tests.hpp"

namespace cailiang {
namespace {

std::vector<std::filesystem::path> files_named(const std::filesystem::path& folder, std::string_view name) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator{folder}) {
    if (entry.path().filename() == name) files.push_back(entry.path());
  }
  return files;
}

Pack conformance_pack(const std::string& id) {
  return read_pack(tests::bytes_of(tests::conformance_packs() / id / "pack.json")).value();
}

TEST(ReadPack, FindsNothingInTheConformancePacksAndTheShippedOnes) {
  for (const auto& folder : {tests::conformance_packs(), std::filesystem::path{CAILIANG_DATA_DIR}}) {
    tests::PacksOf packs{folder};
    const auto files = files_named(folder, "pack.json");
    EXPECT_FALSE(files.empty()) << folder;
    for (const auto& file : files) {
      const Result<Pack> pack = read_pack(tests::bytes_of(file), file.string());
      ASSERT_TRUE(pack.ok()) << to_text(pack.error());
      EXPECT_EQ((folder / pack->id / "pack.json"), file);
      for (const Error& found : check_meaning(*pack, packs.used_by(*pack)))
        ADD_FAILURE() << pack->id << ' ' << to_text(found);
    }
  }
}

TEST(Source, HasNothingUnderAKeyThatIsNone) {
  Source source;
  source.values.back() = "a note";
  source.values.front() = "12";
  EXPECT_EQ(source.get("note"), "a note");
  EXPECT_EQ(source.get("article"), "12");
  for (const char* key : {"artcle", "page", ""}) EXPECT_EQ(source.get(key), "") << key;
}

TEST(ReadPack, KeepsTheOrderOfPrint) {
  const Pack pack = conformance_pack("hunan/ecology/standard_2021_t2_1");
  ASSERT_FALSE(pack.violations.empty());
  const Weights& weights = pack.violations.front().tables.front().weights.value();
  for (std::size_t i = 0; i < weights.factors.size(); ++i) {
    EXPECT_EQ(weights.factors[i].source.get("factor"), std::to_string(i + 1));
  }
}

TEST(ReadPack, RowsInheritTheSourceOfTheRowsAroundThem) {
  const Pack pack = conformance_pack("hunan/ecology/standard_2021_t2_1");
  const Violation& violation = pack.violations.front();
  const Factor& factor = violation.tables.front().weights->factors.front();
  const Source& level = factor.levels.front().source;
  EXPECT_EQ(level.get("table"), violation.source.get("table"));
  EXPECT_EQ(level.get("factor"), factor.source.get("factor"));
  EXPECT_EQ(level.get("level"), "1");
  EXPECT_TRUE(violation.source.get("level").empty());
}

TEST(ReadPack, SaysWhichBytesItRead) {
  const std::string bytes =
      tests::bytes_of(tests::conformance_packs() / "hunan/ecology/standard_2021_t2_1" / "pack.json");
  EXPECT_EQ(read_pack(bytes)->sha256.size(), 64U);
  EXPECT_NE(read_pack(bytes)->sha256, read_pack(bytes + "\n")->sha256);
}

TEST(ReadPack, RepeatsTheNameOfTheFileInEveryFinding) {
  const Result<Pack> pack = read_pack(R"({ "format": "cailiang-pack/1", "kind": 3 })", "some/pack.json");
  ASSERT_FALSE(pack.ok());
  for (const Error& found : pack.findings()) EXPECT_EQ(found.file, "some/pack.json");
}

TEST(ReadPack, FindingsStandInTheOrderOfTheText) {
  const Result<Pack> pack =
      read_pack("{ \"format\": \"cailiang-pack/1\",\n \"pack\": null,\n \"kind\": \"x\",\n \"rank\": 1 }");
  ASSERT_FALSE(pack.ok());
  EXPECT_TRUE(std::is_sorted(pack.findings().begin(), pack.findings().end(),
                             [](const Error& a, const Error& b) { return a.line < b.line; }));
}

TEST(ReadPack, SuggestsTheKeyThatWasMeant) {
  const Result<Pack> pack = read_pack(R"({ "format": "cailiang-pack/1", "verison": "1.0.0" })");
  ASSERT_FALSE(pack.ok());
  std::string texts;
  for (const Error& found : pack.findings()) texts += found.message;
  EXPECT_NE(texts.find("did you mean \"version\""), std::string::npos);
}

// FIPS 180-4 and the vectors of NIST's examples.
TEST(Sha256, AgreesWithThePublishedVectors) {
  EXPECT_EQ(detail::sha256_hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(detail::sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(detail::sha256_hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  EXPECT_EQ(detail::sha256_hex(std::string(1'000'000, 'a')),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Sha256, PadsWhateverTheLengthOfTheLastBlock) {
  // Lengths at which the padding needs a block of its own, and its neighbours; from coreutils' sha256sum.
  EXPECT_EQ(detail::sha256_hex(std::string(55, 'a')),
            "9f4390f8d30c2dd92ec9f095b65e2b9ae9b0a925a5258e241c9f1e910f734318");
  EXPECT_EQ(detail::sha256_hex(std::string(56, 'a')),
            "b35439a4ac6f0948b6d6f9e3c6af0f5f590ce20f1bde7090ef7970686ec6738a");
  EXPECT_EQ(detail::sha256_hex(std::string(64, 'a')),
            "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb");
}

}  // namespace
}  // namespace cailiang
