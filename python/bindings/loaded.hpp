// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <pybind11/pybind11.h>

#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include "cailiang/engine/standard.hpp"
#include "words.hpp"

namespace cailiang::python {

// What is called with the interpreter's lock held needs no other, where there is that lock.
#ifdef Py_GIL_DISABLED
using PoolMutex = std::mutex;
#else
struct PoolMutex {
  void lock() noexcept {}
  void unlock() noexcept {}
};
#endif

/// Objects that were used before, kept for what they have allocated. Thread-safe among threads that may use Python.
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

  PoolMutex mutex_;
  std::vector<std::unique_ptr<T>> kept_;
};

/// A standard as Python holds it.
struct Loaded {
  explicit Loaded(Standard from) : standard{std::move(from)}, words{standard} {}

  Standard standard;
  Words words;
  Pool<Facts> facts;
  Pool<Assessment> assessments;
};

}  // namespace cailiang::python
