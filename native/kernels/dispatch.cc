#include "functors.h"

namespace ostrich {

const Functors& functors() {
#ifdef OSTRICH_VARIANTS
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") &&
      __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512dq")) {
    return avx512::functors;
  }
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) {
    return avx2::functors;
  }
#endif
  return baseline::functors;
}

}  // namespace ostrich
