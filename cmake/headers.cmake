# SPDX-License-Identifier: Apache-2.0
# Every header, once: what is installed and what is compiled alone to see that it needs no other before it
# (target all_verify_interface_header_sets). tests/tree/test_headers.py compares the list with the folder.
target_sources(cailiang INTERFACE FILE_SET HEADERS BASE_DIRS "${PROJECT_SOURCE_DIR}/include" FILES
  include/cailiang/detail/amount_text.ipp
  include/cailiang/detail/capitals.ipp
  include/cailiang/detail/date.ipp
  include/cailiang/detail/inline.hpp
  include/cailiang/detail/int128.hpp
  include/cailiang/detail/json.hpp
  include/cailiang/detail/json.ipp
  include/cailiang/detail/kinds.hpp
  include/cailiang/detail/law_reader.hpp
  include/cailiang/detail/meaning.ipp
  include/cailiang/detail/place.hpp
  include/cailiang/detail/ratio.ipp
  include/cailiang/detail/read.ipp
  include/cailiang/detail/read_case.ipp
  include/cailiang/detail/reader.hpp
  include/cailiang/detail/result.ipp
  include/cailiang/detail/same.hpp
  include/cailiang/detail/sha256.hpp
  include/cailiang/detail/sha256.ipp
  include/cailiang/detail/suggest.ipp
  include/cailiang/detail/term_checker.hpp
  include/cailiang/error/errc.hpp
  include/cailiang/error/overflow.hpp
  include/cailiang/error/result.hpp
  include/cailiang/error/suggest.hpp
  include/cailiang/explain/capitals.hpp
  include/cailiang/law/case.hpp
  include/cailiang/law/condition.hpp
  include/cailiang/law/coverage.hpp
  include/cailiang/law/fact.hpp
  include/cailiang/law/fine.hpp
  include/cailiang/law/label.hpp
  include/cailiang/law/pack.hpp
  include/cailiang/law/rows.hpp
  include/cailiang/law/term.hpp
  include/cailiang/pack/meaning.hpp
  include/cailiang/pack/read.hpp
  include/cailiang/pack/read_case.hpp
  include/cailiang/quantity/amount_text.hpp
  include/cailiang/quantity/date.hpp
  include/cailiang/quantity/interval.hpp
  include/cailiang/quantity/money.hpp
  include/cailiang/quantity/ratio.hpp
  include/cailiang/quantity/rounding.hpp
)
set_target_properties(cailiang PROPERTIES VERIFY_INTERFACE_HEADER_SETS ON)
