#pragma once

namespace ostrich {
namespace OSTRICH_ISA {

// The part of a window that lies in the image.
struct Span {
  int64_t first;
  int64_t last;
};

static inline Span span(const WindowAxis& axis, int64_t at) {
  const int64_t first = at * axis.stride - axis.before;
  const int64_t last = first + axis.window;
  return {first < 0 ? 0 : first, last > axis.input ? axis.input : last};
}

// Adds one element of the gradient to the first of the largest in its window, in a register's
// width of channels. kRows and kColumns are the window's where it is whole and of a usual size, so
// that its loops unroll; else 0. Output rows outside `kept` get nothing.
template <class F, int kRows, int kColumns>
static inline void one_window(const float* input, F gradient, float* output, Span rows,
                              Span columns, Span kept, int64_t row, int64_t channels) {
  typedef typename Integers<F>::type I;
  const int64_t height = kRows > 0 ? kRows : rows.last - rows.first;
  const int64_t width = kColumns > 0 ? kColumns : columns.last - columns.first;
  const int64_t corner = rows.first * row + columns.first * channels;
  F largest = load<F>(input + corner);
  I where = {};
#pragma GCC unroll 3
  for (int64_t y = 0; y < height; y++) {
#pragma GCC unroll 3
    for (int64_t x = 0; x < width; x++) {
      const F value = load<F>(input + corner + y * row + x * channels);
      const auto larger = largest < value;
      largest = larger ? value : largest;
      where = larger ? I{} + static_cast<int32_t>(y * width + x) : where;
    }
  }
#pragma GCC unroll 3
  for (int64_t y = 0; y < height; y++) {
    if (rows.first + y < kept.first || rows.first + y >= kept.last) {
      continue;
    }
#pragma GCC unroll 3
    for (int64_t x = 0; x < width; x++) {
      float* at = output + corner + y * row + x * channels;
      const auto here = where == I{} + static_cast<int32_t>(y * width + x);
      store<F>(at, load<F>(at) + (here ? gradient : F{}));
    }
  }
}

// The same for all channels.
template <int kRows, int kColumns>
static void one_pixel(const float* input, const float* gradient, float* output, Span rows,
                      Span columns, Span kept, int64_t row, int64_t channels) {
  int64_t c = 0;
  for (; c + kWidth <= channels; c += kWidth) {
    one_window<Floats, kRows, kColumns>(input + c, load<Floats>(gradient + c), output + c, rows,
                                        columns, kept, row, channels);
  }
  for (; c < channels; c++) {
    one_window<float, kRows, kColumns>(input + c, gradient[c], output + c, rows, columns, kept, row,
                                       channels);
  }
}

static void max_pool_grad(const float* input, const float* gradient, float* output,
                          const WindowAxis& rows, const WindowAxis& columns, int64_t channels,
                          int64_t first_row, int64_t last_row) {
  const int64_t row = columns.input * channels;
  const Span kept = {first_row, last_row};
  int64_t cleared = first_row;
  const auto clear = [&](int64_t until) {
    if (until > cleared) {
      __builtin_memset(output + cleared * row, 0, (until - cleared) * row * sizeof(float));
      cleared = until;
    }
  };
  for (int64_t y = 0; y < rows.output; y++) {
    const Span vertical = span(rows, y);
    if (vertical.last <= kept.first || vertical.first >= kept.last) {
      continue;
    }
    clear(vertical.last < last_row ? vertical.last : last_row);
    for (int64_t x = 0; x < columns.output; x++) {
      const Span horizontal = span(columns, x);
      const int64_t height = vertical.last - vertical.first;
      const int64_t width = horizontal.last - horizontal.first;
      if (height <= 0 || width <= 0) {
        continue;  // A window that lies in the padding alone.
      }
      const auto pixel = height == 3 && width == 3   ? one_pixel<3, 3>
                         : height == 2 && width == 2 ? one_pixel<2, 2>
                                                     : one_pixel<0, 0>;
      pixel(input, gradient + (y * columns.output + x) * channels, output, vertical, horizontal,
            kept, row, channels);
    }
  }
  clear(last_row);
}

}  // namespace OSTRICH_ISA
}  // namespace ostrich
