// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <charconv>
#include <optional>

#include "cailiang/detail/inline.hpp"
#include "cailiang/detail/pack/catalogue_index.hpp"
#include "cailiang/detail/pack/law_reader.hpp"

namespace cailiang::detail {

namespace indexing {

inline constexpr std::string_view first_line = "{\"format\":\"cailiang-index/1\",\"packs\":[\n";
inline constexpr std::string_view pack_begin = "{\"pack\":\"";
inline constexpr std::string_view violations_begin = "\"violations\":[\n";
inline constexpr std::string_view pack_end = "]}";
inline constexpr std::string_view last_line = "]}\n";

CAILIANG_INLINE Error unusable(std::string_view file, std::string message) {
  return {.code = Errc::index_stale,
          .message = std::move(message) + "; write it anew (cailiang index)",
          .file = std::string{file}};
}

class IndexReader : public LawReader {
 public:
  using LawReader::LawReader;

  [[nodiscard]] IndexedEntry entry() {
    IndexedEntry read;
    Entry& entry = read.entry;
    const Node at = root();
    if (!object(at, {"pack", "sha256", "size", "kind", "version", "title", "number", "issuer", "rank", "region",
                     "in_force", "violations"}))
      return read;
    entry.id = text(need(at, "pack"), Errc::bad_id, is_pack_id, "a pack: place/sector/document");
    entry.sha256 = text(need(at, "sha256"));
    const std::string size = text(need(at, "size"));
    if (std::from_chars(size.data(), size.data() + size.size(), read.size).ptr != size.data() + size.size()) {
      find(Errc::bad_number_text, at["size"], "the size is a whole number of bytes");
    }
    entry.kind = word<PackKind>(need(at, "kind"), pack_kind_names).value_or(PackKind::standard);
    entry.version = text(need(at, "version"));
    entry.title = label(need(at, "title"));
    entry.number = text(at["number"]);
    entry.issuer = label(at["issuer"]);
    entry.rank = word<Rank>(need(at, "rank"), rank_names).value_or(Rank::national);
    entry.region = text(at["region"]);
    if (const Node period = need(at, "in_force"); object(period, {"from", "until"})) {
      entry.in_force.from = date(need(period, "from"));
      entry.in_force.until = date(period["until"]);
    }
    return read;
  }

  [[nodiscard]] std::vector<ViolationEntry> violations() {
    std::vector<ViolationEntry> violations;
    list(root(), 0, [&](const Node& item) {
      ViolationEntry violation;
      if (!object(item, {"id", "label", "refines", "source", "codes"})) return;
      violation.id = id(need(item, "id"));
      violation.label = label(need(item, "label"));
      if (const Node refines = item["refines"]) violation.refines = this->refines(refines);
      violation.source = source(need(item, "source"));
      violation.codes = texts(item["codes"], 1, [this](const Node& code) { return text(code); });
      violations.push_back(std::move(violation));
    });
    return violations;
  }

 private:
  [[nodiscard]] Refines refines(const Node& at) {
    Refines refines;
    const auto provision = [this](const Node& item) { return text(item); };
    if (at.is(Json::Kind::text)) {
      refines.kind = text(at) == "any" ? RefinesKind::any : RefinesKind::all;
      if (refines.kind == RefinesKind::all) refines.provisions.push_back(text(at));
    } else if (at.is(Json::Kind::object)) {
      refines.kind = RefinesKind::one_of;
      if (object(at, {"one_of"})) refines.provisions = texts(need(at, "one_of"), 1, provision);
    } else {
      refines.kind = RefinesKind::all;
      refines.provisions = texts(at, 1, provision);
    }
    return refines;
  }
};

// Writing: members with nothing to say are left out, as in a pack.

CAILIANG_INLINE std::string json_text(std::string_view text) {
  std::string json = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      json += '\\';
      json += c;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      constexpr std::string_view digits = "0123456789abcdef";
      json += "\\u00";
      json += digits[static_cast<std::size_t>(c) >> 4];
      json += digits[static_cast<std::size_t>(c) & 0xF];
    } else {
      json += c;
    }
  }
  return json += '"';
}

/// A member whose value is JSON already; none if there is no value.
CAILIANG_INLINE std::string member(std::string_view key, const std::string& json) {
  return json.empty() ? std::string{} : ",\"" + std::string{key} + "\":" + json;
}

CAILIANG_INLINE std::string text(std::string_view value) {
  return value.empty() ? std::string{} : json_text(value);
}

/// An object of members; none without any.
CAILIANG_INLINE std::string object(const std::string& members) {
  return members.empty() ? std::string{} : "{" + members.substr(1) + "}";
}

CAILIANG_INLINE std::string label(const Label& label) {
  return object(member("zh", text(label.zh)) + member("en", text(label.en)));
}

CAILIANG_INLINE std::string source(const Source& source) {
  std::string members;
  for (std::size_t i = 0; i < Source::keys.size(); ++i) members += member(Source::keys[i], text(source.values[i]));
  return object(members);
}

CAILIANG_INLINE std::string list(const std::vector<std::string>& values) {
  std::string json;
  for (const std::string& value : values) json += "," + json_text(value);
  return json.empty() ? std::string{} : "[" + json.substr(1) + "]";
}

