#include <algorithm>
#include <cstring>
#include <numeric>

#include "kernel.h"
#include "parallel.h"

namespace ostrich {
namespace {

// Floats that one thread copies at a time.
constexpr int64_t kGrain = 1 << 16;

// Copies; an instruction set of its own would gain nothing.
class ConcatGrad {
 public:
  explicit ConcatGrad(Attributes& attributes) : sizes_(attributes.integers("sizes")) {
    attributes.require(static_cast<int64_t>(sizes_.size()) == attributes.integer("count"),
                       "sizes must have one number for each output");
    attributes.require(std::all_of(sizes_.begin(), sizes_.end(), [](int64_t s) { return s >= 0; }),
                       "sizes must not be negative");
  }

  void compute(TF_OpKernelContext* context, Status& status) const {
    const Tensor gradient = Tensor::input(context, 0, status);
    if (!status.ok()) {
      return;
    }
    const int64_t channels = std::accumulate(sizes_.begin(), sizes_.end(), int64_t{0});
    const int rank = gradient.rank();
    if (rank < 1 || gradient.axis(rank - 1) != channels) {
      return status.refuse("the last axis of the gradient must be as long as all sizes");
    }
    std::vector<int64_t> axes(static_cast<size_t>(rank));
    for (int i = 0; i < rank; i++) {
      axes[i] = gradient.axis(i);
    }
    std::vector<Tensor> outputs;
    for (size_t i = 0; i < sizes_.size(); i++) {
      axes[rank - 1] = sizes_[i];
      outputs.push_back(Tensor::output(context, static_cast<int>(i), axes.data(), rank, status));
    }
    if (!status.ok() || channels == 0) {
      return;
    }
    const int64_t grain = std::max<int64_t>(1, kGrain / channels);
    parallel_for(gradient.size() / channels, grain, [&](int64_t first, int64_t last) {
      const float* from = gradient.data() + first * channels;
      for (int64_t row = first; row < last; row++) {
        for (size_t i = 0; i < sizes_.size(); i++) {
          std::memcpy(outputs[i].data() + row * sizes_[i], from, sizeof(float) * sizes_[i]);
          from += sizes_[i];
        }
      }
    });
  }

 private:
  const std::vector<int64_t> sizes_;
};

const bool registered = register_kernel<ConcatGrad>("OstrichConcatGrad");

}  // namespace
}  // namespace ostrich
