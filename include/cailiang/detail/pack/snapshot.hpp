// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cailiang/detail/law/source_words.hpp"
#include "cailiang/detail/pack/catalogue_index.hpp"
#include "cailiang/detail/pack/files.hpp"
#include "cailiang/detail/pack/reader.hpp"
#include "cailiang/detail/pack/search.hpp"
#include "cailiang/detail/pack/sha256.hpp"
#include "cailiang/engine/standard.hpp"
#include "cailiang/error/result.hpp"
#include "cailiang/pack/entry.hpp"
#include "cailiang/pack/read.hpp"

namespace cailiang::detail {

using PackPointer = std::shared_ptr<const Pack>;

/// Reads a pack that must have the id of its folder.
inline Result<Pack> read_pack_file(const PackFile& at, std::string_view bytes) {
  Result<Pack> pack = read_pack(bytes, at.file);
  if (pack && pack->id != at.id) {
    return Error{
        .code = Errc::wrong_pack_id,
        .where = "/pack",
        .message = "the pack calls itself " + in_quotes(pack->id) + " and lies in the folder of " + in_quotes(at.id),
        .file = at.file};
  }
  return pack;
}

inline Result<Pack> read_pack_file(const PackFile& at) {
  const Result<std::string> bytes = read_file(at.file);
  return bytes ? read_pack_file(at, *bytes) : Result<Pack>{bytes.findings()};
}

/// What a search looks at: texts in which a word may stand, and numbers and ids that must be the whole word.
struct Searched {
  std::string text;
  std::vector<std::string> whole;

  void add(std::string_view more) { text += folded(more) + '\n'; }
  void add(const Label& label) {
    add(label.zh);
    add(label.en);
  }
  [[nodiscard]] bool has(const std::string& word) const { return is_one_of(word, whole) || stands_in(word, text); }
};

inline Searched searched(const Entry& entry) {
  Searched searched;
  searched.add(entry.title);
  searched.add(entry.issuer);
  searched.add(entry.place);
  searched.add(entry.number);
  searched.add(entry.id);
  searched.whole = {folded(entry.id), folded(entry.region)};
  return searched;
}

inline Searched searched(const ViolationEntry& violation) {
  Searched searched;
  searched.add(violation.label);
  searched.whole = {violation.id};
  // As it is typed: 8-1, 表8-1, 表 8-1, table 8-1.
  const auto add = [&](const SourceWords& words, const std::string& number) {
    for (const std::string& word : {number, words.zh(number), std::string{words.zh_before}, std::string{words.key}})
      searched.whole.push_back(folded(word));
  };
  constexpr std::string_view searched_keys[] = {"article", "table", "item", "code"};
  for (const SourceWords& words : source_words) {
    if (!is_one_of(words.key, searched_keys)) continue;
    const std::string& number = violation.source.get(words.key);
    if (!number.empty()) add(words, number);
    if (words.key != "code") continue;
    for (const std::string& code : violation.codes) add(words, code);
  }
  return searched;
}

struct SearchedViolation {
  ViolationEntry entry;
  Searched words;
};
using SearchedViolations = std::shared_ptr<const std::vector<SearchedViolation>>;

inline SearchedViolations searched(std::vector<ViolationEntry> violations) {
  std::vector<SearchedViolation> all;
  all.reserve(violations.size());
  for (ViolationEntry& violation : violations) {
    Searched words = searched(violation);
    all.push_back({std::move(violation), std::move(words)});
  }
  return std::make_shared<const std::vector<SearchedViolation>>(std::move(all));
}

/// One pack of a snapshot: what its file and the index say of it, and what is added, once, when it is asked for.
///
/// The mutex guards the last part. Nothing else is locked while it is held: packs that use each other cannot block.
class Volume {
 public:
  PackFile at;

  /// Takes over what the index says. The first who asks compares the bytes: no time of the file system tells whether
  /// the index speaks of them, since a folder may be copied, moved and checked out together with an old index.
  void take_over(Entry entry, std::string_view lines, std::string_view file) {
    entry_ = std::move(entry);
    indexed_ = lines;
    index_file_ = file;
  }

  /// None if the pack cannot be read.
  [[nodiscard]] const std::optional<Entry>& entry() const { return known().entry_; }
  /// Why it cannot be read.
  [[nodiscard]] const Findings& findings() const { return known().findings_; }
  /// Lines of the index with its violations, if they speak of the file, and the file they are in.
  [[nodiscard]] std::optional<std::string_view> indexed() const { return known().indexed_; }
  [[nodiscard]] std::string_view index_file() const { return index_file_; }

  /// Read when first asked for.
  [[nodiscard]] Result<PackPointer> pack() const {
    const std::scoped_lock lock{mutex};
    if (!pack_) {
      Result<Pack> read = read_pack_file(at);
      pack_ = read ? Result<PackPointer>{std::make_shared<const Pack>(std::move(*read))}
                   : Result<PackPointer>{read.findings()};
    }
    return *pack_;
  }

  mutable std::mutex mutex;
  mutable std::optional<Findings> meaning;
  mutable SearchedViolations violations;
  mutable std::optional<Result<Standard>> standard;

