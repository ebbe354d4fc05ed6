#include "parallel.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <limits>
#include <memory>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

namespace ostrich {
namespace {

void pause() {
#ifdef __x86_64__
  __builtin_ia32_pause();
#endif
}

// Waits a little for what is likely to come at once: to be woken takes a thread longer than many a
// kernel takes altogether.
template <class Condition>
bool spin(const Condition& holds) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::microseconds(50);
  while (!holds()) {
    for (int i = 0; i < 16; i++) {
      pause();
    }
    if (std::chrono::steady_clock::now() > end) {
      return false;
    }
  }
  return true;
}

// How many threads the pool may have, that of the caller included.
std::atomic<int> most_threads{std::numeric_limits<int>::max()};

// One call of parallel_for. It may outlive the call: a thread that comes late finds no part left.
class Job {
 public:
  Job(int64_t n, int64_t grain, const std::function<void(int64_t, int64_t)>& work)
      : n_(n), grain_(grain), parts_((n + grain - 1) / grain), work_(work) {}

  // Works until all parts are taken.
  void help() {
    for (int64_t part; (part = next_.fetch_add(1)) < parts_;) {
      work_(part * grain_, std::min(n_, (part + 1) * grain_));
      if (done_.fetch_add(1) + 1 == parts_) {
        std::lock_guard<std::mutex> lock(mutex_);
        finished_.notify_all();
      }
    }
  }

  void wait() {
    const auto done = [this] { return done_.load() == parts_; };
    if (!spin(done)) {
      std::unique_lock<std::mutex> lock(mutex_);
      finished_.wait(lock, done);
    }
  }

  bool taken() const { return next_.load() >= parts_; }
  int64_t parts() const { return parts_; }

 private:
  const int64_t n_;
  const int64_t grain_;
  const int64_t parts_;
  const std::function<void(int64_t, int64_t)>& work_;
  std::atomic<int64_t> next_{0};
  std::atomic<int64_t> done_{0};
  std::mutex mutex_;
  std::condition_variable finished_;
};

class Pool {
 public:
  // Never destroyed: its threads are still there when the process ends.
  static Pool& instance() {
    static Pool* pool = new Pool(std::min(processors(), most_threads.load()) - 1);
    return *pool;
  }

  int threads() const { return threads_; }

  // A call that finds one at work for each processor does all itself: more threads would only take
  // turns.
  void run(const std::shared_ptr<Job>& job) {
    const int others = callers_.fetch_add(1);
    if (others < threads_ && job->parts() > 1) {
      {
        std::lock_guard<std::mutex> lock(mutex_);
        jobs_.push_back(job);
        posted_++;
      }
      wake_.notify_all();
    }
    job->help();
    job->wait();
    callers_.fetch_sub(1);
  }

 private:
  // Asks the system, which takes longer than many a kernel.
  static int processors() { return static_cast<int>(std::thread::hardware_concurrency()); }

  explicit Pool(int threads) {
    try {
      for (; threads_ < threads; threads_++) {
        std::thread([this] { serve(); }).detach();
      }
    } catch (const std::system_error&) {
      // The system gives no more: those that there are will do.
    }
  }

  [[noreturn]] void serve() {
    for (;;) {
      next()->help();
    }
  }

  // The oldest job with parts left.
  std::shared_ptr<Job> next() {
    std::unique_lock<std::mutex> lock(mutex_);
    for (;;) {
      while (!jobs_.empty() && jobs_.front()->taken()) {
        jobs_.pop_front();
      }
      if (!jobs_.empty()) {
        return jobs_.front();
      }
      const int64_t seen = posted_;
      lock.unlock();
      const bool more = spin([&] { return posted_ != seen; });
      lock.lock();
      if (!more && posted_ == seen) {
        wake_.wait(lock);
      }
    }
  }

  int threads_ = 0;
  std::atomic<int> callers_{0};
  std::atomic<int64_t> posted_{0};
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<std::shared_ptr<Job>> jobs_;
};

}  // namespace

void limit_threads(int most) { most_threads = most; }

int threads() { return Pool::instance().threads() + 1; }

void parallel_for(int64_t n, int64_t grain, const std::function<void(int64_t, int64_t)>& work) {
  if (n <= 0) {
    return;
  }
  if (n <= grain) {
    work(0, n);
    return;
  }
  Pool::instance().run(std::make_shared<Job>(n, grain, work));
}

void parallel_rows(int64_t images, int64_t rows, int64_t high,
                   const std::function<void(int64_t, int64_t, int64_t)>& work) {
  const int64_t strips = (rows + high - 1) / high;
  parallel_for(images * strips, 1, [&](int64_t first, int64_t last) {
    for (int64_t i = first; i < last; i++) {
      const int64_t row = i % strips * high;
      work(i / strips, row, std::min(row + high, rows));
    }
  });
}

float* scratch(size_t size) {
  static thread_local std::vector<float> kept;
  if (kept.size() < size) {
    kept.resize(size);
  }
  return kept.data();
}

}  // namespace ostrich
