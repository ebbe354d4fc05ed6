// What computes: plain loops over floats, compiled once for each instruction set. All variants give
// the same floats.
#pragma once

#include <cstdint>

namespace ostrich {

// One axis of a pooling: the pixels of the input and of the output, the window's length and step,
// and the pixels that are added before the input.
struct PoolAxis {
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

struct Functors {
  const char* name;

  // The gradient of a max-pooling of one image, for `count` of its channels: input and output are
  // [rows.input, columns.input, channels], gradient is [rows.output, columns.output, channels], and
  // each points to the first of the channels. Overwrites output.
  void (*max_pool_grad)(const float* input, const float* gradient, float* output,
                        const PoolAxis& rows, const PoolAxis& columns, int64_t channels,
                        int64_t count);

  // Local response normalization of [pixels, channels]; scratch holds lrn_scratch() floats.
  void (*lrn)(const float* input, float* output, int64_t pixels, int64_t channels,
              const LrnParameters& parameters, float* scratch);

  // Its gradient at the input, likewise.
  void (*lrn_grad)(const float* gradient, const float* input, float* output, int64_t pixels,
                   int64_t channels, const LrnParameters& parameters, float* scratch);
};

// How many floats lrn and lrn_grad need to work with.
inline int64_t lrn_scratch(int64_t channels, int64_t radius) { return 5 * channels + 4 * radius; }

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
