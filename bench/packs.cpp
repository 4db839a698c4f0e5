// SPDX-License-Identifier: Apache-2.0
// What it costs to read, check and compile the shipped packs, and to open a catalogue of a thousand.

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "cailiang/pack/meaning.hpp"
#include "cailiang/pack/read.hpp"
#include "common.hpp"

namespace {

using cailiang::Catalogue;
using cailiang::Entry;
using cailiang::Pack;
using cailiang::Standard;
using Packs = std::vector<std::shared_ptr<const Pack>>;

std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream file{path, std::ios::binary};
  return {std::istreambuf_iterator<char>{file}, {}};
}

/// The shipped packs: for each, its file and the packs it needs, itself first.
class Shipped {
 public:
  Shipped() {
    const Catalogue catalogue = Catalogue::open(bench::shipped).value();
    for (const Entry& entry : catalogue.entries()) {
      Known& known = packs_[entry.id];
      known.file = entry.folder + "/pack.json";
      for (const auto& pack : catalogue.packs(entry.id).value()) known.needs.push_back(pack->id);
    }
  }

  [[nodiscard]] std::vector<std::string> ids() const {
    std::vector<std::string> ids;
    for (const auto& [id, known] : packs_) ids.push_back(id);
    return ids;
  }
  [[nodiscard]] const std::string& file(const std::string& id) const { return packs_.at(id).file; }

  // Not through a catalogue, which keeps what it has read.

  /// From files to packs that are in order.
  [[nodiscard]] std::map<std::string, std::shared_ptr<const Pack>> read(const std::vector<std::string>& ids) const {
    std::map<std::string, std::shared_ptr<const Pack>> packs;
    for (const std::string& id : ids) {
      packs[id] = std::make_shared<const Pack>(cailiang::read_pack(bytes_of(file(id))).value());
    }
    for (const std::string& id : ids) {
      std::vector<const Pack*> used;
      for (const std::string& needed : packs_.at(id).needs) used.push_back(packs.at(needed).get());
      bench::check(cailiang::check_meaning(*used.front(), std::span{used}.subspan(1)).empty(), id);
    }
    return packs;
  }
  [[nodiscard]] std::vector<std::string> needs(const std::string& id) const { return packs_.at(id).needs; }
  [[nodiscard]] Packs select(const std::string& id,
                             const std::map<std::string, std::shared_ptr<const Pack>>& packs) const {
    Packs selected;
    for (const std::string& needed : packs_.at(id).needs) selected.push_back(packs.at(needed));
    return selected;
  }

 private:
  struct Known {
    std::string file;
    std::vector<std::string> needs;
  };
  std::map<std::string, Known> packs_;
};

void check(const Shipped& shipped, const std::string& id) {
  const Standard standard = Standard::compile(shipped.select(id, shipped.read(shipped.needs(id)))).value();
  const Pack& pack = standard.pack();
  bench::check(pack.id == id && standard.violations().size() == pack.violations.size() &&
                   pack.violations.empty() == (pack.kind == cailiang::PackKind::statute),
               id);
}

void load_one(benchmark::State& state, const Shipped& shipped, const std::string& id) {
  for (auto _ : state) {
    auto standard = Standard::compile(shipped.select(id, shipped.read(shipped.needs(id))));
    benchmark::DoNotOptimize(standard);
  }
}

void load_all(benchmark::State& state, const Shipped& shipped) {
  const std::vector<std::string> ids = shipped.ids();
  for (auto _ : state) {
    const auto packs = shipped.read(ids);
    for (const std::string& id : ids) {
      auto standard = Standard::compile(shipped.select(id, packs));
      benchmark::DoNotOptimize(standard);
    }
  }
}

// Where the time of the largest goes.

void read_only(benchmark::State& state, const std::string& text) {
  for (auto _ : state) {
    auto pack = cailiang::read_pack(text);
    benchmark::DoNotOptimize(pack);
  }
}

void check_only(benchmark::State& state, const Packs& packs) {
  std::vector<const Pack*> used;
  for (std::size_t i = 1; i < packs.size(); ++i) used.push_back(packs[i].get());
  for (auto _ : state) {
    auto findings = cailiang::check_meaning(*packs.front(), used);
    benchmark::DoNotOptimize(findings);
  }
}

