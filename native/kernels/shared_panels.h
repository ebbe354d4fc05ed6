// The panels that kernels multiply with, which all kernels with the same weights share.
#pragma once

#include <memory>
#include <mutex>

#include "panels.h"
#include "status.h"

namespace ostrich {

// What a kernel does with its weights; turned, it takes gradients of the outputs of the op with
// these weights to gradients of its inputs.
enum class Use { kProduct, kTurnedProduct, kConvolution, kTurnedConvolution };

class SharedPanels {
 public:
  // Those of weights whose last two axes are inputs and outputs, turned the other way round, for the
  // products that are all that lie before them, or for a convolution [3, 3, *, *]: the ones that
  // somebody in the process holds, if there are some.
  static std::shared_ptr<const SharedPanels> of(std::shared_ptr<const Tensor> weights, Use use);

  SharedPanels(std::shared_ptr<const Tensor> weights, Use use);

  const float* weights() const { return rows_[0].outputs; }

 private:
  bool is_of(const Tensor& weights, Use use) const;

  const std::shared_ptr<const Tensor> weights_;
  const Use use_;
  const std::unique_ptr<PanelRow[]> rows_;
};

// The panels of one kernel, which hardly ever change.
class KernelPanels {
 public:
  explicit KernelPanels(Use use) : use_(use) {}

  std::shared_ptr<const SharedPanels> of(const std::shared_ptr<const Tensor>& weights) const;

 private:
  const Use use_;
  mutable std::mutex mutex_;
  // The last ones are held, so that no others can lie in their place.
  mutable std::shared_ptr<const Tensor> weights_;
  mutable std::shared_ptr<const SharedPanels> panels_;
};

}  // namespace ostrich
