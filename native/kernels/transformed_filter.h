// The weights of a convolution, which all kernels with the same filter share.
#pragma once

#include <memory>

#include "filter_transform.h"
#include "status.h"

namespace ostrich {

class TransformedFilter {
 public:
  // That of a filter [3, 3, *, *], turned or not: the one that somebody in the process holds, if
  // there is one.
  static std::shared_ptr<const TransformedFilter> of(std::shared_ptr<const Tensor> filter,
                                                     bool turned);

  TransformedFilter(std::shared_ptr<const Tensor> filter, bool turned);

  const float* weights() const { return rows_[0].outputs; }

 private:
  bool is_of(const Tensor& filter, bool turned) const;

  const std::shared_ptr<const Tensor> filter_;
  const bool turned_;
  const std::unique_ptr<PanelRow[]> rows_;
};

}  // namespace ostrich
