#include "shared_panels.h"

#include <algorithm>
#include <cstring>
#include <utility>
#include <vector>

namespace ostrich {
namespace {

using Shared = std::shared_ptr<const SharedPanels>;

PanelRow* make(const Tensor& weights, Use use) {
  const bool turned = use == Use::kTurnedProduct || use == Use::kTurnedConvolution;
  const bool convolution = use == Use::kConvolution || use == Use::kTurnedConvolution;
  const int64_t inputs = weights.axis(weights.rank() - (turned ? 1 : 2));
  const int64_t outputs = weights.axis(weights.rank() - (turned ? 2 : 1));
  const int64_t panels = panel_count(outputs);
  auto* rows = new PanelRow[static_cast<size_t>(panels * inputs * (convolution ? kProducts : 1))];
  (convolution ? transform_filter : pack_weights)(weights.data(), inputs, outputs, turned, rows);
  return rows;
}

}  // namespace

SharedPanels::SharedPanels(std::shared_ptr<const Tensor> weights, Use use)
    : weights_(std::move(weights)), use_(use), rows_(make(*weights_, use)) {}

bool SharedPanels::is_of(const Tensor& weights, Use use) const {
  return use_ == use && weights_->like(weights) &&
         (weights_->data() == weights.data() ||
          std::memcmp(weights_->data(), weights.data(),
                      static_cast<size_t>(weights.size()) * sizeof(float)) == 0);
}

Shared SharedPanels::of(std::shared_ptr<const Tensor> weights, Use use) {
  // Never destroyed: sessions may outlive what is static.
  static auto& mutex = *new std::mutex;
  static auto& known = *new std::vector<std::weak_ptr<const SharedPanels>>;
  std::lock_guard<std::mutex> lock(mutex);
  for (const auto& each : known) {
    const Shared held = each.lock();
    if (held != nullptr && held->is_of(*weights, use)) {
      return held;
    }
  }
  known.erase(std::remove_if(known.begin(), known.end(),
                             [](const auto& each) { return each.expired(); }),
              known.end());
  const auto made = std::make_shared<const SharedPanels>(std::move(weights), use);
  known.push_back(made);
  return made;
}

Shared KernelPanels::of(const std::shared_ptr<const Tensor>& weights) const {
  std::lock_guard<std::mutex> lock(mutex_);
  if (weights_ == nullptr || weights_->data() != weights->data() || !weights_->like(*weights)) {
    panels_ = SharedPanels::of(weights, use_);
    weights_ = weights;
  }
  return panels_;
}

}  // namespace ostrich
