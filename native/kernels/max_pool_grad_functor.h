#pragma once

namespace ostrich {
namespace OSTRICH_ISA {

// The part of a window that lies in the image.
struct Span {
  int64_t first;
  int64_t last;
};

static inline Span span(const PoolAxis& axis, int64_t at) {
  const int64_t first = at * axis.stride - axis.before;
  const int64_t last = first + axis.window;
  return {first < 0 ? 0 : first, last > axis.input ? axis.input : last};
}

// Adds one element of the gradient to the first of the largest in its window, in a register's
// width of channels.
template <class F>
static inline void one_window(const float* input, F gradient, float* output, Span rows,
                              Span columns, int64_t row, int64_t channels) {
  typedef typename Integers<F>::type I;
  F largest = load<F>(input + rows.first * row + columns.first * channels);
  I where = {};
  int32_t number = 0;
  for (int64_t y = rows.first; y < rows.last; y++) {
    for (int64_t x = columns.first; x < columns.last; x++, number++) {
      const F value = load<F>(input + y * row + x * channels);
      const auto larger = largest < value;
      largest = larger ? value : largest;
      where = larger ? I{} + number : where;
    }
  }
  number = 0;
  for (int64_t y = rows.first; y < rows.last; y++) {
    for (int64_t x = columns.first; x < columns.last; x++, number++) {
      float* at = output + y * row + x * channels;
      store<F>(at, load<F>(at) + (where == I{} + number ? gradient : F{}));
    }
  }
}

static void max_pool_grad(const float* input, const float* gradient, float* output,
                          const PoolAxis& rows, const PoolAxis& columns, int64_t channels,
                          int64_t count) {
  const int64_t row = columns.input * channels;
  int64_t cleared = 0;
  const auto clear = [&](int64_t until) {
    for (; cleared < until; cleared++) {
      for (int64_t x = 0; x < columns.input; x++) {
        __builtin_memset(output + cleared * row + x * channels, 0, count * sizeof(float));
      }
    }
  };
  for (int64_t y = 0; y < rows.output; y++) {
    const Span vertical = span(rows, y);
    clear(vertical.last);
    for (int64_t x = 0; x < columns.output; x++) {
      const Span horizontal = span(columns, x);
      if (vertical.first >= vertical.last || horizontal.first >= horizontal.last) {
        continue;  // A window that lies in the padding alone.
      }
      const float* arriving = gradient + (y * columns.output + x) * channels;
      int64_t c = 0;
      for (; c + kWidth <= count; c += kWidth) {
        one_window<Floats>(input + c, load<Floats>(arriving + c), output + c, vertical, horizontal,
                           row, channels);
      }
      for (; c < count; c++) {
        one_window<float>(input + c, arriving[c], output + c, vertical, horizontal, row, channels);
      }
    }
  }
  clear(rows.input);
}

}  // namespace OSTRICH_ISA
}  // namespace ostrich
