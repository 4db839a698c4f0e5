// SPDX-License-Identifier: Apache-2.0
// What it costs to read, check and compile the shipped packs, and to open a catalogue of a thousand.

#include <filesystem>
#include <fstream>
#include <iterator>
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

/// From files to something that can be asked: the pack and all that it uses are read and checked, and it is compiled.
Standard load(const Catalogue& catalogue, const std::string& id) {
  return Standard::compile(catalogue.packs(id).value()).value();
}

void check(const Catalogue& catalogue, const Entry& entry) {
  const Standard standard = load(catalogue, entry.id);
  bench::check(standard.pack().id == entry.id && standard.pack().sha256 == entry.sha256, entry.id);
  if (entry.kind == cailiang::PackKind::statute) return;
  bench::check(standard.violations().size() == standard.pack().violations.size() && !standard.violations().empty(),
               entry.id);
}

void load_one(benchmark::State& state, const Catalogue& catalogue, const std::string& id) {
  for (auto _ : state) {
    Standard standard = load(catalogue, id);
    benchmark::DoNotOptimize(standard);
  }
}

void load_all(benchmark::State& state, const Catalogue& catalogue) {
  const std::vector<Entry> entries = catalogue.entries();
  for (auto _ : state) {
    for (const Entry& entry : entries) {
      Standard standard = load(catalogue, entry.id);
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

  explicit ManyPacks(const Catalogue& catalogue) {
    std::string pattern = (std::filesystem::temp_directory_path() / "cailiang_bench_XXXXXX").string();
    bench::check(mkdtemp(pattern.data()) != nullptr, "no temporary folder");
    folder_ = pattern;
    const std::vector<Entry> entries = catalogue.entries();
    std::vector<std::string> texts;
    for (const Entry& entry : entries) texts.push_back(bytes_of(std::filesystem::path{entry.folder} / "pack.json"));
    for (std::size_t i = 0; i < count; ++i) {
      const std::string& id = entries[i % entries.size()].id;
      const std::string name = "p" + std::to_string(i) + "_" + id;
      std::string text = texts[i % entries.size()];
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
  const Catalogue catalogue = Catalogue::open(bench::shipped).value();
  const auto in_ms = [](auto* one) { one->Unit(benchmark::kMillisecond); };
  std::string largest;
  std::size_t size = 0;
  for (const Entry& entry : catalogue.entries()) {
    check(catalogue, entry);
    const auto bytes = std::filesystem::file_size(std::filesystem::path{entry.folder} / "pack.json");
    if (bytes > size) {
      size = bytes;
      largest = entry.id;
    }
    in_ms(benchmark::RegisterBenchmark(("load/" + entry.id).c_str(), load_one, catalogue, entry.id));
  }
  in_ms(benchmark::RegisterBenchmark("load_all", load_all, catalogue));
  const Packs packs = catalogue.packs(largest).value();
  const std::string text = bytes_of(std::filesystem::path{catalogue.entry(largest).value().folder} / "pack.json");
  in_ms(benchmark::RegisterBenchmark("read/largest", read_only, text));
  in_ms(benchmark::RegisterBenchmark("check/largest", check_only, packs));
  in_ms(benchmark::RegisterBenchmark("compile/largest", compile_only, packs));
  const ManyPacks many{catalogue};
  in_ms(benchmark::RegisterBenchmark("open_1000", [&](benchmark::State& state) { open_catalogue(state, many); }));
  in_ms(benchmark::RegisterBenchmark("find_in_1000", [&](benchmark::State& state) { find_in_catalogue(state, many); }));
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
  return 0;
}
