// What products and convolutions multiply with, made from their weights.
#pragma once

#include <cstdint>

#include "functors.h"

namespace ostrich {

// The weights of kPanel outputs side by side.
struct alignas(64) PanelRow {
  float outputs[kPanel];
};

// Packs weights [inputs, outputs], or turned [outputs, inputs], into rows [P, inputs] with P =
// ceil(outputs / kPanel). The last panel is filled up with zeros.
void pack_weights(const float* weights, int64_t inputs, int64_t outputs, bool turned,
                  PanelRow* rows);

// Transforms a filter [3, 3, channels, outputs], or turned [3, 3, outputs, channels], which is then
// taken upside down and back to front, into rows [P, kProducts, channels] with P = ceil(outputs /
// kPanel): G f G^T of each 3x3 taps f, G being 1 0 0, 1/2 1/2 1/2, 1/2 -1/2 1/2, 0 0 1 (Lavin and
// Gray, 2016, section 4.1). The last panel is filled up with zeros.
void transform_filter(const float* filter, int64_t channels, int64_t outputs, bool turned,
                      PanelRow* rows);

}  // namespace ostrich