 private:
  const Volume& known() const {
    std::call_once(once_, [this] {
      if (!entry_ || sha256_now() != entry_->sha256) {
        indexed_.reset();
        entry_.reset();
        const Result<PackPointer> read = pack();
        if (read) entry_ = entry_of(**read);
        if (!read) findings_ = read.findings();
      }
      if (entry_) entry_->folder = at.folder;
    });
    return *this;
  }

  /// Of the pack, if it was read, else of its file; empty if there is none.
  [[nodiscard]] std::string sha256_now() const {
    {
      const std::scoped_lock lock{mutex};
      if (pack_) return *pack_ ? (**pack_)->sha256 : std::string{};
    }
    const Result<std::string> bytes = read_file(at.file);
    return bytes ? sha256_hex(*bytes) : std::string{};
  }

  mutable std::optional<Result<PackPointer>> pack_;
  mutable std::once_flag once_;
  mutable std::optional<Entry> entry_;
  mutable std::optional<std::string_view> indexed_;
  mutable Findings findings_;
  std::string_view index_file_;
};

/// The lists of names in the folders, as far as they can be used.
struct Names {
  Places places;
  Synonyms synonyms;
  Findings findings;
};

using NamedText = std::pair<std::string, std::string>;  ///< a file and what was in it

/// What the folders held when they were searched.
struct Snapshot {
  std::vector<std::string> folders;
  std::vector<NamedText> indexes;  ///< the volumes look into them
  std::map<std::string, Volume, std::less<>> volumes;
  std::vector<NamedText> places;
  std::vector<NamedText> synonyms;
  Findings findings;

  /// Understood when first asked for: the places of a country take as long as the index of a thousand packs.
  [[nodiscard]] const Names& names() const {
    std::call_once(once_, [this] {
      const auto add = [this](const std::vector<NamedText>& files, auto& list) {
        for (const auto& [file, text] : files) {
          const Findings wrong = list.add(text, file);
          names_.findings.insert(names_.findings.end(), wrong.begin(), wrong.end());
        }
      };
      add(places, names_.places);
      add(synonyms, names_.synonyms);
    });
    return names_;
  }
  /// What is known of a pack that can be read.
  [[nodiscard]] Entry entry(const Volume& volume) const {
    Entry entry = *volume.entry();
    entry.place = names().places.name(entry.region);
    entry.sector_name = names().synonyms.name(entry.sector());
    return entry;
  }

 private:
  mutable std::once_flag once_;
  mutable Names names_;
};

inline void append(Findings& to, const Findings& more) {
  to.insert(to.end(), more.begin(), more.end());
}

/// Makes a snapshot of the folders.
class SnapshotMaker {
 public:
  [[nodiscard]] Result<std::shared_ptr<const Snapshot>> run(std::vector<std::string> folders) {
    snapshot_->folders = std::move(folders);
    // The volumes look into its texts, so that they may not move.
    snapshot_->indexes.reserve(snapshot_->folders.size());
    Findings missing;
    for (const std::string& folder : snapshot_->folders) {
      const Result<std::vector<PackFile>> files = pack_files(folder, snapshot_->findings);
      if (!files) {
        append(missing, files.findings());
        continue;
      }
      names(folder + "/places.json", snapshot_->places);
      names(folder + "/synonyms.json", snapshot_->synonyms);
      packs(folder + "/index.json", *files);
    }
    if (!missing.empty()) return missing;
    return std::shared_ptr<const Snapshot>{std::move(snapshot_)};
  }

 private:
  /// A list of names that a folder may have.
  void names(std::string file, std::vector<NamedText>& lists) {
    Result<std::string> text = read_file(file);
    if (text) {
      lists.emplace_back(std::move(file), std::move(*text));
    } else if (text.error().code != Errc::not_found) {
      append(snapshot_->findings, text.findings());
    }
  }

  void packs(const std::string& file, const std::vector<PackFile>& files) {
    std::map<std::string, IndexedPack, std::less<>> indexed;
    if (stamp_of(file)) {
      // However large: only its lines are read.
      Result<std::string> text = read_file(file, false);
      if (text) {
        const auto& [name, kept] = snapshot_->indexes.emplace_back(file, std::move(*text));
        Result<std::map<std::string, IndexedPack, std::less<>>> read = read_index(kept, name);
        if (read) indexed = std::move(*read);
        if (!read) append(snapshot_->findings, read.findings());
      } else {
        append(snapshot_->findings, text.findings());
      }
    }
    for (const PackFile& at : files) {
      const auto [place, is_new] = snapshot_->volumes.try_emplace(at.id);
      if (!is_new) continue;  // an earlier folder has it
      Volume& volume = place->second;
      volume.at = at;
      const auto line = indexed.find(at.id);
      const bool found = line != indexed.end() && from_index(volume, line->second);
      if (!found) static_cast<void>(volume.entry());  // read at once
    }
  }

  /// True if the index may speak of the file as it is now.
  bool from_index(Volume& volume, const IndexedPack& indexed) {
    const std::string& file = snapshot_->indexes.back().first;
    Result<IndexedEntry> read = read_indexed_entry(indexed.text, file);
    if (!read) {
      append(snapshot_->findings, read.findings());
      return false;
    }
    if (read->size != volume.at.stamp.size) return false;
    volume.take_over(std::move(read->entry), indexed.violations, file);
    return true;
  }

  std::shared_ptr<Snapshot> snapshot_ = std::make_shared<Snapshot>();
};

}  // namespace cailiang::detail
