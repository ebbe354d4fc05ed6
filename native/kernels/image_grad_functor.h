#pragma once

namespace ostrich {
namespace OSTRICH_ISA {

// What registers there are beside those that hold a weight.
constexpr int kRegisters = OSTRICH_WIDTH == 16 ? 30 : 14;

// Registers of pixels that are summed up at a time: one for each channel, and one for what arrives.
template <int Channels>
constexpr int kPixelBlocks = kRegisters / (Channels + 1) < 8 ? kRegisters / (Channels + 1) : 8;

// The taps of one row of a filter, and the row of gradients that meets them, [outputs, stride].
struct TapRow {
  const float* taps;
  const float* gradients;
};

// A row of an image, seen through every stride-th of its pixels: those meet the same taps.
struct Phase {
  const TapRow* tap_rows;
  int64_t tap_row_count;
  int64_t outputs;
  int64_t gradient_stride;
  int64_t first_gradient;
  int64_t first_tap;
  int64_t taps;
  int64_t tap_stride;
  float* pixels;
  int64_t pixel_stride;
  int64_t count;
};

// Blocks registers of pixels from `at` on. Each channel of a pixel is a sum of chains of multiply-adds,
// one for each row of taps, so that its last bit depends neither on the pixels beside it nor on the
// width of a register.
template <int Channels, int Blocks>
static inline void phase_block(const Phase& phase, int64_t at) {
  Floats totals[Channels][Blocks] = {};
  for (int64_t row = 0; row < phase.tap_row_count; row++) {
    const TapRow& tap_row = phase.tap_rows[row];
    Floats sums[Channels][Blocks] = {};
    for (int64_t tap = 0; tap < phase.taps; tap++) {
      const float* weights =
          tap_row.taps + (phase.first_tap + tap * phase.tap_stride) * Channels * phase.outputs;
      const float* gradients = tap_row.gradients + phase.first_gradient + at - tap;
      for (int64_t output = 0; output < phase.outputs; output++) {
        Floats arriving[Blocks];
        for (int64_t b = 0; b < Blocks; b++) {
          arriving[b] = load<Floats>(gradients + output * phase.gradient_stride + b * kWidth);
          hold(arriving[b]);
        }
        for (int64_t c = 0; c < Channels; c++) {
          const float weight = weights[c * phase.outputs + output];
          for (int64_t b = 0; b < Blocks; b++) {
            sums[c][b] += weight * arriving[b];
          }
        }
      }
    }
    for (int64_t c = 0; c < Channels; c++) {
      for (int64_t b = 0; b < Blocks; b++) {
        totals[c][b] += sums[c][b];
      }
    }
  }
  const int64_t left = phase.count - at;
  for (int64_t c = 0; c < Channels; c++) {
    float values[Blocks * kWidth];
    for (int64_t b = 0; b < Blocks; b++) {
      store<Floats>(values + b * kWidth, totals[c][b]);
    }
    for (int64_t i = 0; i < Blocks * kWidth && i < left; i++) {
      phase.pixels[(at + i) * phase.pixel_stride + c] = values[i];
    }
  }
}

// Any number of blocks from 1 to Blocks.
template <int Channels, int Blocks>
static inline void phase_rest(const Phase& phase, int64_t at, int64_t blocks) {
  if (blocks >= Blocks) {
    phase_block<Channels, Blocks>(phase, at);
  } else if constexpr (Blocks > 1) {
    phase_rest<Channels, Blocks - 1>(phase, at, blocks);
  }
}

template <int Channels>
static void whole_phase(const Phase& phase) {
  constexpr int64_t together = kPixelBlocks<Channels> * kWidth;
  for (int64_t at = 0; at < phase.count; at += together) {
    phase_rest<Channels, kPixelBlocks<Channels>>(phase, at,
                                                 (phase.count - at + kWidth - 1) / kWidth);
  }
}

// One row of gradients [columns, outputs] as [outputs, stride], `before` zeros before each.
static void turn_row(const float* gradients, int64_t columns, int64_t outputs, int64_t before,
                     int64_t stride, float* turned) {
  for (int64_t output = 0; output < outputs; output++) {
    float* row = turned + output * stride;
    for (int64_t i = 0; i < before; i++) {
      row[i] = 0;
    }
    for (int64_t i = before + columns; i < stride; i++) {
      row[i] = 0;
    }
  }
  const int64_t whole_columns = columns / kWidth * kWidth;
  const int64_t whole_outputs = outputs / kWidth * kWidth;
  for (int64_t column = 0; column < whole_columns; column += kWidth) {
    for (int64_t output = 0; output < whole_outputs; output += kWidth) {
      Floats square[kWidth];
      for (int64_t i = 0; i < kWidth; i++) {
        square[i] = load<Floats>(gradients + (column + i) * outputs + output);
      }
      transpose(square);
      for (int64_t i = 0; i < kWidth; i++) {
        store<Floats>(turned + (output + i) * stride + before + column, square[i]);
      }
    }
  }
  for (int64_t column = 0; column < columns; column++) {
    for (int64_t output = column < whole_columns ? whole_outputs : 0; output < outputs; output++) {
      turned[output * stride + before + column] = gradients[column * outputs + output];
    }
  }
}

template <int Channels>
static void image_rows(const float* gradient, const float* filter, float* image,
                       const WindowAxis& rows, const WindowAxis& columns, int64_t outputs,
                       int64_t first_row, int64_t last_row, float* scratch) {
  const int64_t stride = image_grad_stride(columns);
  const int64_t before = (columns.window - 1) / columns.stride;
  const int64_t top = first_row + rows.before - rows.window + 1;
  const int64_t first = top <= 0 ? 0 : (top + rows.stride - 1) / rows.stride;
  int64_t last = (last_row - 1 + rows.before) / rows.stride + 1;
  last = last < rows.output ? last : rows.output;
  for (int64_t row = first; row < last; row++) {
    turn_row(gradient + row * columns.output * outputs, columns.output, outputs, before, stride,
             scratch + (row - first) * outputs * stride);
  }
  for (int64_t y = first_row; y < last_row; y++) {
    TapRow tap_rows[kMostTaps];
    int64_t count = 0;
    for (int64_t tap = (y + rows.before) % rows.stride; tap < rows.window; tap += rows.stride) {
      const int64_t row = (y + rows.before - tap) / rows.stride;
      if (y + rows.before >= tap && row < rows.output) {
        tap_rows[count++] = {filter + tap * columns.window * Channels * outputs,
                             scratch + (row - first) * outputs * stride};
      }
    }
    for (int64_t x = 0; x < columns.stride && x < columns.input; x++) {
      const int64_t phase = (x + columns.before) % columns.stride;
      const int64_t met = before + (x + columns.before) / columns.stride;
      const int64_t taps = (columns.window - phase + columns.stride - 1) / columns.stride;
      whole_phase<Channels>({tap_rows, count, outputs, stride, met, phase, taps, columns.stride,
                             image + (y * columns.input + x) * Channels,
                             columns.stride * Channels,
                             (columns.input - x + columns.stride - 1) / columns.stride});
    }
  }
}

void image_grad(const float* gradient, const float* filter, float* image, const WindowAxis& rows,
                const WindowAxis& columns, int64_t channels, int64_t outputs, int64_t first_row,
                int64_t last_row, float* scratch) {
  const auto of = channels == 1   ? image_rows<1>
                  : channels == 2 ? image_rows<2>
                  : channels == 3 ? image_rows<3>
                                  : image_rows<4>;
  of(gradient, filter, image, rows, columns, outputs, first_row, last_row, scratch);
}

}  // namespace OSTRICH_ISA
}  // namespace ostrich
