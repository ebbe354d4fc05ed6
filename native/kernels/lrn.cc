#include <algorithm>

#include "functors.h"
#include "kernel.h"
#include "parallel.h"

namespace ostrich {
namespace {

// Floats that one thread takes at a time.
constexpr int64_t kGrain = 1 << 15;

LrnParameters parameters(Attributes& attributes) {
  const LrnParameters found = {attributes.integer("depth_radius"), attributes.number("bias"),
                               attributes.number("alpha"), attributes.number("beta")};
  attributes.require(found.radius >= 0, "depth_radius must not be negative");
  return found;
}

bool is_same_shape(const Tensor& left, const Tensor& right) {
  if (left.rank() != 4 || right.rank() != 4) {
    return false;
  }
  for (int i = 0; i < 4; i++) {
    if (left.axis(i) != right.axis(i)) {
      return false;
    }
  }
  return true;
}

// Makes the output, of the shape of `input` [N, H, W, C], and calls
// `work(offset, output, pixels, parameters, scratch)` for parts of it, from several threads.
template <class Work>
void for_pixels(const Tensor& input, LrnParameters parameters, TF_OpKernelContext* context,
                Status& status, const Work& work) {
  const int64_t channels = input.axis(3);
  const int64_t axes[] = {input.axis(0), input.axis(1), input.axis(2), channels};
  const Tensor output = Tensor::output(context, 0, axes, 4, status);
  if (!status.ok() || input.size() == 0) {
    return;
  }
  parameters.radius = std::min(parameters.radius, channels);  // Beyond lie zeros.
  const int64_t grain = std::max<int64_t>(1, kGrain / channels);
  parallel_for(input.size() / channels, grain, [&](int64_t first, int64_t last) {
    std::vector<float> scratch(static_cast<size_t>(lrn_scratch(channels, parameters.radius)));
    const int64_t at = first * channels;
    work(at, output.data() + at, last - first, parameters, scratch.data());
  });
}

class Lrn {
 public:
  explicit Lrn(Attributes& attributes) : parameters_(parameters(attributes)) {}

  void compute(TF_OpKernelContext* context, Status& status) const {
    const Tensor input = Tensor::input(context, 0, status);
    if (!status.ok()) {
      return;
    }
    if (input.rank() != 4) {
      return status.refuse("input must be [N, H, W, C]");
    }
    for_pixels(input, parameters_, context, status,
               [&](int64_t at, float* output, int64_t pixels, const LrnParameters& with,
                   float* scratch) {
                 functors().lrn(input.data() + at, output, pixels, input.axis(3), with, scratch);
               });
  }

 private:
  const LrnParameters parameters_;
};

class LrnGrad {
 public:
  explicit LrnGrad(Attributes& attributes) : parameters_(parameters(attributes)) {}

  void compute(TF_OpKernelContext* context, Status& status) const {
    const Tensor gradient = Tensor::input(context, 0, status);
    const Tensor input = Tensor::input(context, 1, status);
    if (!status.ok()) {
      return;
    }
    if (!is_same_shape(gradient, input)) {
      return status.refuse("gradient and input must be [N, H, W, C], both the same");
    }
    for_pixels(input, parameters_, context, status,
               [&](int64_t at, float* output, int64_t pixels, const LrnParameters& with,
                   float* scratch) {
                 functors().lrn_grad(gradient.data() + at, input.data() + at, output, pixels,
                                     input.axis(3), with, scratch);
               });
  }

 private:
  const LrnParameters parameters_;
};

const bool registered = register_kernel<Lrn>("OstrichLrn");
const bool gradient_registered = register_kernel<LrnGrad>("OstrichLrnGrad");

}  // namespace
}  // namespace ostrich
