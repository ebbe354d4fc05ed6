#include <algorithm>

#include "functors.h"
#include "kernel.h"
#include "parallel.h"
#include "windows.h"

namespace ostrich {
namespace {

// Floats that the gradients of one part take, turned: they stay in a core's cache.
constexpr int64_t kCached = 1 << 17;

class ImageGrad {
 public:
  explicit ImageGrad(Attributes& attributes) : windows_(attributes) {}

  void compute(TF_OpKernelContext* context, Status& status) const {
    const Tensor image = Tensor::input(context, 0, status);
    const Tensor filter = Tensor::input(context, 1, status);
    const Tensor gradient = Tensor::input(context, 2, status);
    if (!status.ok()) {
      return;
    }
    if (image.rank() != 4 || filter.rank() != 4 || gradient.rank() != 4) {
      return status.refuse("image, filter and gradient must have four axes");
    }
    const int64_t images = image.axis(0);
    const int64_t channels = image.axis(3);
    const int64_t outputs = filter.axis(3);
    const WindowAxis rows = windows_.axis(1, image.axis(1), gradient.axis(1), filter.axis(0));
    const WindowAxis columns = windows_.axis(2, image.axis(2), gradient.axis(2), filter.axis(1));
    if (channels < 1 || channels > kFewChannels || rows.window < 1 || rows.window > kMostTaps ||
        columns.window < 1 || filter.axis(2) != channels || gradient.axis(0) != images ||
        gradient.axis(3) != outputs || !windows_.fit(1, rows) || !windows_.fit(2, columns)) {
      return status.refuse(
          "image, filter and gradient must be [N, H, W, C], [h, w, C, M] and [N, H', W', M]");
    }
    const int64_t axes[] = {images, rows.input, columns.input, channels};
    const Tensor output = Tensor::output(context, 0, axes, 4, status);
    if (!status.ok() || output.size() == 0) {
      return;
    }
    const int64_t kept = kCached / std::max<int64_t>(1, outputs * image_grad_stride(columns));
    const int64_t high = std::max((kept - 1) * rows.stride - rows.window + 2, rows.stride);
    const size_t size = static_cast<size_t>(image_grad_scratch(rows, columns, outputs, high));
    parallel_rows(images, rows.input, high, [&](int64_t at, int64_t first, int64_t last) {
      functors().image_grad(gradient.data() + at * rows.output * columns.output * outputs,
                            filter.data(),
                            output.data() + at * rows.input * columns.input * channels, rows,
                            columns, channels, outputs, first, last, scratch(size));
    });
  }

 private:
  const Windows windows_;
};

const bool registered = register_kernel<ImageGrad>("OstrichImageGrad");

}  // namespace
}  // namespace ostrich
