// SPDX-License-Identifier: Apache-2.0
#pragma once

// The library, room by room; each room uses only those before it.

// What can go wrong?
#include "cailiang/error/errc.hpp"
#include "cailiang/error/overflow.hpp"
#include "cailiang/error/result.hpp"
#include "cailiang/error/suggest.hpp"

// What is counted?
#include "cailiang/quantity/amount_text.hpp"
#include "cailiang/quantity/currency.hpp"
#include "cailiang/quantity/date.hpp"
#include "cailiang/quantity/money.hpp"
#include "cailiang/quantity/ratio.hpp"
#include "cailiang/quantity/rounding.hpp"

// What does the document say?
#include "cailiang/law/case.hpp"
#include "cailiang/law/condition.hpp"
#include "cailiang/law/coverage.hpp"
#include "cailiang/law/fact.hpp"
#include "cailiang/law/fine.hpp"
#include "cailiang/law/label.hpp"
#include "cailiang/law/pack.hpp"
#include "cailiang/law/rows.hpp"
#include "cailiang/law/term.hpp"

// What follows for a case?
#include "cailiang/engine/assessment.hpp"
#include "cailiang/engine/facts.hpp"
#include "cailiang/engine/outcome.hpp"
#include "cailiang/engine/standard.hpp"
#include "cailiang/engine/trace.hpp"

// In and out of a file.
#include "cailiang/pack/assess_json.hpp"
#include "cailiang/pack/catalogue.hpp"
#include "cailiang/pack/check_case.hpp"
#include "cailiang/pack/entry.hpp"
#include "cailiang/pack/meaning.hpp"
#include "cailiang/pack/read.hpp"
#include "cailiang/pack/read_case.hpp"
#include "cailiang/pack/result.hpp"

// Say it.
#include "cailiang/explain/capitals.hpp"
#include "cailiang/explain/reasons.hpp"
