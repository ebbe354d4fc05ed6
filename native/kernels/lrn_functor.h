#pragma once

namespace ostrich {
namespace OSTRICH_ISA {

// sums[c] = padded[c] + .. + padded[c + 2 * radius].
template <class F>
static inline void window_sum(const float* padded, int64_t radius, float* sums) {
  F sum = load<F>(padded);
  for (int64_t i = 1; i <= 2 * radius; i++) {
    sum += load<F>(padded + i);
  }
  store<F>(sums, sum);
}

static void window_sums(const float* padded, int64_t radius, int64_t channels, float* sums) {
  int64_t c = 0;
  for (; c + kWidth <= channels; c += kWidth) {
    window_sum<Floats>(padded + c, radius, sums + c);
  }
  for (; c < channels; c++) {
    window_sum<float>(padded + c, radius, sums + c);
  }
}

// powers[c] = norms[c]^-beta; by square roots where they give it.
static void inverse_powers(const float* norms, float beta, int64_t channels, float* powers) {
  if (beta == 0.75f) {
    for (int64_t c = 0; c < channels; c++) {
      const float root = __builtin_sqrtf(norms[c]);
      powers[c] = 1 / (root * __builtin_sqrtf(root));
    }
  } else if (beta == 0.5f) {
    for (int64_t c = 0; c < channels; c++) {
      powers[c] = 1 / __builtin_sqrtf(norms[c]);
    }
  } else if (beta == 1) {
    for (int64_t c = 0; c < channels; c++) {
      powers[c] = 1 / norms[c];
    }
  } else {
    for (int64_t c = 0; c < channels; c++) {
      powers[c] = __builtin_powf(norms[c], -beta);
    }
  }
}

// What lrn and lrn_grad work with for one pixel. The padded ones have `radius` zeros at both ends.
struct LrnScratch {
  float* squares;  // padded
  float* norms;    // bias + alpha * sum of squares
  float* powers;   // norms^-beta
  float* terms;    // padded
  float* sums;

  LrnScratch(float* memory, int64_t channels, int64_t radius)
      : squares(memory),
        norms(squares + channels + 2 * radius),
        powers(norms + channels),
        terms(powers + channels),
        sums(terms + channels + 2 * radius) {
    for (float* each = memory; each < sums; each++) {
      *each = 0;
    }
  }

  void normalize(const float* input, int64_t channels, const LrnParameters& parameters) {
    float* inner = squares + parameters.radius;
    for (int64_t c = 0; c < channels; c++) {
      inner[c] = input[c] * input[c];
    }
    window_sums(squares, parameters.radius, channels, norms);
    for (int64_t c = 0; c < channels; c++) {
      norms[c] = parameters.bias + parameters.alpha * norms[c];
    }
    inverse_powers(norms, parameters.beta, channels, powers);
  }
};

static void lrn(const float* input, float* output, int64_t pixels, int64_t channels,
                const LrnParameters& parameters, float* memory) {
  LrnScratch scratch(memory, channels, parameters.radius);
  for (int64_t i = 0; i < pixels; i++, input += channels, output += channels) {
    scratch.normalize(input, channels, parameters);
    const float* powers = scratch.powers;
    for (int64_t c = 0; c < channels; c++) {
      output[c] = input[c] * powers[c];
    }
  }
}

// With n the norms and y = x n^-beta, the gradient g becomes
// g n^-beta - 2 alpha beta x * (the window's sum of g y / n).
static void lrn_grad(const float* gradient, const float* input, float* output, int64_t pixels,
                     int64_t channels, const LrnParameters& parameters, float* memory) {
  LrnScratch scratch(memory, channels, parameters.radius);
  const float factor = 2 * parameters.alpha * parameters.beta;
  for (int64_t i = 0; i < pixels; i++) {
    scratch.normalize(input, channels, parameters);
    float* terms = scratch.terms + parameters.radius;
    const float* powers = scratch.powers;
    const float* norms = scratch.norms;
    for (int64_t c = 0; c < channels; c++) {
      terms[c] = gradient[c] * (input[c] * powers[c]) / norms[c];
    }
    window_sums(scratch.terms, parameters.radius, channels, scratch.sums);
    const float* sums = scratch.sums;
    for (int64_t c = 0; c < channels; c++) {
      output[c] = gradient[c] * powers[c] - factor * input[c] * sums[c];
    }
    gradient += channels;
    input += channels;
    output += channels;
  }
}

}  // namespace OSTRICH_ISA
}  // namespace ostrich