void compile_only(benchmark::State& state, const Packs& packs) {
  for (auto _ : state) {
    auto standard = Standard::compile(packs);
    benchmark::DoNotOptimize(standard);
  }
}

/// The shipped packs again and again under other names, until there are `count`, with an index; gone at the end of the
/// run.
class ManyPacks {
 public:
  static constexpr std::size_t count = 1000;

  explicit ManyPacks(const Shipped& shipped) {
    std::string pattern = (std::filesystem::temp_directory_path() / "cailiang_bench_XXXXXX").string();
    bench::check(mkdtemp(pattern.data()) != nullptr, "no temporary folder");
    folder_ = pattern;
    const std::vector<std::string> ids = shipped.ids();
    for (std::size_t i = 0; i < count; ++i) {
      const std::string& id = ids[i % ids.size()];
      const std::string name = "p" + std::to_string(i / ids.size()) + "_" + id;  // another place
      std::string text = bytes_of(shipped.file(id));
      text.replace(text.find('"' + id + '"') + 1, id.size(), name);
      std::filesystem::create_directories(folder_ / name);
      std::ofstream{folder_ / name / "pack.json", std::ios::binary} << text;
    }
    bench::check(cailiang::write_index(folder()).empty(), "index");
  }
  ManyPacks(const ManyPacks&) = delete;
  ManyPacks& operator=(const ManyPacks&) = delete;
  ~ManyPacks() { std::filesystem::remove_all(folder_); }

  [[nodiscard]] std::string folder() const { return folder_.string(); }

 private:
  std::filesystem::path folder_;
};

void open_catalogue(benchmark::State& state, const ManyPacks& many) {
  const Catalogue catalogue = Catalogue::open(many.folder()).value();
  bench::check(catalogue.entries().size() == ManyPacks::count && catalogue.findings().empty(), "a thousand packs");
  for (auto _ : state) {
    auto opened = Catalogue::open(many.folder());
    benchmark::DoNotOptimize(opened);
  }
}

/// The first question about the packs: their bytes are compared with the index.
void list_catalogue(benchmark::State& state, const ManyPacks& many) {
  const cailiang::Wanted wanted{.date = cailiang::Date::of(2024, 5, 1)};
  for (auto _ : state) {
    auto listed = Catalogue::open(many.folder()).value().list(wanted);
    benchmark::DoNotOptimize(listed);
  }
}

void find_in_catalogue(benchmark::State& state, const ManyPacks& many) {
  const Catalogue catalogue = Catalogue::open(many.folder()).value();
  bench::check(!catalogue.find("环保设施").empty(), "words");
  for (auto _ : state) {
    auto found = catalogue.find("环保设施");
    benchmark::DoNotOptimize(found);
  }
}

}  // namespace

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
  const Shipped shipped;
  const auto in_ms = [](auto* one) { one->Unit(benchmark::kMillisecond); };
  std::string largest;
  for (const std::string& id : shipped.ids()) {
    check(shipped, id);
    if (largest.empty() ||
        std::filesystem::file_size(shipped.file(id)) > std::filesystem::file_size(shipped.file(largest))) {
      largest = id;
    }
    in_ms(benchmark::RegisterBenchmark(("load/" + id).c_str(), load_one, shipped, id));
  }
  in_ms(benchmark::RegisterBenchmark("load_all", load_all, shipped));
  const Packs packs = shipped.select(largest, shipped.read(shipped.needs(largest)));
  in_ms(benchmark::RegisterBenchmark("read/largest", read_only, bytes_of(shipped.file(largest))));
  in_ms(benchmark::RegisterBenchmark("check/largest", check_only, packs));
  in_ms(benchmark::RegisterBenchmark("compile/largest", compile_only, packs));
  const ManyPacks many{shipped};
  in_ms(benchmark::RegisterBenchmark("open_1000", [&](benchmark::State& state) { open_catalogue(state, many); }));
  in_ms(benchmark::RegisterBenchmark("list_1000", [&](benchmark::State& state) { list_catalogue(state, many); }));
  in_ms(benchmark::RegisterBenchmark("find_in_1000", [&](benchmark::State& state) { find_in_catalogue(state, many); }));
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
  return 0;
}
