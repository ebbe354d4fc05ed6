// Registers of floats, by the compiler's vector extension. A single float takes the same
// arithmetic, so that a template serves the channels that fill no register.
#pragma once

#include <cstdint>

namespace ostrich {
namespace OSTRICH_ISA {

constexpr int kWidth = OSTRICH_WIDTH;

typedef float Floats __attribute__((vector_size(4 * OSTRICH_WIDTH)));
typedef int32_t Ints __attribute__((vector_size(4 * OSTRICH_WIDTH)));

// The integers that go with Floats, or with a single float.
template <class F>
struct Integers;
template <>
struct Integers<Floats> {
  typedef Ints type;
};
template <>
struct Integers<float> {
  typedef int32_t type;
};

template <class F>
static inline F load(const float* from) {
  F value;
  __builtin_memcpy(&value, from, sizeof(F));
  return value;
}

template <class F>
static inline void store(float* to, F value) {
  __builtin_memcpy(to, &value, sizeof(F));
}

// Keeps a value in its register, where the compiler would read it again from memory for each use.
static inline void hold(Floats& value) {
#if defined(__x86_64__) && OSTRICH_WIDTH == 16
  __asm__("" : "+v"(value));
#elif defined(__x86_64__)
  __asm__("" : "+x"(value));
#else
  (void)value;
#endif
}

// Lanes of a, and, from kWidth on, of b.
static inline Floats shuffle(Floats a, Floats b, Ints lanes) {
#ifdef __clang__
  Floats shuffled;
  for (int i = 0; i < kWidth; i++) {
    shuffled[i] = lanes[i] < kWidth ? a[lanes[i]] : b[lanes[i] - kWidth];
  }
  return shuffled;
#else
  return __builtin_shuffle(a, b, lanes);
#endif
}

// Turns a square of floats round: what was in row i and column j comes to be in row j and column i.
static inline void transpose(Floats (&rows)[kWidth]) {
  Ints low = {};
  for (int i = 0; i < kWidth; i++) {
    low[i] = i / 2 + i % 2 * kWidth;
  }
  const Ints high = low + kWidth / 2;
  for (int half = kWidth / 2; half > 0; half /= 2) {
    Floats mixed[kWidth];
    for (int i = 0; i < kWidth / 2; i++) {
      mixed[2 * i] = shuffle(rows[i], rows[i + kWidth / 2], low);
      mixed[2 * i + 1] = shuffle(rows[i], rows[i + kWidth / 2], high);
    }
    for (int i = 0; i < kWidth; i++) {
      rows[i] = mixed[i];
    }
  }
}

}  // namespace OSTRICH_ISA
}  // namespace ostrich
