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

/// One pack of a snapshot: what is known from the start, and what is added, once, when it is asked for.
///
/// The mutex guards the second part. Nothing else is locked while it is held: packs that use each other cannot block.
struct Volume {
  PackFile at;
  std::optional<Entry> entry;  ///< none if the pack cannot be read
  std::string_view indexed;    ///< lines of the index with its violations
  std::string_view index_file;

  mutable std::mutex mutex;
  mutable std::optional<Result<PackPointer>> pack;
  mutable std::optional<Findings> meaning;
  mutable SearchedViolations violations;
  mutable std::optional<Result<Standard>> standard;
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
    Entry entry = *volume.entry;
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
    // Asked first: what changes after the index was read is newer than it.
    const std::optional<Stamp> stamp = stamp_of(file);
    std::map<std::string, IndexedPack, std::less<>> indexed;
    if (stamp) {
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
      if (line == indexed.end() || !from_index(volume, line->second, *stamp)) anew(volume);
    }
  }

  /// True if the index speaks of the file as it is now.
  bool from_index(Volume& volume, const IndexedPack& indexed, const Stamp& index) {
    const std::string& file = snapshot_->indexes.back().first;
    const Result<IndexedEntry> read = read_indexed_entry(indexed.text, file);
    if (!read) {
      append(snapshot_->findings, read.findings());
      return false;
    }
    if (read->size != volume.at.stamp.size) return false;
    // A file that changed before the index was written is what the index was made from. In the same tick of the file
    // system's clock, or after it, only the bytes can tell. A folder that was copied has new times throughout; so the
    // bytes are asked anyway, as long as that costs no more than some milliseconds.
    hashed_ += volume.at.stamp.size;
    if (volume.at.stamp.changed >= index.changed || hashed_ <= hashed_anyway) {
      const Result<std::string> bytes = read_file(volume.at.file);
      if (!bytes || sha256_hex(*bytes) != read->entry.sha256) return false;
    }
    volume.entry = read->entry;
    volume.entry->folder = volume.at.folder;
    volume.indexed = indexed.violations;
    volume.index_file = file;
    return true;
  }

  void anew(Volume& volume) {
    Result<Pack> pack = read_pack_file(volume.at);
    if (!pack) {
      append(snapshot_->findings, pack.findings());
      volume.pack = Result<PackPointer>{pack.findings()};
      return;
    }
    volume.entry = entry_of(*pack);
    volume.entry->folder = volume.at.folder;
    volume.violations = searched(violations_of(*pack));
    volume.pack = Result<PackPointer>{std::make_shared<const Pack>(std::move(*pack))};
  }

  static constexpr std::uintmax_t hashed_anyway = 2U << 20U;  // bytes

  std::shared_ptr<Snapshot> snapshot_ = std::make_shared<Snapshot>();
  std::uintmax_t hashed_ = 0;
};

}  // namespace cailiang::detail
