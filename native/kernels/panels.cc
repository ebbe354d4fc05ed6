#include "panels.h"

#include <algorithm>

#include "parallel.h"

namespace ostrich {
namespace {

constexpr int64_t kTaps = 3;
constexpr int64_t kNumbers = 4;

// Makes four rows of three, `length` long, and turns them to columns.
void stretch(const double* three, int64_t length, double* four) {
  for (int64_t x = 0; x < length; x++) {
    const double middle = three[length + x];
    const double ends = three[x] + three[2 * length + x];
    four[kNumbers * x] = three[x];
    four[kNumbers * x + 1] = (ends + middle) / 2;
    four[kNumbers * x + 2] = (ends - middle) / 2;
    four[kNumbers * x + 3] = three[2 * length + x];
  }
}

}  // namespace

void pack_weights(const float* weights, int64_t inputs, int64_t outputs, bool turned,
                  PanelRow* rows) {
  const int64_t panels = panel_count(outputs);
  const int64_t input_stride = turned ? 1 : outputs;
  const int64_t output_stride = turned ? inputs : 1;
  parallel_for(panels, 1, [&](int64_t first, int64_t last) {
    for (int64_t panel = first; panel < last; panel++) {
      const int64_t count = std::min(kPanel, outputs - panel * kPanel);
      for (int64_t input = 0; input < inputs; input++) {
        PanelRow& row = rows[panel * inputs + input];
        const float* from = weights + panel * kPanel * output_stride + input * input_stride;
        for (int64_t output = 0; output < kPanel; output++) {
          row.outputs[output] = output < count ? from[output * output_stride] : 0;
        }
      }
    }
  });
}

void transform_filter(const float* filter, int64_t channels, int64_t outputs, bool turned,
                      PanelRow* rows) {
  const int64_t panels = panel_count(outputs);
  const int64_t channel_stride = turned ? 1 : outputs;
  const int64_t output_stride = turned ? channels : 1;
  const auto transform = [&](int64_t panel, int64_t channel) {
    PanelRow* to = rows + panel * kProducts * channels + channel;
    const float* from = filter + panel * kPanel * output_stride + channel * channel_stride;
    const int64_t count = std::min(kPanel, outputs - panel * kPanel);
    for (int64_t output = 0; output < kPanel; output++) {
      double taps[kTaps * kTaps] = {};
      for (int64_t tap = 0; output < count && tap < kTaps * kTaps; tap++) {
        const int64_t read = turned ? kTaps * kTaps - 1 - tap : tap;
        taps[tap] = from[read * channels * outputs + output * output_stride];
      }
      double stretched[kNumbers * kTaps];
      double numbers[kProducts];
      stretch(taps, kTaps, stretched);
      stretch(stretched, kNumbers, numbers);
      for (int64_t i = 0; i < kProducts; i++) {
        to[i * channels].outputs[output] = static_cast<float>(numbers[i]);
      }
    }
  };
  parallel_for(panels, 1, [&](int64_t first, int64_t last) {
    for (int64_t panel = first; panel < last; panel++) {
      for (int64_t channel = 0; channel < channels; channel++) {
        transform(panel, channel);
      }
    }
  });
}

}  // namespace ostrich
