// What Java cannot see: every instruction set this processor has, whatever would be chosen, and the
// threads. The ops themselves are compared with TensorFlow's in org.ostrichml.gradient's tests.

#include <algorithm>
#include <atomic>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <thread>
#include <vector>

#include <sys/wait.h>
#include <unistd.h>

#include "functors.h"
#include "parallel.h"

namespace {

using ostrich::Functors;
using ostrich::LrnParameters;
using ostrich::WindowAxis;

int failures = 0;

void expect(bool holds, const char* what, const char* where) {
  if (!holds) {
    std::printf("FAILED: %s (%s)\n", what, where);
    failures++;
  }
}

// Few different numbers, so that windows have ties.
std::vector<float> numbers(size_t size, unsigned seed) {
  std::vector<float> values(size);
  for (float& value : values) {
    seed = seed * 1664525u + 1013904223u;
    value = static_cast<float>(seed >> 28) / 8 - 1;
  }
  return values;
}

std::vector<const Functors*> variants() {
  std::vector<const Functors*> all = {&ostrich::baseline::functors};
#ifdef OSTRICH_VARIANTS
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) {
    all.push_back(&ostrich::avx2::functors);
  }
  if (&ostrich::functors() == &ostrich::avx512::functors) {
    all.push_back(&ostrich::avx512::functors);
  }
#endif
  return all;
}

std::vector<float> pool_by_hand(const std::vector<float>& input, const std::vector<float>& gradient,
                                WindowAxis rows, WindowAxis columns, int64_t channels) {
  std::vector<float> output(input.size(), 0);
  for (int64_t y = 0; y < rows.output; y++) {
    for (int64_t x = 0; x < columns.output; x++) {
      for (int64_t c = 0; c < channels; c++) {
        int64_t best = -1;
        for (int64_t i = 0; i < rows.window; i++) {
          for (int64_t j = 0; j < columns.window; j++) {
            const int64_t row = y * rows.stride - rows.before + i;
            const int64_t column = x * columns.stride - columns.before + j;
            if (row < 0 || row >= rows.input || column < 0 || column >= columns.input) {
              continue;
            }
            const int64_t at = (row * columns.input + column) * channels + c;
            best = best < 0 || input[at] > input[best] ? at : best;
          }
        }
        output[best] += gradient[(y * columns.output + x) * channels + c];
      }
    }
  }
  return output;
}

void pools(const Functors& with) {
  const WindowAxis rows = {7, 4, 3, 2, 1};
  const WindowAxis columns = {6, 6, 3, 1, 1};
  for (int64_t channels : {1, 3, 16, 31, 37}) {
    const auto input = numbers(7 * 6 * channels, 1);
    const auto gradient = numbers(4 * 6 * channels, 2);
    std::vector<float> output(input.size(), 5);
    for (int64_t row : {0, 3}) {
      with.max_pool_grad(input.data(), gradient.data(), output.data(), rows, columns, channels, row,
                         row == 0 ? 3 : 7);
    }
    const auto expected = pool_by_hand(input, gradient, rows, columns, channels);
    expect(std::memcmp(output.data(), expected.data(), output.size() * sizeof(float)) == 0,
           "the gradient of a max-pooling is that of plain loops", with.name);
  }
}

void normalizes(const Functors& with) {
  const int64_t pixels = 3;
  for (float beta : {0.5f, 0.75f, 1.f, 0.6f}) {
    for (int64_t channels : {1, 5, 16, 37}) {
      const LrnParameters parameters = {2, 1.5f, 0.3f, beta};
      const auto x = numbers(pixels * channels, 3);
      const auto g = numbers(pixels * channels, 4);
      std::vector<float> y(x.size());
      std::vector<float> dx(x.size());
      std::vector<float> scratch(ostrich::lrn_scratch(channels, parameters.radius));
      with.lrn(x.data(), y.data(), pixels, channels, parameters, scratch.data());
      with.lrn_grad(g.data(), x.data(), dx.data(), pixels, channels, parameters, scratch.data());
      for (int64_t i = 0; i < pixels * channels; i++) {
        const int64_t first = i / channels * channels;
        const auto norm = [&](int64_t at) {
          double sum = 0;
          for (int64_t j = first; j < first + channels; j++) {
            sum += std::abs(at - j) <= parameters.radius ? double(x[j]) * x[j] : 0;
          }
          return parameters.bias + double(parameters.alpha) * sum;
        };
        double slope = g[i] * std::pow(norm(i), -beta);
        for (int64_t j = first; j < first + channels; j++) {
          if (std::abs(i - j) <= parameters.radius) {
            slope -= 2 * double(parameters.alpha) * beta * x[i] * g[j] * x[j] *
                     std::pow(norm(j), -beta - 1);
          }
        }
        expect(std::abs(y[i] - x[i] * std::pow(norm(i), -beta)) < 1e-6, "LRN", with.name);
        expect(std::abs(dx[i] - slope) < 1e-6, "the gradient of LRN", with.name);
      }
      std::vector<float> others(x.size());
      ostrich::baseline::functors.lrn_grad(g.data(), x.data(), others.data(), pixels, channels,
                                           parameters, scratch.data());
      expect(std::memcmp(dx.data(), others.data(), dx.size() * sizeof(float)) == 0,
             "all instruction sets give the same floats", with.name);
    }
  }
}

