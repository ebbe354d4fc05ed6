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

}  // namespace OSTRICH_ISA
}  // namespace ostrich
