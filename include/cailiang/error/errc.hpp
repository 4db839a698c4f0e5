// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <string_view>

namespace cailiang {

/// What went wrong. Numbers are part of the file format, of Python and of scripts that read the command line:
/// never reused, never renumbered. 1xx reading, 2xx pack meaning, 3xx facts, 4xx evaluation, 5xx files.
enum class Errc : int {
  json_syntax = 101,
  not_utf8 = 102,
  byte_order_mark = 103,
  trailing_text = 104,
  too_large = 105,
  too_deep = 106,
  duplicate_key = 107,
  unknown_key = 108,
  missing_key = 109,
  null_value = 110,
  json_number = 111,
  wrong_type = 112,
  bad_id = 113,
  bad_number_text = 114,
  bad_date_text = 115,
  bad_value = 116,
  too_few_items = 117,
  bad_combination = 118,
  repeated_item = 119,

  unknown_reference = 201,
  unknown_fact = 202,
  unknown_option = 203,
  kind_mismatch = 204,
  unit_mismatch = 205,
  reserved_name = 206,
  duplicate_id = 207,
  cycle = 208,
  two_tables_for_branch = 209,
  several_otherwise = 210,
  otherwise_not_last = 211,
  crossing_ends = 212,
  crossing_clips = 213,
  shift_not_allowed = 214,
  conflicting_declaration = 215,
  not_allowed_here = 216,
  bad_test = 217,
  currency_mismatch = 218,
  format_version = 219,
  wrong_pack_id = 220,
  ambiguous_id = 221,
  missing_label = 222,
  grades_apart = 223,

  fact_unknown = 301,
  option_unknown = 302,
  fact_kind = 303,
  fact_unit = 304,
  negative_amount = 305,
  outside_domain = 306,
  state_not_allowed = 307,
  not_whole_fen = 308,
  float_given = 309,
  bad_amount_text = 310,
  empty_list = 311,
  bad_date = 312,
  unknown_apply = 313,
  unknown_violation = 314,
  unknown_provision = 315,
  provisions_required = 316,
  provisions_not_allowed = 317,
  date_required = 318,
  decision_before_act = 319,
  unknown_subject = 320,
  not_whole_count = 321,
  duplicate_option = 322,
  other_standard = 323,
  evidence_alone = 324,

  overflow = 401,
  wrong_currency = 403,

