#pragma once

namespace ostrich {
namespace OSTRICH_ISA {

// Two registers of outputs for each of so many rows: what the registers of an instruction set hold.
constexpr int64_t kRows = OSTRICH_WIDTH == 16 ? 12 : 6;
constexpr int64_t kBlock = 2 * kWidth;

// kBlock outputs of `Rows` rows. Each output is one chain of multiply-adds along the inputs, so that
// its last bit depends neither on the rows beside it nor on the width of a register.
template <int64_t Rows>
static inline void product_block(const float* input, int64_t inputs, const float* weights,
                                 Floats (&sums)[Rows][2]) {
  for (int64_t r = 0; r < Rows; r++) {
    sums[r][0] = sums[r][1] = Floats{};
  }
  for (int64_t k = 0; k < inputs; k++) {
    const Floats left = load<Floats>(weights + k * kPanel);
    const Floats right = load<Floats>(weights + k * kPanel + kWidth);
    for (int64_t r = 0; r < Rows; r++) {
      const float value = input[r * inputs + k];
      sums[r][0] += value * left;
      sums[r][1] += value * right;
    }
  }
}

// At most a register of outputs of one row.
static inline void write_outputs(const Floats& sums, const float* bias, bool relu, float* output,
                                 int64_t count) {
  // Not what is less than zero, so that a NaN stays one.
  if (count >= kWidth) {
    const Floats values = sums + load<Floats>(bias);
    store<Floats>(output, relu ? (values < 0 ? Floats{} : values) : values);
    return;
  }
  for (int64_t i = 0; i < count; i++) {
    const float value = sums[i] + bias[i];
    output[i] = relu && value < 0 ? 0 : value;
  }
}

template <int64_t Rows>
static inline void product_rows(const float* input, int64_t inputs, const float* weights,
                                const float* bias, bool relu, float* output, int64_t outputs,
                                int64_t count) {
  for (int64_t from = 0; from < count; from += kBlock) {
    Floats sums[Rows][2];
    product_block<Rows>(input, inputs, weights + from, sums);
    for (int64_t r = 0; r < Rows; r++) {
      float* to = output + r * outputs + from;
      write_outputs(sums[r][0], bias + from, relu, to, count - from);
      write_outputs(sums[r][1], bias + from + kWidth, relu, to + kWidth, count - from - kWidth);
    }
  }
}

// Any number of rows from 1 to Rows.
template <int64_t Rows>
static inline void product_rest(const float* input, int64_t rows, int64_t inputs,
                                const float* weights, const float* bias, bool relu, float* output,
                                int64_t outputs, int64_t count) {
  if (rows == Rows) {
    product_rows<Rows>(input, inputs, weights, bias, relu, output, outputs, count);
  } else if constexpr (Rows > 1) {
    product_rest<Rows - 1>(input, rows, inputs, weights, bias, relu, output, outputs, count);
  }
}

void product(const float* input, int64_t rows, int64_t inputs, const float* weights,
             const float* bias, bool relu, float* output, int64_t outputs, int64_t count) {
  for (int64_t row = 0; row < rows; row += kRows) {
    const int64_t left = rows - row < kRows ? rows - row : kRows;
    product_rest<kRows>(input + row * inputs, left, inputs, weights, bias, relu,
                        output + row * outputs, outputs, count);
  }
}

}  // namespace OSTRICH_ISA
}  // namespace ostrich
