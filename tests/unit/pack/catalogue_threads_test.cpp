// SPDX-License-Identifier: Apache-2.0
// Run under the thread sanitizer (preset tsan) as well.
#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "cailiang/pack/catalogue.hpp"
#include "unit/pack/packs_folder.hpp"

namespace cailiang {
namespace {

// A writer changes the packs and reloads; the others find, list, load and read all the while. Every pack that is seen
// is one that was written whole, and what a thread holds never changes.
TEST(CatalogueThreads, LoadWhileOthersReload) {
  PacksFolder folder;
  const auto write = [&](const std::string& number) {
    folder.statute("cn/law/act", "1" + number);
    for (const char* name : {"one", "two", "three"}) {
      folder.standard(std::string{"cn/a/"} + name, R"(,"uses":["cn/law/act"],"number":")" + number + "\"");
    }
  };
  write("0");
  Catalogue catalogue = Catalogue::open(folder.path()).value();

  std::atomic<bool> done{false};
  std::atomic<int> loaded{0};
  std::atomic<int> wrong{0};
  std::vector<std::thread> readers;
  for (int reader = 0; reader < 3; ++reader) {
    readers.emplace_back([&, own = catalogue, reader] {
      const std::string id = std::string{"cn/a/"} + (reader == 0 ? "one" : reader == 1 ? "two" : "three");
      while (!done) {
        const auto standard = own.load(id);
        if (standard) {
          const std::string number = standard->pack().number;
          if (standard->packs().size() != 2 || standard->pack().id != id || number.size() != 1) ++wrong;
          std::this_thread::yield();
          if (standard->pack().number != number) ++wrong;
          ++loaded;
        } else if (standard.error().code != Errc::json_syntax) {
          ++wrong;  // a file seen half written is no JSON; nothing else may be wrong with it
        }
        if (own.list({.sector = "a"}).value().size() > 3) ++wrong;
        static_cast<void>(own.find("标准"));
        static_cast<void>(own.findings());
      }
    });
  }
  for (int round = 0; round < 50; ++round) {
    write(std::to_string(round % 10));
    if (round % 3 == 0) {
      EXPECT_TRUE(write_index(folder.path()).empty());
    }
    EXPECT_TRUE(catalogue.reload().empty());
  }
  while (loaded < 30) std::this_thread::yield();
  done = true;
  for (std::thread& reader : readers) reader.join();
  EXPECT_EQ(wrong, 0);
  EXPECT_EQ(catalogue.packs("cn/a/one").value().front()->number, "9");
}

// All threads ask for the same packs first: each is read once, and all get the same one.
TEST(CatalogueThreads, ReadEachPackOnce) {
  PacksFolder folder;
  folder.statute("cn/law/act");
  // One uses the other's statute and each other's neighbours, so that threads meet on the way.
  folder.standard("cn/a/one", R"(,"uses":["cn/a/two","cn/law/act"])");
  folder.standard("cn/a/two", R"(,"uses":["cn/law/act","cn/a/three"])");
  folder.standard("cn/a/three", R"(,"uses":["cn/law/act"])");
  ASSERT_TRUE(write_index(folder.path()).empty());
  const Catalogue catalogue = Catalogue::open(folder.path()).value();
  const std::vector<std::string> ids{"cn/a/one", "cn/a/two", "cn/a/three", "cn/law/act"};
  std::vector<std::shared_ptr<const Pack>> statutes(8);
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < statutes.size(); ++i) {
    threads.emplace_back([&, i] {
      for (const auto& pack : catalogue.packs(ids[i % ids.size()]).value()) {
        if (pack->id == "cn/law/act") statutes[i] = pack;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const auto& statute : statutes) {
    ASSERT_NE(statute, nullptr);
    EXPECT_EQ(statute, statutes.front());
  }
}

}  // namespace
}  // namespace cailiang
