#include <algorithm>

#include "functors.h"
#include "kernel.h"
#include "parallel.h"

namespace ostrich {
namespace {

// Floats that one thread takes at a time.
constexpr int64_t kGrain = 1 << 16;

class SignStep {
 public:
  explicit SignStep(Attributes&) {}

  void compute(TF_OpKernelContext* context, Status& status) const {
    const Tensor point = Tensor::input(context, 0, status);
    const Tensor direction = Tensor::input(context, 1, status);
    const Tensor lower = Tensor::input(context, 2, status);
    const Tensor upper = Tensor::input(context, 3, status);
    const Tensor size = Tensor::input(context, 4, status);
    if (!status.ok()) {
      return;
    }
    for (const Tensor* each : {&point, &direction, &lower, &upper}) {
      if (each->rank() != 2 || each->axis(0) != size.size() || each->axis(1) != point.axis(1)) {
        return status.refuse("point, direction, lower and upper must be [N, D], size [N, 1]");
      }
    }
    const int64_t width = point.axis(1);
    const int64_t axes[] = {point.axis(0), width};
    const Tensor next = Tensor::output(context, 0, axes, 2, status);
    if (!status.ok()) {
      return;
    }
    parallel_for(point.size(), kGrain, [&](int64_t first, int64_t last) {
      for (int64_t at = first; at < last;) {
        const int64_t row = at / width;
        const int64_t end = std::min(last, (row + 1) * width);
        functors().sign_step(point.data() + at, direction.data() + at, lower.data() + at,
                             upper.data() + at, size.data()[row], next.data() + at, end - at);
        at = end;
      }
    });
  }
};

class GreyLevels {
 public:
  explicit GreyLevels(Attributes& attributes)
      : black_(attributes.number("black")), white_(attributes.number("white")) {
    attributes.require(black_ < white_, "black must be less than white");
  }

  void compute(TF_OpKernelContext* context, Status& status) const {
    const Tensor values = Tensor::input(context, 0, status);
    if (!status.ok()) {
      return;
    }
    if (values.rank() != 2) {
      return status.refuse("values must be [N, D]");
    }
    const int64_t axes[] = {values.axis(0), values.axis(1)};
    const Tensor rounded = Tensor::output(context, 0, axes, 2, status);
    if (!status.ok()) {
      return;
    }
    parallel_for(values.size(), kGrain, [&](int64_t first, int64_t last) {
      functors().grey_levels(values.data() + first, black_, white_ - black_,
                             rounded.data() + first, last - first);
    });
  }

 private:
  const double black_;
  const double white_;
};

const bool registered = register_kernel<SignStep>("OstrichSignStep");
const bool grey_registered = register_kernel<GreyLevels>("OstrichGreyLevels");

}  // namespace
}  // namespace ostrich
