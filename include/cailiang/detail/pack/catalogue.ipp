// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <mutex>
#include <set>
#include <utility>

#include "cailiang/detail/inline.hpp"
#include "cailiang/detail/pack/catalogue_index.hpp"
#include "cailiang/detail/pack/draft.hpp"
#include "cailiang/detail/pack/files.hpp"
#include "cailiang/detail/pack/reader.hpp"
#include "cailiang/detail/pack/search.hpp"
#include "cailiang/detail/pack/snapshot.hpp"
#include "cailiang/pack/catalogue.hpp"
#include "cailiang/pack/meaning.hpp"

namespace cailiang {
namespace detail {

struct CatalogueState {
  std::mutex mutex;  ///< held only to take or replace the pointer
  std::shared_ptr<const Snapshot> snapshot;
};

namespace catalogue {

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
            .message = "no pack " + in_quotes(id) + " in " + searched + suggestion(id, known),
            .file = std::move(file)};
  }

  /// A pack and all that it uses, as far as they are there and can be read, and what is wrong with that.
  struct Closure {
    std::vector<PackPointer> packs;
    Findings findings;

    [[nodiscard]] std::vector<const Pack*> used() const {
      std::vector<const Pack*> used;
      for (std::size_t i = 1; i < packs.size(); ++i) used.push_back(packs[i].get());
      return used;
    }
  };

  [[nodiscard]] Closure closure(const Volume& first, PackPointer own) const {
    Closure made{{std::move(own)}, {}};
    std::vector<const Volume*> volumes{&first};
    std::set<std::string_view> seen{first.at.id};
    for (std::size_t i = 0; i < made.packs.size(); ++i) {
      const PackPointer user = made.packs[i];
      for (std::size_t k = 0; k < user->uses.size(); ++k) {
        const std::string& id = user->uses[k];
        const auto where = [&] { return "/uses/" + std::to_string(k); };
        if (id == first.at.id) {
          made.findings.push_back(
              {.code = Errc::cycle,
               .where = where(),
               .message = i == 0 ? "a pack cannot use itself"
                                 : in_quotes(id) + " uses this pack itself, directly or through others",
               .file = volumes[i]->at.file});
        }
        if (!seen.insert(id).second) continue;
        const Volume* used = volume(id);
        if (used == nullptr) {
          made.findings.push_back(not_found(id, where(), volumes[i]->at.file));
          continue;
        }
        const Result<PackPointer> read = used->pack();
        if (read) {
          made.packs.push_back(*read);
          volumes.push_back(used);
        } else {
          append(made.findings, read.findings());
        }
      }
    }
    return made;
  }

  /// What is wrong with a pack that can be read: with what it uses, and with its meaning.
  [[nodiscard]] Findings meaning(const Volume& volume, const PackPointer& own) const {
    {
      const std::scoped_lock lock{volume.mutex};
      if (volume.meaning) return *volume.meaning;
    }
    const Closure all = closure(volume, own);
    Findings findings = all.findings;
    append(findings, placed(check_meaning(*own, all.used()), volume, all));
    const std::scoped_lock lock{volume.mutex};
    volume.meaning = findings;
    return findings;
  }

  /// Everything that is wrong with a pack that is not in order itself: what can be read of it is checked too.
  [[nodiscard]] Findings everything_wrong(const Volume& volume, Findings findings) const {
    const Result<std::string> bytes = read_file(volume.at.file);
    if (!bytes) return findings;
    const Draft draft = read_draft(*bytes, volume.at.file);
    const Closure all = closure(volume, std::make_shared<const Pack>(draft.pack));
    append(findings, all.findings);
    Findings found = check_draft(draft, all.used());
    found.erase(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(draft.findings.size()));
    append(findings, placed(std::move(found), volume, all));
    return findings;
  }

