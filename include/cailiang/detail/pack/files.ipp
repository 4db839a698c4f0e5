// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>

#if __has_include(<sys/stat.h>) && !defined(_WIN32)
#include <sys/stat.h>
#define CAILIANG_HAS_STAT 1
#endif

#include "cailiang/detail/inline.hpp"
#include "cailiang/detail/pack/files.hpp"
#include "cailiang/detail/pack/reader.hpp"

namespace cailiang::detail {

CAILIANG_INLINE std::optional<Stamp> stamp_of(const std::string& file) {
#ifdef CAILIANG_HAS_STAT
  // Not the time of writing: `mv` and `cp -p` bring an older one with them.
  struct stat found{};
  if (::stat(file.c_str(), &found) != 0 || !S_ISREG(found.st_mode)) return std::nullopt;
#ifdef __APPLE__
  const timespec changed = found.st_ctimespec;
#else
  const timespec changed = found.st_ctim;
#endif
  return Stamp{static_cast<std::uintmax_t>(found.st_size),
               std::int64_t{changed.tv_sec} * 1'000'000'000 + changed.tv_nsec};
#else
  std::error_code problem;
  const std::filesystem::path path{file};
  if (!std::filesystem::is_regular_file(path, problem)) return std::nullopt;
  const std::uintmax_t size = std::filesystem::file_size(path, problem);
  if (problem) return std::nullopt;
  const auto written = std::filesystem::last_write_time(path, problem).time_since_epoch();
  return Stamp{size, std::chrono::duration_cast<std::chrono::nanoseconds>(written).count()};
#endif
}

CAILIANG_INLINE Result<std::string> read_file(const std::string& file, bool limited) {
  const std::optional<Stamp> stamp = stamp_of(file);
  if (!stamp) {
    std::error_code ignored;
    const bool exists = std::filesystem::exists(file, ignored);
    return Error{.code = exists ? Errc::unreadable : Errc::not_found,
                 .message = exists ? "this is no file" : "there is no such file",
                 .file = file};
  }
  if (limited && stamp->size >= json_size_limit)
    return Error{.code = Errc::too_large, .message = "a file of 50 MB or more is not read", .file = file};
  std::ifstream stream{file, std::ios::binary};
  std::string bytes(static_cast<std::size_t>(stamp->size), '\0');
  stream.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  // It may have become shorter or longer since its size was asked.
  bytes.resize(static_cast<std::size_t>(stream.gcount()));
  if (stream) bytes.append(std::istreambuf_iterator<char>{stream}, {});
  if (stream.bad() || !stream.is_open())
    return Error{.code = Errc::unreadable, .message = "the file cannot be read", .file = file};
  return bytes;
}

CAILIANG_INLINE Findings write_file(const std::string& file, std::string_view bytes) {
  const std::string draft = file + ".new";
  {
    std::ofstream stream{draft, std::ios::binary | std::ios::trunc};
    stream.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    stream.close();
    if (!stream) return {Error{.code = Errc::not_writable, .message = "the file cannot be written", .file = draft}};
  }
  std::error_code problem;
  std::filesystem::rename(draft, file, problem);
  if (!problem) return {};
  std::error_code ignored;
  std::filesystem::remove(draft, ignored);
  return {Error{.code = Errc::not_writable, .message = problem.message(), .file = file}};
}

namespace files {

/// Looks for packs where their ids lead, and around there: a pack that is passed over in silence seems not to exist.
class Search {
 public:
  Search(std::vector<PackFile>& found, Findings& findings) : found_{found}, findings_{findings} {}

  void run(const std::string& folder) { look(folder, {}, 0, true); }

 private:
  static constexpr int depth_of_packs = 3;  // place/sector/document

  /// `path` is the way from the folder of packs, `named` whether each part of it is an id.
  void look(const std::string& folder, const std::string& path, int depth, bool named) {
    std::vector<std::string> subfolders;
    bool has_pack = false;
    std::error_code problem;
    for (std::filesystem::directory_iterator i{folder, problem}, end; !problem && i != end; i.increment(problem)) {
      std::string name = i->path().filename().string();
      std::error_code ignored;
      if (name == "pack.json") {
        has_pack = true;
      } else if (!name.starts_with('.') && i->is_directory(ignored)) {
        subfolders.push_back(std::move(name));
      }
    }
    // What lies elsewhere may well be closed to us.
    if (problem && named && depth < depth_of_packs)
      findings_.push_back({.code = Errc::unreadable, .message = problem.message(), .file = folder});
    if (has_pack && depth > 0) pack(folder, path, depth == depth_of_packs && named);
    if (depth > depth_of_packs) return;
    std::sort(subfolders.begin(), subfolders.end());
    for (const std::string& name : subfolders) {
      look(folder + '/' + name, path.empty() ? name : path + '/' + name, depth + 1, named && is_id(name));
    }
  }

  void pack(const std::string& folder, const std::string& path, bool in_place) {
    std::string file = folder + "/pack.json";
    const auto stamp = stamp_of(file);
    if (!stamp) return;
    if (in_place) {
      found_.push_back({path, folder, std::move(file), *stamp});
      return;
    }
    findings_.push_back({.code = Errc::wrong_pack_id,
                         .message = "no id of a pack leads to the folder " + in_quotes(path) +
                                    ": a pack lies in place/sector/document below the folder of packs, small letters, "
                                    "digits and underscores each",
                         .file = std::move(file)});
  }

  std::vector<PackFile>& found_;
  Findings& findings_;
};

}  // namespace files

CAILIANG_INLINE Result<std::vector<PackFile>> pack_files(const std::string& folder, Findings& findings) {
  std::error_code ignored;
  if (!std::filesystem::is_directory(folder, ignored)) {
    return Error{.code = Errc::not_found, .message = "there is no such folder of packs", .file = folder};
  }
  std::error_code problem;
  static_cast<void>(std::filesystem::directory_iterator{folder, problem});
  if (problem) return Error{.code = Errc::unreadable, .message = problem.message(), .file = folder};
  std::vector<PackFile> found;
  files::Search{found, findings}.run(folder);
  // "a_b/c" and "a/b" sort otherwise as texts than as folders.
  std::sort(found.begin(), found.end(), [](const PackFile& a, const PackFile& b) { return a.id < b.id; });
  return found;
}

}  // namespace cailiang::detail

#undef CAILIANG_HAS_STAT
