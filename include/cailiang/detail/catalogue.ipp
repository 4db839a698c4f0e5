// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <utility>

#include "cailiang/detail/catalogue_index.hpp"
#include "cailiang/detail/files.hpp"
#include "cailiang/detail/inline.hpp"
#include "cailiang/detail/reader.hpp"
#include "cailiang/detail/search.hpp"
#include "cailiang/detail/sha256.hpp"
#include "cailiang/pack/catalogue.hpp"
#include "cailiang/pack/meaning.hpp"
#include "cailiang/pack/read.hpp"

namespace cailiang {
namespace detail {

using PackPointer = std::shared_ptr<const Pack>;

/// Reads a pack that must have the id of its folder.
CAILIANG_INLINE Result<Pack> read_pack_file(const PackFile& at, std::string_view bytes) {
  Result<Pack> pack = read_pack(bytes, at.file);
  if (pack && pack->id != at.id) {
    return Error{.code = Errc::wrong_pack_id,
                 .where = "/pack",
                 .message = "the pack calls itself \"" + pack->id + "\" and lies in the folder of \"" + at.id + "\"",
                 .file = at.file};
  }
  return pack;
}

CAILIANG_INLINE Result<Pack> read_pack_file(const PackFile& at) {
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

CAILIANG_INLINE Searched searched(const Entry& entry) {
  Searched searched;
  searched.add(entry.title);
  searched.add(entry.issuer);
  searched.add(entry.place);
  searched.add(entry.number);
  searched.add(entry.id);
  searched.whole = {folded(entry.id), folded(entry.region)};
  return searched;
}

CAILIANG_INLINE Searched searched(const ViolationEntry& violation) {
  Searched searched;
  searched.add(violation.label);
  searched.whole = {violation.id};
  for (const std::string& code : violation.codes) searched.whole.push_back(folded(code));
  for (const std::string_view key : {"article", "table", "item", "code"})
    searched.whole.push_back(folded(violation.source.get(key)));
  return searched;
}

struct SearchedViolation {
  ViolationEntry entry;
  Searched words;
};
using SearchedViolations = std::shared_ptr<const std::vector<SearchedViolation>>;

CAILIANG_INLINE SearchedViolations searched(std::vector<ViolationEntry> violations) {
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
    return entry;
  }

 private:
  mutable std::once_flag once_;
  mutable Names names_;
};

struct CatalogueState {
  std::mutex mutex;  ///< held only to take or replace the pointer
  std::shared_ptr<const Snapshot> snapshot;
};

namespace catalogue {

CAILIANG_INLINE void append(Findings& to, const Findings& more) {
  to.insert(to.end(), more.begin(), more.end());
}

/// Makes a snapshot of the folders.
class Search {
 public:
  [[nodiscard]] Result<std::shared_ptr<const Snapshot>> run(std::vector<std::string> folders) {
    snapshot_->folders = std::move(folders);
    snapshot_->indexes.reserve(
        snapshot_->folders.size());  // the volumes look into its texts, so that they may not move
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
    // system's clock, or after it, only the bytes can tell.
    if (volume.at.stamp.changed >= index.changed) {
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

  std::shared_ptr<Snapshot> snapshot_ = std::make_shared<Snapshot>();
};

/// Looks packs up in a snapshot and adds to it what was read.
class Reading {
 public:
  explicit Reading(const Snapshot& snapshot) : snapshot_{snapshot} {}

  [[nodiscard]] const Volume* volume(std::string_view id) const {
    const auto found = snapshot_.volumes.find(id);
    return found == snapshot_.volumes.end() ? nullptr : &found->second;
  }

  [[nodiscard]] Error not_found(std::string_view id, std::string where, std::string file) const {
    std::vector<std::string_view> known;
    for (const auto& [name, other] : snapshot_.volumes) known.emplace_back(name);
    std::string searched;
    for (const std::string& folder : snapshot_.folders) searched += (searched.empty() ? "" : ", ") + folder;
    return {.code = Errc::pack_not_found,
            .where = std::move(where),
            .message = "no pack \"" + std::string{id} + "\" in " + searched + suggestion(id, known),
            .file = std::move(file)};
  }

  [[nodiscard]] static Result<PackPointer> pack(const Volume& volume) {
    const std::scoped_lock lock{volume.mutex};
    if (!volume.pack) {
      Result<Pack> read = read_pack_file(volume.at);
      volume.pack = read ? Result<PackPointer>{std::make_shared<const Pack>(std::move(*read))}
                         : Result<PackPointer>{read.findings()};
    }
    return *volume.pack;
  }

  /// The pack and all that it uses; only whether they are there and can be read is known.
  [[nodiscard]] Result<std::vector<PackPointer>> closure(const Volume& first) const {
    const Result<PackPointer> own = pack(first);
    if (!own) return own.findings();
    std::vector<PackPointer> packs{*own};
    std::vector<const Volume*> volumes{&first};
    Findings findings;
    std::set<std::string_view> seen{first.at.id};
    for (std::size_t i = 0; i < packs.size(); ++i) {
      const PackPointer user = packs[i];
      for (std::size_t k = 0; k < user->uses.size(); ++k) {
        const std::string& id = user->uses[k];
        const auto where = [&] { return "/uses/" + std::to_string(k); };
        if (id == first.at.id) {
          findings.push_back({.code = Errc::cycle,
                              .where = where(),
                              .message = i == 0 ? "a pack cannot use itself"
                                                : "\"" + id + "\" uses this pack itself, directly or through others",
                              .file = volumes[i]->at.file});
        }
        if (!seen.insert(id).second) continue;
        const Volume* used = volume(id);
        if (used == nullptr) {
          findings.push_back(not_found(id, where(), volumes[i]->at.file));
          continue;
        }
        const Result<PackPointer> read = pack(*used);
        if (read) {
          packs.push_back(*read);
          volumes.push_back(used);
        } else {
          append(findings, read.findings());
        }
      }
    }
    if (!findings.empty()) return findings;
    return packs;
  }

  /// What is wrong with the meaning of a pack by itself.
  [[nodiscard]] Findings meaning(const Volume& volume) const {
    {
      const std::scoped_lock lock{volume.mutex};
      if (volume.meaning) return *volume.meaning;
    }
    const Result<std::vector<PackPointer>> packs = closure(volume);
    Findings findings;
    if (packs) {
      std::vector<const Pack*> used;
      for (std::size_t i = 1; i < packs->size(); ++i) used.push_back((*packs)[i].get());
      findings = check_meaning(*packs->front(), used);
      for (Error& error : findings) error.file = volume.at.file;
    } else {
      findings = packs.findings();
    }
    const std::scoped_lock lock{volume.mutex};
    volume.meaning = findings;
    return findings;
  }

  /// The pack and all that it uses, each checked.
  [[nodiscard]] Result<std::vector<PackPointer>> packs(std::string_view id) const {
    const Volume* const own = volume(id);
    if (own == nullptr) return not_found(id, {}, {});
    Result<std::vector<PackPointer>> packs = closure(*own);
    if (!packs) return packs;
    Findings findings;
    for (const PackPointer& pack : *packs) append(findings, meaning(*volume(pack->id)));
    if (!findings.empty()) return findings;
    return packs;
  }

  [[nodiscard]] Result<Standard> standard(std::string_view id) const {
    const Volume* const own = volume(id);
    if (own == nullptr) return not_found(id, {}, {});
    {
      const std::scoped_lock lock{own->mutex};
      if (own->standard) return *own->standard;
    }
    Result<std::vector<PackPointer>> packs = this->packs(id);
    if (!packs) return packs.findings();
    const std::scoped_lock lock{own->mutex};
    if (!own->standard) own->standard = Standard::compile(std::move(*packs));
    return *own->standard;
  }

  /// None if the pack cannot be read: then findings() of the catalogue say so.
  [[nodiscard]] static SearchedViolations violations(const Volume& volume) {
    {
      const std::scoped_lock lock{volume.mutex};
      if (volume.violations) return volume.violations;
    }
    std::vector<ViolationEntry> violations;
    if (Result<std::vector<ViolationEntry>> read = read_indexed_violations(volume.indexed, volume.index_file)) {
      violations = std::move(*read);
    } else if (const Result<PackPointer> anew = pack(volume)) {
      violations = violations_of(**anew);
    }
    const std::scoped_lock lock{volume.mutex};
    if (!volume.violations) volume.violations = searched(std::move(violations));
    return volume.violations;
  }

 private:
  const Snapshot& snapshot_;
};

}  // namespace catalogue
}  // namespace detail

CAILIANG_INLINE Result<Catalogue> Catalogue::open(std::vector<std::string> folders) {
  Result<std::shared_ptr<const detail::Snapshot>> snapshot = detail::catalogue::Search{}.run(std::move(folders));
  if (!snapshot) return snapshot.findings();
  auto state = std::make_shared<detail::CatalogueState>();
  state->snapshot = std::move(*snapshot);
  return Catalogue{std::move(state)};
}

CAILIANG_INLINE std::shared_ptr<const detail::Snapshot> Catalogue::snapshot() const {
  const std::scoped_lock lock{state_->mutex};
  return state_->snapshot;
}

CAILIANG_INLINE Findings Catalogue::reload() {
  Result<std::shared_ptr<const detail::Snapshot>> fresh = detail::catalogue::Search{}.run(snapshot()->folders);
  if (!fresh) return fresh.findings();
  const std::scoped_lock lock{state_->mutex};
  state_->snapshot.swap(*fresh);  // the old one goes after the lock does
  return {};
}

CAILIANG_INLINE Findings Catalogue::findings() const {
  const auto snapshot = this->snapshot();
  Findings findings = snapshot->findings;
  detail::catalogue::append(findings, snapshot->names().findings);
  return findings;
}

CAILIANG_INLINE std::vector<Entry> Catalogue::entries() const {
  const auto snapshot = this->snapshot();
  std::vector<Entry> entries;
  for (const auto& [id, volume] : snapshot->volumes) {
    if (volume.entry) entries.push_back(snapshot->entry(volume));
  }
  return entries;
}

CAILIANG_INLINE Result<Entry> Catalogue::entry(std::string_view id) const {
  const auto snapshot = this->snapshot();
  const detail::catalogue::Reading reading{*snapshot};
  const detail::Volume* const volume = reading.volume(id);
  if (volume == nullptr) return reading.not_found(id, {}, {});
  if (volume->entry) return snapshot->entry(*volume);
  return reading.pack(*volume).findings();
}

CAILIANG_INLINE Result<std::vector<Entry>> Catalogue::list(const Wanted& wanted) const {
  const auto snapshot = this->snapshot();
  std::string region;
  if (!wanted.place.empty()) {
    Result<std::string> found = snapshot->names().places.region(wanted.place);
    if (!found) return found.findings();
    region = std::move(*found);
  }
  const std::vector<std::string> sectors = snapshot->names().synonyms.of(detail::folded(wanted.sector));
  std::vector<Entry> entries;
  for (const auto& [id, volume] : snapshot->volumes) {
    if (!volume.entry) continue;
    const Entry& entry = *volume.entry;
    // A document of a province or city whose region the pack does not say applies nobody knows where.
    const bool somewhere = !entry.region.empty() || entry.rank == Rank::national;
    if (!region.empty() && (!somewhere || !detail::lies_in(region, entry.region))) continue;
    if (!wanted.sector.empty() && !detail::is_one_of(entry.sector(), sectors)) continue;
    if (wanted.date && !entry.in_force.contains(*wanted.date)) continue;
    entries.push_back(snapshot->entry(volume));
  }
  return entries;
}

CAILIANG_INLINE std::vector<Found> Catalogue::find(std::string_view words) const {
  using detail::Searched;
  const auto snapshot = this->snapshot();
  std::vector<std::vector<std::string>> wanted;
  for (const std::string& word : detail::search_words(words)) wanted.push_back(snapshot->names().synonyms.of(word));
  if (wanted.empty()) return {};
  const auto has = [](const Searched& searched, const std::vector<std::string>& synonyms) {
    return std::any_of(synonyms.begin(), synonyms.end(), [&](const std::string& word) { return searched.has(word); });
  };
  std::vector<Found> found;
  for (const auto& [id, volume] : snapshot->volumes) {
    if (!volume.entry) continue;
    const Entry entry = snapshot->entry(volume);
    const Searched whole = detail::searched(entry);
    std::vector<std::vector<std::string>> rest;
    for (const std::vector<std::string>& synonyms : wanted) {
      if (!has(whole, synonyms)) rest.push_back(synonyms);
    }
    if (rest.empty()) {
      found.push_back({entry});
      continue;
    }
    const detail::SearchedViolations violations = detail::catalogue::Reading::violations(volume);
    for (const detail::SearchedViolation& violation : *violations) {
      const bool fits =
          std::all_of(rest.begin(), rest.end(), [&](const auto& synonyms) { return has(violation.words, synonyms); });
      if (fits) found.push_back({entry, violation.entry});
    }
  }
  return found;
}

CAILIANG_INLINE Result<std::vector<std::shared_ptr<const Pack>>> Catalogue::packs(std::string_view id) const {
  const auto snapshot = this->snapshot();
  return detail::catalogue::Reading{*snapshot}.packs(id);
}

CAILIANG_INLINE Result<Standard> Catalogue::load(std::string_view id) const {
  const auto snapshot = this->snapshot();
  return detail::catalogue::Reading{*snapshot}.standard(id);
}

CAILIANG_INLINE Result<std::string> index_text(std::string_view folder) {
  Findings findings;
  const Result<std::vector<detail::PackFile>> files = detail::pack_files(std::string{folder}, findings);
  if (!files) return files.findings();
  detail::IndexWriter index;
  for (const detail::PackFile& at : *files) {
    const Result<std::string> bytes = detail::read_file(at.file);
    const Result<Pack> pack = bytes ? detail::read_pack_file(at, *bytes) : Result<Pack>{bytes.findings()};
    if (pack) {
      index.add(*pack, bytes->size());
    } else {
      detail::catalogue::append(findings, pack.findings());
    }
  }
  if (!findings.empty()) return findings;
  return std::move(index).finish();
}

CAILIANG_INLINE Findings write_index(std::string_view folder) {
  Findings ignored;
  const auto before = detail::pack_files(std::string{folder}, ignored);
  const Result<std::string> text = index_text(folder);
  if (!text) return text.findings();
  const std::string file = std::string{folder} + "/index.json";
  if (Findings findings = detail::write_file(file, *text); !findings.empty()) return findings;
  // A pack that changed after it was read and before the index stood there would pass for what the index says.
  const auto after = detail::pack_files(std::string{folder}, ignored);
  if (before && after && *before == *after) return {};
  return {Error{
      .code = Errc::index_stale, .message = "packs changed while the index was written; write it anew", .file = file}};
}

}  // namespace cailiang
