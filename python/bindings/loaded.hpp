// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include "cailiang/engine/standard.hpp"

namespace cailiang::python {

/// Objects that were used before, kept for what they have allocated. Thread-safe.
template <class T>
class Pool {
 public:
  template <class Make>
  [[nodiscard]] std::unique_ptr<T> take(Make make) {
    {
      const std::lock_guard lock{mutex_};
      if (!kept_.empty()) {
        std::unique_ptr<T> one = std::move(kept_.back());
        kept_.pop_back();
        return one;
      }
    }
    return make();
  }
  void give_back(std::unique_ptr<T> one) {
    const std::lock_guard lock{mutex_};
    if (kept_.size() < most) kept_.push_back(std::move(one));
  }

 private:
  static constexpr std::size_t most = 16;  // as many as threads may use at once; more would only hold memory

  std::mutex mutex_;
  std::vector<std::unique_ptr<T>> kept_;
};

/// A standard as Python holds it.
struct Loaded {
  explicit Loaded(Standard from) : standard{std::move(from)} {}

  Standard standard;
  Pool<Facts> facts;
  Pool<Assessment> assessments;
};

/// An assessment with the standard that it was lent from; goes back there with all it has allocated.
class Lent {
 public:
  Lent(std::shared_ptr<Loaded> from, std::unique_ptr<Assessment> made) : from_{std::move(from)}, made_{std::move(made)} {}
  ~Lent() { from_->assessments.give_back(std::move(made_)); }
  Lent(const Lent&) = delete;
  Lent& operator=(const Lent&) = delete;

  [[nodiscard]] const Assessment& get() const noexcept { return *made_; }

 private:
  std::shared_ptr<Loaded> from_;
  std::unique_ptr<Assessment> made_;
};

}  // namespace cailiang::python