void steps(const Functors& with) {
  for (int64_t count : {1, 8, 37}) {
    const auto point = numbers(count, 5);
    const auto direction = numbers(count, 6);
    const auto lower = numbers(count, 7);
    auto upper = numbers(count, 8);
    for (int64_t i = 0; i < count; i++) {
      upper[i] = std::max(upper[i], lower[i]);
    }
    std::vector<float> next(point.size());
    with.sign_step(point.data(), direction.data(), lower.data(), upper.data(), 0.25f, next.data(),
                   count);
    std::vector<float> levels(point.size());
    with.grey_levels(point.data(), -1, 2, levels.data(), count);
    for (int64_t i = 0; i < count; i++) {
      const float sign = direction[i] > 0 ? 1 : direction[i] < 0 ? -1 : 0;
      expect(next[i] == std::clamp(point[i] + 0.25f * sign, lower[i], upper[i]), "a sign step",
             with.name);
      const double level = std::nearbyint((double(point[i]) + 1) * 255 / 2);
      expect(levels[i] == float(-1 + 2 * level / 255), "grey levels", with.name);
    }
  }
}

void convolves(const Functors& with) {
  for (const auto& [rows, columns, channels, outputs] :
       {ostrich::Convolution{4, 6, 16, 32}, {5, 7, 5, 40}, {1, 2, 33, 3}}) {
    const int64_t images = 3;
    const int64_t panels = (outputs + ostrich::kPanel - 1) / ostrich::kPanel;
    const int64_t tiles = images * ((rows + 1) / 2) * ((columns + 1) / 2);
    const auto input = numbers(images * rows * columns * channels, 9);
    const auto bias = numbers(panels * ostrich::kPanel, 10);
    // The filter whose corner is 1 from the first channel to all outputs, transformed: the output is
    // the pixel to the left and above.
    std::vector<float> weights(panels * ostrich::kProducts * channels * ostrich::kPanel);
    for (int64_t panel = 0; panel < panels; panel++) {
      for (int64_t i = 0; i < ostrich::kProducts; i++) {
        const float number = (i / 4 == 0 ? 1.f : i / 4 == 3 ? 0 : 0.5f) *
                             (i % 4 == 0 ? 1.f : i % 4 == 3 ? 0 : 0.5f);
        std::fill_n(&weights[(panel * ostrich::kProducts + i) * channels * ostrich::kPanel],
                    ostrich::kPanel, number);
      }
    }
    std::vector<float> output(images * rows * columns * outputs);
    std::vector<float> scratch(ostrich::convolution_scratch(tiles, channels));
    for (int64_t tile : {int64_t{0}, tiles / 2}) {
      with.convolution({rows, columns, channels, outputs},
                       {tile, tile == 0 ? tiles / 2 : tiles, 0, panels}, input.data(),
                       weights.data(), bias.data(), true, output.data(), scratch.data());
    }
    for (size_t at = 0; at < output.size(); at++) {
      const int64_t pixel = static_cast<int64_t>(at) / outputs;
      const bool inside = pixel / columns % rows > 0 && pixel % columns > 0;
      const float sum =
          (inside ? input[(pixel - columns - 1) * channels] : 0) + bias[at % outputs];
      expect(output[at] == std::max(sum, 0.f), "a convolution that moves by a pixel", with.name);
    }
  }
}

// In a process of its own, whose pool has no threads yet.
void no_more_threads_work_than_may() {
  const pid_t child = fork();
  if (child == 0) {
    ostrich::limit_threads(1);
    const std::thread::id caller = std::this_thread::get_id();
    bool alone = true;
    ostrich::parallel_for(1000, 1, [&](int64_t, int64_t) {
      alone &= std::this_thread::get_id() == caller;
    });
    _exit(alone && ostrich::threads() == 1 ? 0 : 1);
  }
  int status = 1;
  waitpid(child, &status, 0);
  expect(status == 0, "no more threads work than may", "1 thread");
}

void every_part_is_worked_on_once() {
  std::vector<std::thread> callers;
  std::atomic<int64_t> wrong{0};
  for (int caller = 0; caller < 8; caller++) {
    callers.emplace_back([&wrong] {
      for (int64_t n = 0; n < 300; n++) {
        std::vector<int> touched(static_cast<size_t>(n), 0);
        ostrich::parallel_for(n, 7, [&](int64_t first, int64_t last) {
          for (int64_t i = first; i < last; i++) {
            touched[i]++;
          }
        });
        for (int each : touched) {
          wrong += each != 1;
        }
      }
    });
  }
  for (std::thread& caller : callers) {
    caller.join();
  }
  expect(wrong == 0, "every part is worked on once", "8 threads at once");
}

}  // namespace

int main() {
  no_more_threads_work_than_may();
  for (const Functors* each : variants()) {
    std::printf("%s\n", each->name);
    pools(*each);
    normalizes(*each);
    steps(*each);
    convolves(*each);
  }
  every_part_is_worked_on_once();
  return failures == 0 ? 0 : 1;
}
