// What computes: plain loops over floats, compiled once for each instruction set. All variants give
// the same floats.
#pragma once

#include <cstdint>

namespace ostrich {

// One axis of a pooling or a convolution: the pixels of the input and of the output, the window's length and step,
// and the pixels that are added before the input.
struct WindowAxis {
  int64_t input;
  int64_t output;
  int64_t window;
  int64_t stride;
  int64_t before;
};

struct LrnParameters {
  int64_t radius;
  float bias;
  float alpha;
  float beta;
};

// How many outputs of a product have their weights side by side: [outputs / 32, inputs, 32].
constexpr int64_t kPanel = 32;

// How many panels that takes, the last perhaps filled up.
inline int64_t panel_count(int64_t outputs) { return (outputs + kPanel - 1) / kPanel; }

// A convolution with 3x3 taps, stride 1 and a border of zeros: of [N, rows, columns, channels] to [N,
// rows, columns, outputs].
struct Convolution {
  int64_t rows;
  int64_t columns;
  int64_t channels;
  int64_t outputs;
};

// It is computed by tiles of 2x2 pixels of the output, each from 4x4 pixels of the input, with 16
// multiplications a channel instead of 36 (Lavin and Gray, 2016).
constexpr int64_t kProducts = 16;

// From one tile to before another, counted through the images, and so with the panels of outputs.
struct ConvolutionPart {
  int64_t first_tile;
  int64_t last_tile;
  int64_t first_panel;
  int64_t last_panel;
};

struct Functors {
  const char* name;

  // The gradient of a max-pooling of one image: input and output are [rows.input, columns.input,
  // channels], gradient is [rows.output, columns.output, channels]. Overwrites the rows of output
  // from first_row to before last_row, and no others.
  void (*max_pool_grad)(const float* input, const float* gradient, float* output,
                        const WindowAxis& rows, const WindowAxis& columns, int64_t channels,
                        int64_t first_row, int64_t last_row);

  // Local response normalization of [pixels, channels]; scratch holds lrn_scratch() floats.
  void (*lrn)(const float* input, float* output, int64_t pixels, int64_t channels,
              const LrnParameters& parameters, float* scratch);

  // Its gradient at the input, likewise.
  void (*lrn_grad)(const float* gradient, const float* input, float* output, int64_t pixels,
                   int64_t channels, const LrnParameters& parameters, float* scratch);

  // The product of `rows` rows of `inputs` with one panel of weights: `count` of the `outputs` that a
  // row of `output` has, plus `bias`; with `relu` what is below 0 becomes 0.
  void (*product)(const float* input, int64_t rows, int64_t inputs, const float* weights,
                  const float* bias, bool relu, float* output, int64_t outputs, int64_t count);

  // A part of a convolution, plus `bias`; with `relu` what is below 0 becomes 0. weights is [panels,
  // kProducts, channels, kPanel]; scratch holds convolution_scratch() floats.
  void (*convolution)(const Convolution& shape, const ConvolutionPart& part, const float* input,
                      const float* weights, const float* bias, bool relu, float* output,
                      float* scratch);

  // The gradient of a convolution at an image of few channels, at most kFewChannels, with at most
  // kMostTaps rows of taps: gradient is
  // [rows.output, columns.output, outputs], filter [rows.window, columns.window, channels, outputs],
  // image [rows.input, columns.input, channels]. Writes the rows of image from first_row to before
  // last_row; scratch holds image_grad_scratch() floats.
  void (*image_grad)(const float* gradient, const float* filter, float* image,
                     const WindowAxis& rows, const WindowAxis& columns, int64_t channels,
                     int64_t outputs, int64_t first_row, int64_t last_row, float* scratch);

  // One step of `size` along the sign of a direction, moved into the box.
  void (*sign_step)(const float* point, const float* direction, const float* lower,
                    const float* upper, float size, float* next, int64_t count);

  // The nearest grey level of each value: black + range * n / 255 with a whole n.
  void (*grey_levels)(const float* values, double black, double range, float* rounded,
                      int64_t count);
};

// How many floats lrn and lrn_grad need to work with.
inline int64_t lrn_scratch(int64_t channels, int64_t radius) { return 5 * channels + 4 * radius; }

// How far apart the kProducts matrices [tiles, width] lie: not at the same places of a cache.
inline int64_t matrix_stride(int64_t tiles, int64_t width) { return tiles * width + 16; }

// How many floats convolution needs to work with.
inline int64_t convolution_scratch(int64_t tiles, int64_t channels) {
  return channels + kProducts * (matrix_stride(tiles, channels) + matrix_stride(tiles, kPanel));
}

constexpr int64_t kFewChannels = 4;
constexpr int64_t kMostTaps = 32;

// How long one channel of a row of gradients is for image_grad: with zeros around it, for the taps
// that reach past its ends and for the last register.
inline int64_t image_grad_stride(const WindowAxis& columns) {
  const int64_t reached = (columns.input + columns.before) / columns.stride + 1;
  return (columns.window - 1) / columns.stride +
         (reached < columns.output ? columns.output : reached) + 16;
}

// How many rows of gradients so many rows of an image depend on, at most.
inline int64_t image_grad_rows(const WindowAxis& rows, int64_t count) {
  return (count + rows.window - 2) / rows.stride + 1;
}

// How many floats image_grad needs to work with.
inline int64_t image_grad_scratch(const WindowAxis& rows, const WindowAxis& columns,
                                  int64_t outputs, int64_t count) {
  return image_grad_rows(rows, count) * outputs * image_grad_stride(columns);
}

namespace baseline {
extern const Functors functors;
}
#ifdef OSTRICH_VARIANTS
namespace avx2 {
extern const Functors functors;
}
namespace avx512 {
extern const Functors functors;
}
#endif

// The fastest that this processor runs.
const Functors& functors();

}  // namespace ostrich
