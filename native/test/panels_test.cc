// The weights of products and convolutions: how they are packed and transformed, and that kernels
// share them. In the place of TensorFlow's tensors stand plain ones.

#include <cstdio>
#include <thread>
#include <vector>

#include "panels.h"
#include "shared_panels.h"

struct TF_Tensor {
  int64_t axes[4];
  std::vector<float> values;
};

namespace {

int failures = 0;
int deleted = 0;

void expect(bool holds, const char* what) {
  if (!holds) {
    std::printf("FAILED: %s\n", what);
    failures++;
  }
}

}  // namespace

int TF_NumDims(const TF_Tensor*) { return 4; }
int64_t TF_Dim(const TF_Tensor* tensor, int axis) { return tensor->axes[axis]; }
void* TF_TensorData(const TF_Tensor* tensor) { return const_cast<float*>(tensor->values.data()); }
int64_t TF_TensorElementCount(const TF_Tensor* tensor) {
  return static_cast<int64_t>(tensor->values.size());
}
void TF_DeleteTensor(TF_Tensor* tensor) {
  delete tensor;
  deleted++;
}

namespace {

using ostrich::KernelPanels;
using ostrich::kPanel;
using ostrich::kProducts;
using ostrich::PanelRow;
using ostrich::SharedPanels;
using ostrich::Tensor;
using ostrich::Use;

// Multiples of an eighth, so that all sums are exact.
std::vector<float> numbers(int64_t size, unsigned seed) {
  std::vector<float> values(static_cast<size_t>(size));
  for (float& value : values) {
    seed = seed * 1664525u + 1013904223u;
    value = static_cast<float>(seed >> 26) / 8 - 4;
  }
  return values;
}

std::vector<float> turn(const std::vector<float>& filter, int64_t in, int64_t out) {
  std::vector<float> turned(filter.size());
  for (int64_t tap = 0; tap < 9; tap++) {
    for (int64_t i = 0; i < in; i++) {
      for (int64_t o = 0; o < out; o++) {
        turned[((8 - tap) * out + o) * in + i] = filter[(tap * in + i) * out + o];
      }
    }
  }
  return turned;
}

std::vector<PanelRow> transformed(const std::vector<float>& filter, int64_t channels,
                                  int64_t outputs, bool turned) {
  const int64_t panels = (outputs + kPanel - 1) / kPanel;
  std::vector<PanelRow> rows(static_cast<size_t>(panels * kProducts * channels));
  ostrich::transform_filter(filter.data(), channels, outputs, turned, rows.data());
  return rows;
}

// The product of G, the taps and G turned, by its definition.
void transforms() {
  const double g[4][3] = {{1, 0, 0}, {0.5, 0.5, 0.5}, {0.5, -0.5, 0.5}, {0, 0, 1}};
  const int64_t channels = 5;
  for (int64_t outputs : {3, 32, 40}) {
    const int64_t panels = (outputs + kPanel - 1) / kPanel;
    const auto filter = numbers(9 * channels * outputs, 1);
    const auto rows = transformed(filter, channels, outputs, false);
    for (int64_t i = 0; i < kProducts; i++) {
      for (int64_t channel = 0; channel < channels; channel++) {
        for (int64_t output = 0; output < panels * kPanel; output++) {
          double expected = 0;
          for (int64_t tap = 0; output < outputs && tap < 9; tap++) {
            expected += g[i / 4][tap / 3] * g[i % 4][tap % 3] *
                        filter[(tap * channels + channel) * outputs + output];
          }
          const int64_t row = (output / kPanel * kProducts + i) * channels + channel;
          expect(rows[row].outputs[output % kPanel] == expected, "a filter is transformed");
        }
      }
    }
    const auto back = transformed(turn(filter, channels, outputs), channels, outputs, true);
    for (size_t row = 0; row < rows.size(); row++) {
      for (int64_t output = 0; output < kPanel; output++) {
        expect(back[row].outputs[output] == rows[row].outputs[output],
               "a turned filter is that of the filter turned by hand");
      }
    }
  }
}

// Each weight where its input and its output are, and zeros in what fills the last panel.
void packs() {
  const int64_t inputs = 7;
  for (int64_t outputs : {3, 32, 70}) {
    const int64_t panels = (outputs + kPanel - 1) / kPanel;
    const auto weights = numbers(inputs * outputs, 2);
    std::vector<float> turned(weights.size());
    for (int64_t i = 0; i < inputs; i++) {
      for (int64_t o = 0; o < outputs; o++) {
        turned[o * inputs + i] = weights[i * outputs + o];
      }
    }
    for (bool turns : {false, true}) {
      std::vector<PanelRow> rows(static_cast<size_t>(panels * inputs));
      ostrich::pack_weights((turns ? turned : weights).data(), inputs, outputs, turns, rows.data());
      for (int64_t i = 0; i < inputs; i++) {
        for (int64_t o = 0; o < panels * kPanel; o++) {
          const float expected = o < outputs ? weights[i * outputs + o] : 0;
          expect(rows[o / kPanel * inputs + i].outputs[o % kPanel] == expected,
                 "weights are packed");
        }
      }
    }
  }
}

std::shared_ptr<const Tensor> tensor(unsigned seed) {
  return std::make_shared<const Tensor>(new TF_Tensor{{3, 3, 20, 40}, numbers(9 * 20 * 40, seed)});
}

void kernels_share() {
  {
    const auto first = SharedPanels::of(tensor(1), Use::kConvolution);
    expect(SharedPanels::of(tensor(1), Use::kConvolution) == first, "the same filter is held once");
    expect(deleted == 1, "of two tensors with the same filter one is held");
    const KernelPanels kernel(Use::kConvolution);
    expect(kernel.of(tensor(1)) == first, "a kernel shares");
    expect(kernel.of(tensor(1)) == first, "a kernel's filter may come in another tensor");
    expect(SharedPanels::of(tensor(1), Use::kTurnedConvolution) != first, "a turned filter is another");
    expect(SharedPanels::of(tensor(2), Use::kConvolution) != first, "another filter is another");
  }
  expect(deleted == 6, "a filter goes with the last that holds it");
}

void kernels_may_ask_at_once() {
  std::vector<std::shared_ptr<const SharedPanels>> found(8);
  std::vector<std::thread> threads;
  for (auto& each : found) {
    threads.emplace_back([&each] { each = SharedPanels::of(tensor(3), Use::kConvolution); });
  }
  for (std::thread& thread : threads) {
    thread.join();
  }
  for (const auto& each : found) {
    expect(each == found[0], "kernels that ask at once share");
  }
}

}  // namespace

int main() {
  packs();
  transforms();
  kernels_share();
  kernels_may_ask_at_once();
  return failures == 0 ? 0 : 1;
}
