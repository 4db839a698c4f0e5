// SPDX-License-Identifier: Apache-2.0
#include <span>
#include <string>

#include "bind.hpp"
#include "cailiang/detail/explain/words.hpp"
#include "cailiang/detail/law/source_words.hpp"
#include "cailiang/explain/reasons.hpp"
#include "convert.hpp"
#include "held.hpp"

namespace cailiang::python {

namespace {

std::string reasons(const Assessment& assessment, bool in_chinese, bool as_table) {
  return unlocked([&] {
    return explain(assessment, in_chinese ? Language::zh : Language::en, as_table ? Form::table : Form::paragraph);
  });
}

using Names = py::typing::Dict<py::str, LabelTuple>;

Names names(std::span<const detail::WordName> words) {
  Names made;
  for (const detail::WordName& word : words) made[text(word.id)] = py::make_tuple(text(word.zh), text(word.en));
  return made;
}

/// What stands before and after a number of a source: Chinese, then English.
py::typing::Dict<py::str, py::typing::Tuple<LabelTuple, LabelTuple>> source_marks() {
  py::dict made;
  for (const detail::SourceWords& words : detail::source_words) {
    made[text(words.key)] = py::make_tuple(py::make_tuple(text(words.zh_before), text(words.en_before)),
                                           py::make_tuple(text(words.zh_after), text("")));
  }
  return made;
}

std::string source_text(const py::typing::Dict<py::str, py::str>& printed, bool in_chinese) {
  Source source;
  for (std::size_t i = 0; i < Source::keys.size(); ++i) {
    const py::str key = text(Source::keys[i]);
    if (printed.contains(key)) source.values[i] = printed[key].cast<std::string>();
  }
  return detail::source_text(source, in_chinese);
}

}  // namespace

void bind_explain(py::module_& m) {
  m.def("explain", &reasons, py::arg("assessment"), py::arg("in_chinese").noconvert(), py::arg("as_table").noconvert());
  m.def("unit_names", [] { return names(detail::unit_words); });
  m.def("class_names", [] { return names(detail::class_words); });
  m.def("sanction_names", [] { return names(detail::sanction_words); });
  m.def("requirement_names", [] { return names(detail::requirement_words); });
  m.def("warning_texts", [] { return names(detail::warning_words); });
  m.def("source_text", &source_text, py::arg("source"), py::arg("in_chinese").noconvert());
  m.def("source_marks", &source_marks,
        "Of the keys of a source: what is printed before and after the number, each in Chinese and English.");
}

}  // namespace cailiang::python
