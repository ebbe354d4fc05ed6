#include <algorithm>

#include "functors.h"
#include "kernel.h"
#include "parallel.h"

namespace ostrich {
namespace {

// Channels that one thread takes at a time: two cache lines of each pixel.
constexpr int64_t kChannels = 32;

class MaxPoolGrad {
 public:
  explicit MaxPoolGrad(Attributes& attributes)
      : window_(attributes.integers("ksize")),
        strides_(attributes.integers("strides")),
        padding_(attributes.text("padding")[0]),
        paddings_(attributes.integers("explicit_paddings")) {
    attributes.require(is_spatial(window_) && is_spatial(strides_),
                       "ksize and strides must have 4 positive numbers, the outer ones 1");
    attributes.require(padding_ != 'E' || paddings_.size() == 8,
                       "explicit_paddings must have 8 numbers");
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
    const PoolAxis rows = axis(input, gradient, 1);
    const PoolAxis columns = axis(input, gradient, 2);
    if (gradient.axis(0) != images || gradient.axis(3) != channels ||
        rows.output != expected(rows, 1) || columns.output != expected(columns, 2)) {
      return status.refuse("gradient must have the shape of the pooled input");
    }
    const int64_t axes[] = {images, rows.input, columns.input, channels};
    const Tensor output = Tensor::output(context, 0, axes, 4, status);
    if (!status.ok()) {
      return;
    }
    const int64_t parts = (channels + kChannels - 1) / kChannels;
    const int64_t pixels = rows.input * columns.input;
    const int64_t windows = rows.output * columns.output;
    parallel_for(images * parts, 1, [&](int64_t first, int64_t last) {
      for (int64_t i = first; i < last; i++) {
        const int64_t image = i / parts;
        const int64_t channel = i % parts * kChannels;
        const int64_t at = image * pixels * channels + channel;
        functors().max_pool_grad(
            input.data() + at, gradient.data() + image * windows * channels + channel,
            output.data() + at, rows, columns, channels, std::min(kChannels, channels - channel));
      }
    });
  }

 private:
  static bool is_spatial(const std::vector<int64_t>& four) {
    return four.size() == 4 && four[0] == 1 && four[1] > 0 && four[2] > 0 && four[3] == 1;
  }

  PoolAxis axis(const Tensor& input, const Tensor& gradient, int index) const {
    PoolAxis axis = {input.axis(index), gradient.axis(index), window_[index], strides_[index], 0};
    if (padding_ == 'E') {
      axis.before = paddings_[2 * index];
    } else if (padding_ == 'S') {
      const int64_t reach = (expected(axis, index) - 1) * axis.stride + axis.window - axis.input;
      axis.before = std::max<int64_t>(0, reach) / 2;
    }
    return axis;
  }

  // How long the pooled axis is.
  int64_t expected(const PoolAxis& axis, int index) const {
    if (padding_ == 'S') {
      return (axis.input + axis.stride - 1) / axis.stride;
    }
    const int64_t padded =
        axis.input + (padding_ == 'E' ? paddings_[2 * index] + paddings_[2 * index + 1] : 0);
    return padded < axis.window ? 0 : (padded - axis.window) / axis.stride + 1;
  }

  const std::vector<int64_t> window_;
  const std::vector<int64_t> strides_;
  const char padding_;
  const std::vector<int64_t> paddings_;
};

const bool registered = register_kernel<MaxPoolGrad>("OstrichMaxPoolGrad");

}  // namespace
}  // namespace ostrich