  /// The pack and all that it uses, each checked.
  [[nodiscard]] Result<std::vector<PackPointer>> packs(std::string_view id) const {
    const Volume* const own = volume(id);
    if (own == nullptr) return not_found(id, {}, {});
    const Result<PackPointer> read = own->pack();
    if (!read) return everything_wrong(*own, read.findings());
    Closure all = closure(*own, *read);
    for (const PackPointer& each : all.packs) {
      for (const Error& found : meaning(*volume(each->id), each)) {
        // What is missing is missing to each pack that uses it, and a round of uses goes through each pack in it.
        const auto same = [&](const Error& other) {
          const bool round = found.code == Errc::cycle && found.where.starts_with("/uses/");
          if (other.code != found.code) return false;
          return round ? other.where.starts_with("/uses/") : other.where == found.where && other.file == found.file;
        };
        if (std::none_of(all.findings.begin(), all.findings.end(), same)) all.findings.push_back(found);
      }
    }
    if (!all.findings.empty()) return std::move(all.findings);
    return std::move(all.packs);
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
    const std::optional<std::string_view> indexed = volume.indexed();
    {
      const std::scoped_lock lock{volume.mutex};
      if (volume.violations) return volume.violations;
    }
    std::vector<ViolationEntry> violations;
    Result<std::vector<ViolationEntry>> read =
        indexed ? read_indexed_violations(*indexed, volume.index_file()) : std::vector<ViolationEntry>{};
    if (indexed && read) {
      violations = std::move(*read);
    } else if (const Result<PackPointer> anew = volume.pack()) {
      violations = violations_of(**anew);
    }
    const std::scoped_lock lock{volume.mutex};
    if (!volume.violations) volume.violations = searched(std::move(violations));
    return volume.violations;
  }

 private:
  /// Findings of a pack's meaning with its file; without those that may only come from a pack in use that is missing.
  static Findings placed(Findings findings, const Volume& volume, const Closure& all) {
    if (!all.findings.empty()) {
      std::erase_if(findings, [](const Error& found) {
        return found.code == Errc::unknown_fact || found.code == Errc::unknown_reference ||
               found.code == Errc::two_tables_for_branch || found.where.starts_with("/uses/");
      });
    }
    for (Error& found : findings) found.file = volume.at.file;
    return findings;
  }

  const Snapshot& snapshot_;
};

}  // namespace catalogue
}  // namespace detail

CAILIANG_INLINE Result<Catalogue> Catalogue::open(std::vector<std::string> folders) {
  Result<std::shared_ptr<const detail::Snapshot>> snapshot = detail::SnapshotMaker{}.run(std::move(folders));
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
  Result<std::shared_ptr<const detail::Snapshot>> fresh = detail::SnapshotMaker{}.run(snapshot()->folders);
  if (!fresh) return fresh.findings();
  const std::scoped_lock lock{state_->mutex};
  state_->snapshot.swap(*fresh);  // the old one goes after the lock does
  return {};
}

CAILIANG_INLINE Findings Catalogue::findings() const {
  const auto snapshot = this->snapshot();
  Findings findings = snapshot->findings;
  for (const auto& [id, volume] : snapshot->volumes) detail::append(findings, volume.findings());
  detail::append(findings, snapshot->names().findings);
  return findings;
}

CAILIANG_INLINE std::vector<Entry> Catalogue::entries() const {
  const auto snapshot = this->snapshot();
  std::vector<Entry> entries;
  for (const auto& [id, volume] : snapshot->volumes) {
    if (volume.entry()) entries.push_back(snapshot->entry(volume));
  }
  return entries;
}

CAILIANG_INLINE Result<Entry> Catalogue::entry(std::string_view id) const {
  const auto snapshot = this->snapshot();
  const detail::catalogue::Reading reading{*snapshot};
  const detail::Volume* const volume = reading.volume(id);
  if (volume == nullptr) return reading.not_found(id, {}, {});
  if (volume->entry()) return snapshot->entry(*volume);
  return volume->findings();
}

CAILIANG_INLINE Result<std::vector<Entry>> Catalogue::list(const Wanted& wanted) const {
  const auto snapshot = this->snapshot();
  std::string region;
  if (!wanted.place.empty()) {
    Result<std::string> found = snapshot->names().places.region(wanted.place);
    if (!found) return found.findings();
    region = std::move(*found);
  }
  const std::string sector = detail::folded(wanted.sector);
  // A part of what a sector is called leads to it: 交通 to 道路交通.
  const auto is_called = [&](std::string_view own) {
    const std::vector<std::string> names = snapshot->names().synonyms.of(std::string{own});
    return std::any_of(names.begin(), names.end(), [&](const auto& name) { return detail::stands_in(sector, name); });
  };
  std::vector<Entry> entries;
  for (const auto& [id, volume] : snapshot->volumes) {
    // What the id says is asked first: the rest may cost a look into the file.
    if (!sector.empty() && !is_called(detail::sector_of(id))) continue;
    if (!volume.entry()) continue;
    const Entry& entry = *volume.entry();
    // A document of a province or city whose region the pack does not say applies nobody knows where.
    const bool somewhere = !entry.region.empty() || entry.rank == Rank::national;
    if (!region.empty() && (!somewhere || !detail::lies_in(region, entry.region))) continue;
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
    if (!volume.entry()) continue;
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
      detail::append(findings, pack.findings());
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