  not_found = 501,
  unreadable = 502,
  pack_not_found = 503,
  index_stale = 504,
  not_writable = 505,
};

/// One row of the error table.
struct ErrcInfo {
  Errc code;
  std::string_view name;     ///< stable identifier, the same in Python and in docs/errors.md
  std::string_view meaning;  ///< one sentence that a pack's author or a user can act on
};

/// Every code, by number. Documentation, Python's exceptions and the tests are made from this table.
inline constexpr std::array errc_table{
    ErrcInfo{Errc::json_syntax, "json_syntax", "The text is not JSON."},
    ErrcInfo{Errc::not_utf8, "not_utf8", "The text is not UTF-8; save the file as UTF-8."},
    ErrcInfo{Errc::byte_order_mark, "byte_order_mark", "The text starts with a byte-order mark; save it without one."},
    ErrcInfo{Errc::trailing_text, "trailing_text", "Something follows the end of the JSON value."},
    ErrcInfo{Errc::too_large, "too_large", "The text is longer than 50 MB."},
    ErrcInfo{Errc::too_deep, "too_deep",
             "Objects and lists are nested too deeply, or too many facts follow from one another in a row."},
    ErrcInfo{Errc::duplicate_key, "duplicate_key", "A key stands twice in one object; keep one of them."},
    ErrcInfo{Errc::unknown_key, "unknown_key", "The format has no such key here; check its spelling."},
    ErrcInfo{Errc::missing_key, "missing_key", "A required key is not there."},
    ErrcInfo{Errc::null_value, "null_value", "null says nothing; leave the key out."},
    ErrcInfo{Errc::json_number, "json_number",
             "Numbers are written as text, exactly as the law writes them: \"0.05\"."},
    ErrcInfo{Errc::wrong_type, "wrong_type", "Another type of JSON value belongs here."},
    ErrcInfo{Errc::bad_id, "bad_id", "An id is a small letter, then small letters, digits and underscores."},
    ErrcInfo{Errc::bad_number_text, "bad_number_text",
             "Not a number as the format writes it: 200000, 9999.99, 50%, 1/3."},
    ErrcInfo{Errc::bad_date_text, "bad_date_text", "Not a day of the calendar written as 2026-08-15."},
    ErrcInfo{Errc::bad_value, "bad_value", "The word is not in the list that is allowed here."},
    ErrcInfo{Errc::too_few_items, "too_few_items", "The list or object has fewer members than it needs."},
    ErrcInfo{Errc::bad_combination, "bad_combination", "These keys do not stand together."},
    ErrcInfo{Errc::repeated_item, "repeated_item", "A list names the same thing twice; keep one."},

    ErrcInfo{Errc::unknown_reference, "unknown_reference", "A reference names something that no pack in use has."},
    ErrcInfo{Errc::unknown_fact, "unknown_fact", "A fact is used that no pack in use declares."},
    ErrcInfo{Errc::unknown_option, "unknown_option", "The fact has no such option."},
    ErrcInfo{Errc::kind_mismatch, "kind_mismatch", "The kinds of the parts do not go together."},
    ErrcInfo{Errc::unit_mismatch, "unit_mismatch", "The units of the parts differ; the engine converts none."},
    ErrcInfo{Errc::reserved_name, "reserved_name", "The name is reserved by the format."},
    ErrcInfo{Errc::duplicate_id, "duplicate_id", "Two things that are told apart by their ids have the same one."},
    ErrcInfo{Errc::cycle, "cycle", "A definition leads back to itself."},
    ErrcInfo{Errc::two_tables_for_branch, "two_tables_for_branch",
             "Two tables speak of one branch, and the violation does not say add_tables."},
    ErrcInfo{Errc::several_otherwise, "several_otherwise", "A list has more than one row without when."},
    ErrcInfo{Errc::otherwise_not_last, "otherwise_not_last", "In this list the row without when stands last."},
    ErrcInfo{Errc::crossing_ends, "crossing_ends", "The lower end of a range lies above its upper end."},
    ErrcInfo{Errc::crossing_clips, "crossing_clips", "at_least lies above at_most."},
    ErrcInfo{Errc::shift_not_allowed, "shift_not_allowed", "shift needs one list of tiers to move along."},
    ErrcInfo{Errc::conflicting_declaration, "conflicting_declaration",
             "Two packs in use declare a fact differently; the standard must declare it itself, and compatibly."},
    ErrcInfo{Errc::not_allowed_here, "not_allowed_here", "The word exists, but not in this place."},
    ErrcInfo{Errc::bad_test, "bad_test", "A fact of this kind cannot be tested so."},
    ErrcInfo{Errc::currency_mismatch, "currency_mismatch", "Packs in use together name different currencies."},
    ErrcInfo{Errc::format_version, "format_version", "The pack is written in a version of the format not known here."},
    ErrcInfo{Errc::wrong_pack_id, "wrong_pack_id", "The id in the pack is not the folder it lies in."},
    ErrcInfo{Errc::ambiguous_id, "ambiguous_id", "Several packs in use have this id; write pack#id."},
    ErrcInfo{Errc::missing_label, "missing_label", "A label lacks the language that is required here."},
    ErrcInfo{Errc::grades_apart, "grades_apart", "Tiers of one grade stand together, with no other tier between them."},

    ErrcInfo{Errc::fact_unknown, "fact_unknown", "The standard has no such fact; check its spelling."},
    ErrcInfo{Errc::option_unknown, "option_unknown", "The fact has no such option; take one of its list."},
    ErrcInfo{Errc::fact_kind, "fact_kind", "The value is of another kind than the fact."},
    ErrcInfo{Errc::fact_unit, "fact_unit", "The value is in another unit than the fact; nothing is converted."},
    ErrcInfo{Errc::negative_amount, "negative_amount", "The amount is negative."},
    ErrcInfo{Errc::outside_domain, "outside_domain", "The value lies outside what the fact can be."},
    ErrcInfo{Errc::state_not_allowed, "state_not_allowed", "The fact may not be absent, or not unprovable."},
    ErrcInfo{Errc::not_whole_fen, "not_whole_fen",
             "The amount is no whole number of the currency's smallest unit (fen, 0.01 yuan)."},
    ErrcInfo{Errc::float_given, "float_given",
             "A floating-point number is not exact; give text, for example \"9999.99\"."},
    ErrcInfo{Errc::bad_amount_text, "bad_amount_text",
             "Not an amount: write it as a number, such as 135000 or 13.5万元."},
    ErrcInfo{Errc::empty_list, "empty_list", "The list is empty; if none of the options is there, write absent."},
    ErrcInfo{Errc::bad_date, "bad_date", "Not a day of the calendar."},
    ErrcInfo{Errc::unknown_apply, "unknown_apply", "apply names a circumstance or step that no pack in use has."},
    ErrcInfo{Errc::unknown_violation, "unknown_violation", "The standard has no such violation."},
    ErrcInfo{Errc::unknown_provision, "unknown_provision", "There is no such provision to choose."},
    ErrcInfo{Errc::provisions_required, "provisions_required",
             "The case must name the provision under which it is punished."},
    ErrcInfo{Errc::provisions_not_allowed, "provisions_not_allowed",
             "The violation names its provisions itself, or takes exactly one of its list."},
    ErrcInfo{Errc::date_required, "date_required", "Give the date of the act or of the decision."},
    ErrcInfo{Errc::decision_before_act, "decision_before_act", "The decision lies before the act."},
    ErrcInfo{Errc::unknown_subject, "unknown_subject", "The standard has no such subject."},
    ErrcInfo{Errc::not_whole_count, "not_whole_count", "A count is a whole number."},
    ErrcInfo{Errc::duplicate_option, "duplicate_option", "An option is listed twice."},
    ErrcInfo{Errc::other_standard, "other_standard",
             "The facts were set for another standard; set them for the one that is applied."},
    ErrcInfo{Errc::evidence_alone, "evidence_alone", "Evidence stands beside a value; tell the fact first."},

    ErrcInfo{Errc::overflow, "overflow", "A number became too large to be computed exactly."},
    ErrcInfo{Errc::wrong_currency, "wrong_currency", "The amount is in another currency."},

    ErrcInfo{Errc::not_found, "not_found", "There is no such file or folder."},
    ErrcInfo{Errc::unreadable, "unreadable", "The file cannot be read."},
    ErrcInfo{Errc::pack_not_found, "pack_not_found", "No folder of the catalogue has this pack."},
    ErrcInfo{Errc::index_stale, "index_stale", "The index no longer matches the packs; write it anew."},
    ErrcInfo{Errc::not_writable, "not_writable", "The file cannot be written."},
};

/// The name of `code`; empty for a number that is not in the table.
[[nodiscard]] constexpr std::string_view errc_name(Errc code) noexcept {
  for (const ErrcInfo& info : errc_table) {
    if (info.code == code) return info.name;
  }
  return {};
}

}  // namespace cailiang
