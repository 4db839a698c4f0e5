// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

namespace cailiang {

/// A folder of small packs that a test writes as it likes; gone afterwards.
class PacksFolder {
 public:
  PacksFolder() {
    static std::atomic<int> count{0};
    path_ = std::filesystem::temp_directory_path() /
            ("cailiang_catalogue_" + std::to_string(::testing::UnitTest::GetInstance()->random_seed()) + "_" +
             std::to_string(reinterpret_cast<std::uintptr_t>(this)) + "_" + std::to_string(count++));
    std::filesystem::remove_all(path_);
    std::filesystem::create_directories(path_);
  }
  ~PacksFolder() { std::filesystem::remove_all(path_); }
  PacksFolder(const PacksFolder&) = delete;
  PacksFolder& operator=(const PacksFolder&) = delete;

  [[nodiscard]] std::string path() const { return path_.string(); }
  [[nodiscard]] std::string file(std::string_view name) const { return path() + "/" + std::string{name}; }

  void write(std::string_view name, std::string_view text) const {
    const std::filesystem::path file = path_ / name;
    std::filesystem::create_directories(file.parent_path());
    std::ofstream{file, std::ios::binary} << text;
  }
  [[nodiscard]] std::string read(std::string_view name) const {
    std::ifstream stream{path_ / name, std::ios::binary};
    return {std::istreambuf_iterator<char>{stream}, {}};
  }

  /// A standard of no rows but a rule; `more` are members of the pack, each with a comma before it.
  void standard(const std::string& id, const std::string& more = {}) const { standard_in(id, id, more); }
  /// The same in a folder that may not be the id.
  void standard_in(const std::string& folder, const std::string& id, const std::string& more = {}) const {
    write(folder + "/pack.json",
          R"({"format":"cailiang-pack/1","pack":")" + id +
              R"(","kind":"standard","version":"1.0.0","title":{"zh":"标准 )" + id +
              R"(","en":"standard"},"rank":"national","in_force":{"from":"2020-01-01"},"copy":"a test",)" +
              R"("rules":{"match":{"take":"heaviest","source":{"article":"1"}}})" + more + "}");
  }
  void statute(const std::string& id, const std::string& maximum = "100") const {
    write(id + "/pack.json",
          R"({"format":"cailiang-pack/1","pack":")" + id +
              R"(","kind":"statute","version":"1.0.0","title":{"zh":"法律 )" + id +
              R"("},"rank":"national","in_force":{"from":"2020-01-01"},"copy":"a test","provisions":[{"id":"1",)" +
              R"("label":{"zh":"违法"},"source":{"article":"1"},"branches":[{"id":"all","subject":"party",)" +
              R"("mode":"shall","fine":{"ge":"0","le":")" + maximum + R"("}}]}]})");
  }

 private:
  std::filesystem::path path_;
};

}  // namespace cailiang