CAILIANG_INLINE std::string refines(const Refines& refines) {
  switch (refines.kind) {
    case RefinesKind::nothing: return {};
    case RefinesKind::any: return "\"any\"";
    case RefinesKind::one_of: return object(member("one_of", list(refines.provisions)));
    case RefinesKind::all: break;
  }
  return refines.provisions.size() == 1 ? json_text(refines.provisions.front()) : list(refines.provisions);
}

CAILIANG_INLINE std::string day(const std::optional<Date>& date) {
  return date ? json_text(date->text()) : std::string{};
}

}  // namespace indexing

CAILIANG_INLINE Result<std::map<std::string, IndexedPack, std::less<>>> read_index(std::string_view text,
                                                                                   std::string_view file) {
  if (!text.starts_with(indexing::first_line))
    return indexing::unusable(file, "this is no index that can be read here");
  std::map<std::string, IndexedPack, std::less<>> packs;
  std::size_t at = indexing::first_line.size();
  while (text.substr(at).starts_with(indexing::pack_begin)) {
    // Inside a JSON text no line ends, so these marks are the index's own.
    const std::size_t line_end = text.find('\n', at);
    const std::size_t end = line_end == std::string_view::npos ? line_end : text.find("\n]}", line_end);
    const std::string_view line = text.substr(at, line_end - at + 1);
    if (end == std::string_view::npos || !line.ends_with(indexing::violations_begin)) break;
    const std::size_t id = indexing::pack_begin.size();
    IndexedPack pack{std::string{line} + "]}", text.substr(line_end + 1, end - std::min(end, line_end + 1))};
    packs.insert_or_assign(std::string{line.substr(id, line.find('"', id) - id)}, std::move(pack));
    at = end + 3;
    if (text.substr(at).starts_with(",\n")) {
      at += 2;
    } else {
      ++at;
      break;
    }
  }
  if (at > text.size() || text.substr(at) != indexing::last_line)
    return indexing::unusable(file, "the index was changed by hand or broke off");
  return packs;
}

CAILIANG_INLINE Result<IndexedEntry> read_indexed_entry(const std::string& text, std::string_view file) {
  indexing::IndexReader reader{text, file};
  if (reader.unreadable()) return reader.take_findings();
  IndexedEntry entry = reader.entry();
  if (!reader.sound()) return reader.take_findings();
  return entry;
}

CAILIANG_INLINE Result<std::vector<ViolationEntry>> read_indexed_violations(std::string_view lines,
                                                                            std::string_view file) {
  const std::string text = "[" + std::string{lines} + "]";
  indexing::IndexReader reader{text, file};
  if (reader.unreadable()) return reader.take_findings();
  std::vector<ViolationEntry> violations = reader.violations();
  if (!reader.sound()) return reader.take_findings();
  return violations;
}

CAILIANG_INLINE Entry entry_of(const Pack& pack) {
  return {.id = pack.id,
          .kind = pack.kind,
          .version = pack.version,
          .title = pack.title,
          .number = pack.number,
          .issuer = pack.issuer,
          .rank = pack.rank,
          .region = pack.region,
          .in_force = pack.in_force,
          .sha256 = pack.sha256,
          .place = {},
          .sector_name = {},
          .folder = {}};
}

CAILIANG_INLINE std::vector<ViolationEntry> violations_of(const Pack& pack) {
  std::vector<ViolationEntry> entries;
  for (const Violation& violation : pack.violations) {
    ViolationEntry entry{violation.id, violation.label, violation.refines, violation.source, {}};
    const std::string& own = violation.source.get("code");
    for (const Table& table : violation.tables) {
      for (const Tier& tier : table.tiers) {
        const std::string& code = tier.source.get("code");
        if (!code.empty() && code != own && !is_one_of(code, entry.codes)) entry.codes.push_back(code);
      }
    }
    entries.push_back(std::move(entry));
  }
  return entries;
}

CAILIANG_INLINE void IndexWriter::add(const Pack& pack, std::uintmax_t size) {
  using namespace indexing;
  text_ += text_.empty() ? "" : ",\n";
  text_ +=
      "{\"pack\":" + json_text(pack.id) + member("sha256", text(pack.sha256)) +
      member("size", json_text(std::to_string(size))) +
      member("kind", json_text(pack_kind_names[static_cast<std::size_t>(pack.kind)])) +
      member("version", text(pack.version)) + member("title", label(pack.title)) + member("number", text(pack.number)) +
      member("issuer", label(pack.issuer)) +
      member("rank", json_text(rank_names[static_cast<std::size_t>(pack.rank)])) + member("region", text(pack.region)) +
      member("in_force", object(member("from", day(pack.in_force.from)) + member("until", day(pack.in_force.until)))) +
      ",";
  text_ += violations_begin;
  std::string lines;
  for (const ViolationEntry& violation : violations_of(pack)) {
    lines += lines.empty() ? "" : ",\n";
    lines += "{\"id\":" + json_text(violation.id) + member("label", label(violation.label)) +
             member("refines", refines(violation.refines)) + member("source", source(violation.source)) +
             member("codes", list(violation.codes)) + "}";
  }
  text_ += lines + (lines.empty() ? "" : "\n");
  text_ += pack_end;
}

CAILIANG_INLINE std::string IndexWriter::finish() && {
  std::string whole{indexing::first_line};
  whole += text_ + (text_.empty() ? "" : "\n");
  whole += indexing::last_line;
  return whole;
}

}  // namespace cailiang::detail
