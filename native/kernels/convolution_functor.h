// Convolutions by F(2x2, 3x3) of Lavin and Gray, "Fast algorithms for convolutional neural networks"
// (2016): the transforms are sums of floats, and what lies between them are kProducts products.
#pragma once

namespace ostrich {
namespace OSTRICH_ISA {

// Where tiles lie in the images.
struct Tiles {
  const Convolution& shape;
  const int64_t across;
  const int64_t in_image;

  explicit Tiles(const Convolution& of)
      : shape(of),
        across((of.columns + 1) / 2),
        in_image((of.rows + 1) / 2 * across) {}

  int64_t image(int64_t tile) const { return tile / in_image; }
  int64_t row(int64_t tile) const { return tile % in_image / across * 2; }
  int64_t column(int64_t tile) const { return tile % in_image % across * 2; }

  // The place of a pixel among all pixels; -1 outside its image.
  int64_t pixel(int64_t image, int64_t row, int64_t column) const {
    const bool inside = row >= 0 && row < shape.rows && column >= 0 && column < shape.columns;
    return inside ? (image * shape.rows + row) * shape.columns + column : -1;
  }
};

// Of the 4x4 pixels that a tile reads, one channel or a register of them; the results go `stride`
// apart.
template <class F>
static inline void transform_pixels(const float* const (&pixels)[kProducts], int64_t channel,
                                    float* to, int64_t stride) {
  F d[4][4];
  for (int64_t x = 0; x < 4; x++) {
    const F d0 = load<F>(pixels[x] + channel);
    const F d1 = load<F>(pixels[4 + x] + channel);
    const F d2 = load<F>(pixels[8 + x] + channel);
    const F d3 = load<F>(pixels[12 + x] + channel);
    d[0][x] = d0 - d2;
    d[1][x] = d1 + d2;
    d[2][x] = d2 - d1;
    d[3][x] = d1 - d3;
  }
  for (int64_t y = 0; y < 4; y++) {
    store<F>(to + (4 * y + 0) * stride, d[y][0] - d[y][2]);
    store<F>(to + (4 * y + 1) * stride, d[y][1] + d[y][2]);
    store<F>(to + (4 * y + 2) * stride, d[y][2] - d[y][1]);
    store<F>(to + (4 * y + 3) * stride, d[y][1] - d[y][3]);
  }
}

// What the tiles of a part read, as kProducts matrices [tiles, channels].
static void transform_input(const Tiles& tiles, const ConvolutionPart& part, const float* input,
                            const float* zeros, float* matrices) {
  const int64_t channels = tiles.shape.channels;
  const int64_t stride = matrix_stride(part.last_tile - part.first_tile, channels);
  for (int64_t tile = part.first_tile; tile < part.last_tile; tile++) {
    const float* pixels[kProducts];
    for (int64_t i = 0; i < kProducts; i++) {
      const int64_t pixel = tiles.pixel(tiles.image(tile), tiles.row(tile) - 1 + i / 4,
                                        tiles.column(tile) - 1 + i % 4);
      pixels[i] = pixel < 0 ? zeros : input + pixel * channels;
    }
    float* to = matrices + (tile - part.first_tile) * channels;
    int64_t c = 0;
    for (; c + kWidth <= channels; c += kWidth) {
      transform_pixels<Floats>(pixels, c, to + c, stride);
    }
    for (; c < channels; c++) {
      transform_pixels<float>(pixels, c, to + c, stride);
    }
  }
}

// Some rows of one product, [Rows, inputs] with [inputs, kPanel].
template <int64_t Rows>
static inline void panel_rows(const float* input, int64_t inputs, const float* weights,
                              float* output) {
  for (int64_t from = 0; from < kPanel; from += kBlock) {
    Floats sums[Rows][2];
    product_block<Rows>(input, inputs, weights + from, sums);
    for (int64_t r = 0; r < Rows; r++) {
      store<Floats>(output + r * kPanel + from, sums[r][0]);
      store<Floats>(output + r * kPanel + from + kWidth, sums[r][1]);
    }
  }
}

// Any number of rows from 1 to Rows.
template <int64_t Rows>
static inline void panel_rest(const float* input, int64_t rows, int64_t inputs,
                              const float* weights, float* output) {
  if (rows == Rows) {
    panel_rows<Rows>(input, inputs, weights, output);
  } else if constexpr (Rows > 1) {
    panel_rest<Rows - 1>(input, rows, inputs, weights, output);
  }
}

// The 2x2 pixels of one tile, a register of outputs each; what they are made of lies `stride` apart.
static inline void pixels_of(const float* from, int64_t stride, Floats (&pixels)[4]) {
  Floats s[2][4];
  for (int64_t x = 0; x < 4; x++) {
    const Floats m0 = load<Floats>(from + x * stride);
    const Floats m1 = load<Floats>(from + (4 + x) * stride);
    const Floats m2 = load<Floats>(from + (8 + x) * stride);
    const Floats m3 = load<Floats>(from + (12 + x) * stride);
    s[0][x] = m0 + m1 + m2;
    s[1][x] = m1 - m2 - m3;
  }
  for (int64_t y = 0; y < 2; y++) {
    pixels[2 * y] = s[y][0] + s[y][1] + s[y][2];
    pixels[2 * y + 1] = s[y][1] - s[y][2] - s[y][3];
  }
}

// The outputs of one panel from kProducts matrices [tiles, kPanel].
static void transform_output(const Tiles& tiles, const ConvolutionPart& part, int64_t panel,
                             const float* matrices, const float* bias, bool relu, float* output) {
  const int64_t outputs = tiles.shape.outputs;
  const int64_t first = panel * kPanel;
  const int64_t count = outputs - first < kPanel ? outputs - first : kPanel;
  const int64_t stride = matrix_stride(part.last_tile - part.first_tile, kPanel);
  for (int64_t tile = part.first_tile; tile < part.last_tile; tile++) {
    const float* products = matrices + (tile - part.first_tile) * kPanel;
    for (int64_t from = 0; from < count; from += kWidth) {
      Floats pixels[4];
      pixels_of(products + from, stride, pixels);
      for (int64_t i = 0; i < 4; i++) {
        const int64_t pixel = tiles.pixel(tiles.image(tile), tiles.row(tile) + i / 2,
                                          tiles.column(tile) + i % 2);
        if (pixel >= 0) {
          write_outputs(pixels[i], bias + first + from, relu,
                        output + pixel * outputs + first + from, count - from);
        }
      }
    }
  }
}

void convolution(const Convolution& shape, const ConvolutionPart& part, const float* input,
                 const float* weights, const float* bias, bool relu, float* output,
                 float* scratch) {
  const Tiles tiles(shape);
  const int64_t channels = shape.channels;
  const int64_t count = part.last_tile - part.first_tile;
  const int64_t input_stride = matrix_stride(count, channels);
  const int64_t product_stride = matrix_stride(count, kPanel);
  float* zeros = scratch;
  float* transformed = zeros + channels;
  float* products = transformed + kProducts * input_stride;
  for (int64_t c = 0; c < channels; c++) {
    zeros[c] = 0;
  }
  transform_input(tiles, part, input, zeros, transformed);
  for (int64_t panel = part.first_panel; panel < part.last_panel; panel++) {
    for (int64_t i = 0; i < kProducts; i++) {
      const float* matrix = weights + (panel * kProducts + i) * channels * kPanel;
      for (int64_t row = 0; row < count; row += kRows) {
        panel_rest<kRows>(transformed + i * input_stride + row * channels,
                          count - row < kRows ? count - row : kRows, channels, matrix,
                          products + i * product_stride + row * kPanel);
      }
    }
    transform_output(tiles, part, panel, products, bias, relu, output);
  }
}

}  // namespace OSTRICH_ISA
}  // namespace ostrich
