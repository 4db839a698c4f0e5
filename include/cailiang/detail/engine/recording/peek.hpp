// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cailiang/detail/engine/recording.hpp"

// What an evaluator is while it is asked once more, and was before.
namespace cailiang::detail {

/// Peeking, with nothing left behind.
template <bool symbolic>
class Recording<symbolic>::Peek {
 public:
  explicit Peek(E& e)
      : e_{e},
        met_{e.met_},
        end_missing_{e.end_missing_},
        was_{e.peeking_},
        warnings_{std::exchange(e.warnings_, &ignored_)} {
    e.peeking_ = true;
    e.forget();
  }
  Peek(const Peek&) = delete;
  Peek& operator=(const Peek&) = delete;
  ~Peek() {
    e_.peeking_ = was_;
    e_.met_ = met_;
    e_.forget();
    e_.end_missing_ = end_missing_;
    e_.warnings_ = warnings_;
  }

 private:
  E& e_;
  Met met_;
  bool end_missing_, was_;
  Warnings ignored_;
  Warnings* warnings_;
};

/// The ranges that a fine sees.
template <bool symbolic>
class Recording<symbolic>::Inside {
 public:
  Inside(E& e, const Bound& arriving, const Bound& legal)
      : e_{e}, arriving_{std::exchange(e.arriving_, &arriving)}, legal_{std::exchange(e.legal_, &legal)} {}
  Inside(const Inside&) = delete;
  Inside& operator=(const Inside&) = delete;
  ~Inside() {
    e_.arriving_ = arriving_;
    e_.legal_ = legal_;
  }

 private:
  E& e_;
  const Bound* arriving_;
  const Bound* legal_;
};

/// The case without the completion: what is unknown is unknown.
template <bool symbolic>
class Recording<symbolic>::Bare {
 public:
  explicit Bare(E& e) : e_{e}, codes_{e.state_->codes}, computed_(e.computed_.size(), 0) { swap(); }
  Bare(const Bare&) = delete;
  Bare& operator=(const Bare&) = delete;
  ~Bare() { swap(); }

 private:
  void swap() {
    e_.codes_.swap(codes_);
    e_.computed_.swap(computed_);
    e_.forget();
  }
  E& e_;
  std::vector<Code> codes_;
  std::vector<std::uint8_t> computed_;
};

}  // namespace cailiang::detail
