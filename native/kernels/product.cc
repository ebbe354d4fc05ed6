#include <algorithm>

#include "functors.h"
#include "kernel.h"
#include "parallel.h"

namespace ostrich {
namespace {

// Rows that are multiplied with one panel before the next is: they stay in a core's cache.
constexpr int64_t kRowsAtOnce = 96;

// Below as many multiplications the second thread comes too late.
constexpr int64_t kAlone = 1 << 21;

class ProductKernel {
 public:
  explicit ProductKernel(Attributes& attributes)
      : outputs_(attributes.integer("outputs")), relu_(attributes.integer("relu") != 0) {
    attributes.require(outputs_ > 0, "outputs must be positive");
  }

  void compute(TF_OpKernelContext* context, Status& status) const {
    const Tensor input = Tensor::input(context, 0, status);
    const Tensor weights = Tensor::input(context, 1, status);
    const Tensor bias = Tensor::input(context, 2, status);
    if (!status.ok()) {
      return;
    }
    const int64_t panels = (outputs_ + kPanel - 1) / kPanel;
    if (input.rank() != 2 || weights.rank() != 3 || weights.axis(0) != panels ||
        weights.axis(1) != input.axis(1) || weights.axis(2) != kPanel || bias.rank() != 1 ||
        bias.axis(0) != outputs_) {
      return status.refuse("input, weights and bias must be [N, K], [P, K, 32] and [M]");
    }
    const int64_t rows = input.axis(0);
    const int64_t inputs = input.axis(1);
    const int64_t axes[] = {rows, outputs_};
    const Tensor output = Tensor::output(context, 0, axes, 2, status);
    if (!status.ok() || rows == 0) {
      return;
    }
    const int64_t blocks = (rows + kRowsAtOnce - 1) / kRowsAtOnce;
    const int64_t parts = blocks * panels;
    const int64_t grain = rows * inputs * outputs_ < kAlone ? parts : 1;
    parallel_for(parts, grain, [&](int64_t first, int64_t last) {
      for (int64_t part = first; part < last; part++) {
        const int64_t row = part / panels * kRowsAtOnce;
        const int64_t column = part % panels * kPanel;
        functors().product(input.data() + row * inputs, std::min(kRowsAtOnce, rows - row), inputs,
                           weights.data() + column * inputs, bias.data() + column, relu_,
                           output.data() + row * outputs_ + column, outputs_,
                           std::min(kPanel, outputs_ - column));
      }
    });
  }

 private:
  const int64_t outputs_;
  const bool relu_;
};

const bool registered = register_kernel<ProductKernel>("OstrichProduct");

}  // namespace
}  // namespace ostrich
