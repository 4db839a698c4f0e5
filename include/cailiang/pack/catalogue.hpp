// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cailiang/engine/standard.hpp"
#include "cailiang/error/result.hpp"
#include "cailiang/pack/entry.hpp"

namespace cailiang {

namespace detail {
struct CatalogueState;
struct Snapshot;
}  // namespace detail

/// What Catalogue::list() is asked for. An empty member does not matter.
struct Wanted {
  std::string place{};         ///< a region code, or a name as printed, with or without its last 省, 市, 区 or 县
  std::string sector{};        ///< the middle word of the id, or a synonym of it
  std::optional<Date> date{};  ///< a day on which the pack is in force
};

/// The packs in one or more folders, found without reading them and read when asked for.
///
/// Copies share one state. Every member may be called from any thread at any time; what was handed out stays as it is,
/// also across reload(). Nothing but the folders named is looked at.
class Catalogue {
 public:
  /// A pack `a/b/c` is the file `a/b/c/pack.json` below a folder. Where two folders have it, the first counts.
  /// Packs that are not in order do not hinder the others: see findings().
  /// \return Errc::not_found or Errc::unreadable if a folder cannot be searched.
  [[nodiscard]] static Result<Catalogue> open(std::vector<std::string> folders);
  [[nodiscard]] static Result<Catalogue> open(std::initializer_list<std::string> folders) {
    return open(std::vector<std::string>{folders});
  }
  [[nodiscard]] static Result<Catalogue> open(std::string_view folder) {
    return open(std::vector<std::string>{std::string{folder}});
  }
#ifdef CAILIANG_DATA_DIR
  /// The packs that were installed with these headers. CMake defines the folder; no environment variable changes it.
  [[nodiscard]] static Result<Catalogue> shipped(std::string_view folder = CAILIANG_DATA_DIR) { return open(folder); }
#endif

  /// Every pack, by id.
  [[nodiscard]] std::vector<Entry> entries() const;
  /// \return Errc::pack_not_found if there is none, or what is wrong with its file.
  [[nodiscard]] Result<Entry> entry(std::string_view id) const;

  /// The packs that apply: in a place, those of the place itself, of the places it lies in, and of the nation. By id.
  /// \return Errc::bad_value if no place, or more than one, has the name: a place is never guessed.
  [[nodiscard]] Result<std::vector<Entry>> list(const Wanted& wanted = {}) const;

  /// The packs, and the violations in them, in which every one of the words stands, or a synonym of it
  /// (`synonyms.json`).
  ///
  /// Looked at are titles, numbers, issuers and places, labels in both languages, and codes and ids, which must be
  /// whole. Full-width letters and kinds of brackets do not matter, nor do capitals. A pack stands for itself where all
  /// words fit it alone, else for those of its violations that the other words fit. By id, then in the order of print.
  [[nodiscard]] std::vector<Found> find(std::string_view words) const;

  /// The pack, then all that it uses: those it names, in its order, then those that they name. Each is read once and
  /// checked.
  /// \return every finding, with the file it is in: Errc::pack_not_found, Errc::wrong_pack_id, Errc::cycle, and those
  ///   of check_pack().
  [[nodiscard]] Result<std::vector<std::shared_ptr<const Pack>>> packs(std::string_view id) const;

  /// The pack with all that it uses, compiled once.
  /// \return the findings of packs() and of Standard::compile().
  [[nodiscard]] Result<Standard> load(std::string_view id) const;

  /// Searches the folders again, so that changed, new and missing packs count from now on.
  /// \return empty, or why the catalogue stays as it was.
  [[nodiscard]] Findings reload();

  /// What is not in order in the folders: packs that cannot be read or that no id leads to, an index or list of names
  /// that cannot be used.
  [[nodiscard]] Findings findings() const;

 private:
  explicit Catalogue(std::shared_ptr<detail::CatalogueState> state) : state_{std::move(state)} {}
  [[nodiscard]] std::shared_ptr<const detail::Snapshot> snapshot() const;

  std::shared_ptr<detail::CatalogueState> state_;
};

/// What belongs into `index.json` of a folder of packs: the same bytes for the same packs.
///
/// With it a catalogue opens without reading the packs. The bytes of those that a query looks at are compared with the
/// index once, and a pack that is not as the index says is read anew: an old index costs time and never a wrong answer.
/// \return what is wrong with any pack: then there is no index.
[[nodiscard]] Result<std::string> index_text(std::string_view folder);

/// Writes `index.json` into a folder of packs.
/// \return empty, or why it was not written; Errc::index_stale if packs changed in the meantime.
[[nodiscard]] Findings write_index(std::string_view folder);

}  // namespace cailiang

#ifndef CAILIANG_COMPILED
#include "cailiang/detail/pack/catalogue.ipp"
#endif
