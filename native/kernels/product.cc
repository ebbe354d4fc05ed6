#include <algorithm>
#include <memory>
#include <vector>

#include "functors.h"
#include "kernel.h"
#include "parallel.h"
#include "shared_panels.h"

namespace ostrich {
namespace {

// Rows that are multiplied with one panel before the next is: they stay in a core's cache.
constexpr int64_t kRowsAtOnce = 96;

// Below as many multiplications the second thread comes too late.
constexpr int64_t kAlone = 1 << 21;

class ProductKernel {
 public:
  explicit ProductKernel(Attributes& attributes)
      : turned_(attributes.integer("turned") != 0),
        relu_(attributes.integer("relu") != 0),
        panels_(turned_ ? Use::kTurnedProduct : Use::kProduct) {}

  void compute(TF_OpKernelContext* context, Status& status) const {
    const Tensor input = Tensor::input(context, 0, status);
    const auto weights = std::make_shared<const Tensor>(Tensor::input(context, 1, status));
    const Tensor bias = Tensor::input(context, 2, status);
    if (!status.ok()) {
      return;
    }
    if (!fit(input, *weights, bias)) {
      return status.refuse(
          "input, weights and bias must be [..., K], [1, ..., K, M] (turned: M, K) and [M]");
    }
    const int rank = input.rank();
    const int64_t inputs = input.axis(rank - 1);
    const int64_t outputs = bias.axis(0);
    std::vector<int64_t> axes;
    int64_t rows = 1;
    for (int i = 0; i < rank - 1; i++) {
      axes.push_back(input.axis(i));
      rows *= input.axis(i);
    }
    axes.push_back(outputs);
    const Tensor output = Tensor::output(context, 0, axes.data(), rank, status);
    if (!status.ok() || output.size() == 0) {
      return;
    }
    const auto shared = panels_.of(weights);
    const int64_t panels = panel_count(outputs);
    const int64_t blocks = (rows + kRowsAtOnce - 1) / kRowsAtOnce;
    const int64_t parts = blocks * panels;
    const int64_t grain = rows * inputs * outputs < kAlone ? parts : 1;
    parallel_for(parts, grain, [&](int64_t first, int64_t last) {
      for (int64_t part = first; part < last; part++) {
        const int64_t row = part / panels * kRowsAtOnce;
        const int64_t column = part % panels * kPanel;
        functors().product(input.data() + row * inputs, std::min(kRowsAtOnce, rows - row), inputs,
                           shared->weights() + column * inputs, bias.data() + column, relu_,
                           output.data() + row * outputs + column, outputs,
                           std::min(kPanel, outputs - column));
      }
    });
  }

 private:
  // Whether the last axes are those of a product, and the weights have no others.
  bool fit(const Tensor& input, const Tensor& weights, const Tensor& bias) const {
    const int rank = weights.rank();
    return input.rank() >= 2 && rank >= 2 && bias.rank() == 1 &&
           weights.size() == weights.axis(rank - 1) * weights.axis(rank - 2) &&
           weights.axis(rank - (turned_ ? 1 : 2)) == input.axis(input.rank() - 1) &&
           weights.axis(rank - (turned_ ? 2 : 1)) == bias.axis(0);
  }

  const bool turned_;
  const bool relu_;
  const KernelPanels panels_;
};

const bool registered = register_kernel<ProductKernel>("OstrichProduct");

}  // namespace
}  // namespace ostrich
