#include "transformed_filter.h"

#include <algorithm>
#include <cstring>
#include <mutex>
#include <utility>
#include <vector>

namespace ostrich {
namespace {

using Shared = std::shared_ptr<const TransformedFilter>;

PanelRow* transform(const Tensor& filter, bool turned) {
  const int64_t channels = filter.axis(turned ? 3 : 2);
  const int64_t outputs = filter.axis(turned ? 2 : 3);
  const int64_t panels = (outputs + kPanel - 1) / kPanel;
  auto* rows = new PanelRow[static_cast<size_t>(panels * kProducts * channels)];
  transform_filter(filter.data(), channels, outputs, turned, rows);
  return rows;
}

}  // namespace

TransformedFilter::TransformedFilter(std::shared_ptr<const Tensor> filter, bool turned)
    : filter_(std::move(filter)), turned_(turned), rows_(transform(*filter_, turned)) {}

bool TransformedFilter::is_of(const Tensor& filter, bool turned) const {
  return turned_ == turned && filter_->axis(2) == filter.axis(2) &&
         filter_->axis(3) == filter.axis(3) &&
         std::memcmp(filter_->data(), filter.data(),
                     static_cast<size_t>(filter.size()) * sizeof(float)) == 0;
}

Shared TransformedFilter::of(std::shared_ptr<const Tensor> filter, bool turned) {
  // Never destroyed: sessions may outlive what is static.
  static auto& mutex = *new std::mutex;
  static auto& known = *new std::vector<std::weak_ptr<const TransformedFilter>>;
  std::lock_guard<std::mutex> lock(mutex);
  for (const auto& each : known) {
    const Shared held = each.lock();
    if (held != nullptr && held->is_of(*filter, turned)) {
      return held;
    }
  }
  known.erase(std::remove_if(known.begin(), known.end(),
                             [](const auto& each) { return each.expired(); }),
              known.end());
  const auto made = std::make_shared<const TransformedFilter>(std::move(filter), turned);
  known.push_back(made);
  return made;
}

}  // namespace ostrich
