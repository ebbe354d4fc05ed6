// Where windows lie in images, by the attributes that poolings and convolutions have.
#pragma once

#include <algorithm>
#include <vector>

#include "functors.h"
#include "kernel.h"

namespace ostrich {

class Windows {
 public:
  explicit Windows(Attributes& attributes)
      : strides_(attributes.integers("strides")),
        padding_(attributes.text("padding")[0]),
        paddings_(attributes.integers("explicit_paddings")) {
    attributes.require(is_spatial(strides_), "strides must have 4 positive numbers, the outer ones 1");
    attributes.require(padding_ != 'E' || paddings_.size() == 8,
                       "explicit_paddings must have 8 numbers");
  }

  static bool is_spatial(const std::vector<int64_t>& four) {
    return four.size() == 4 && four[0] == 1 && four[1] > 0 && four[2] > 0 && four[3] == 1;
  }

  // Axis 1 or 2 of images, between an input and an output of this length.
  WindowAxis axis(int index, int64_t input, int64_t output, int64_t window) const {
    WindowAxis axis = {input, output, window, strides_[index], 0};
    if (padding_ == 'E') {
      axis.before = paddings_[2 * index];
    } else if (padding_ == 'S') {
      const int64_t reach = (expected(index, axis) - 1) * axis.stride + axis.window - axis.input;
      axis.before = std::max<int64_t>(0, reach) / 2;
    }
    return axis;
  }

  // Whether the output of such an axis is as long as it should be.
  bool fit(int index, const WindowAxis& axis) const {
    return axis.output == expected(index, axis);
  }

 private:
  int64_t expected(int index, const WindowAxis& axis) const {
    if (padding_ == 'S') {
      return (axis.input + axis.stride - 1) / axis.stride;
    }
    const int64_t padded =
        axis.input + (padding_ == 'E' ? paddings_[2 * index] + paddings_[2 * index + 1] : 0);
    return padded < axis.window ? 0 : (padded - axis.window) / axis.stride + 1;
  }

  const std::vector<int64_t> strides_;
  const char padding_;
  const std::vector<int64_t> paddings_;
};

}  // namespace ostrich
