#include <algorithm>
#include <vector>

#include "functors.h"
#include "kernel.h"
#include "parallel.h"
#include "windows.h"

namespace ostrich {
namespace {

// Parts for each thread, so that all have work to the end.
constexpr int64_t kParts = 4;

class MaxPoolGrad {
 public:
  explicit MaxPoolGrad(Attributes& attributes)
      : window_(attributes.integers("ksize")), windows_(attributes) {
    attributes.require(Windows::is_spatial(window_),
                       "ksize must have 4 positive numbers, the outer ones 1");
  }

  void compute(TF_OpKernelContext* context, Status& status) const {
    const Tensor input = Tensor::input(context, 0, status);
    const Tensor gradient = Tensor::input(context, 1, status);
    if (!status.ok()) {
      return;
    }
    if (input.rank() != 4 || gradient.rank() != 4) {
      return status.refuse("input and gradient must be [N, H, W, C]");
    }
    const int64_t images = input.axis(0);
    const int64_t channels = input.axis(3);
    const WindowAxis rows = windows_.axis(1, input.axis(1), gradient.axis(1), window_[1]);
    const WindowAxis columns = windows_.axis(2, input.axis(2), gradient.axis(2), window_[2]);
    if (gradient.axis(0) != images || gradient.axis(3) != channels ||
        !windows_.fit(1, rows) || !windows_.fit(2, columns)) {
      return status.refuse("gradient must have the shape of the pooled input");
    }
    const int64_t axes[] = {images, rows.input, columns.input, channels};
    const Tensor output = Tensor::output(context, 0, axes, 4, status);
    if (!status.ok()) {
      return;
    }
    const int64_t pixels = rows.input * columns.input;
    const int64_t windows = rows.output * columns.output;
    // Windows that reach across two parts are looked at twice; so a part is several windows high.
    const int64_t high = std::max(rows.input * images / (kParts * threads()), 4 * rows.window);
    parallel_rows(images, rows.input, high, [&](int64_t image, int64_t first, int64_t last) {
      const int64_t at = image * pixels * channels;
      functors().max_pool_grad(input.data() + at, gradient.data() + image * windows * channels,
                               output.data() + at, rows, columns, channels, first, last);
    });
  }

 private:
  const std::vector<int64_t> window_;
  const Windows windows_;
};

const bool registered = register_kernel<MaxPoolGrad>("OstrichMaxPoolGrad");

}  // namespace
}  // namespace ostrich
