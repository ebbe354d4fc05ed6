#pragma once

namespace ostrich {
namespace OSTRICH_ISA {

// By the comparisons of TensorFlow's Sign, Maximum and Minimum, so that the floats are the same.
static void sign_step(const float* point, const float* direction, const float* lower,
                      const float* upper, float size, float* next, int64_t count) {
  for (int64_t i = 0; i < count; i++) {
    const float slope = direction[i];
    const float sign = static_cast<float>((slope > 0) - (slope < 0));
    const float moved = point[i] + size * sign;
    const float above = moved < lower[i] ? lower[i] : moved;
    next[i] = upper[i] < above ? upper[i] : above;
  }
}

// In double precision, as org.ostrichml.attack.GreyLevels rounds on the host.
static void grey_levels(const float* values, double black, double range, float* rounded,
                        int64_t count) {
  for (int64_t i = 0; i < count; i++) {
    const double level = __builtin_rint((static_cast<double>(values[i]) - black) * 255 / range);
    rounded[i] = static_cast<float>(black + range * level / 255);
  }
}

}  // namespace OSTRICH_ISA
}  // namespace ostrich
