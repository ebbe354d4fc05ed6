// Compiled once for each instruction set, with OSTRICH_ISA as the namespace and OSTRICH_WIDTH as
// the floats of a register. Nothing here may be inline and outside that namespace, as the standard
// library's templates are: the linker keeps one copy of such code, perhaps the one that the
// processor cannot run.

#include "functors.h"

#include "simd.h"
// After simd.h, in whose namespace they are:
#include "lrn_functor.h"
#include "max_pool_grad_functor.h"
#include "step_functor.h"

namespace ostrich {
namespace OSTRICH_ISA {

#define OSTRICH_TEXT(word) #word
#define OSTRICH_NAME(word) OSTRICH_TEXT(word)

// In products.cc.
void product(const float* input, int64_t rows, int64_t inputs, const float* weights,
             const float* bias, bool relu, float* output, int64_t outputs, int64_t count);
void convolution(const Convolution& shape, const ConvolutionPart& part, const float* input,
                 const float* weights, const float* bias, bool relu, float* output, float* scratch);
void image_grad(const float* gradient, const float* filter, float* image, const WindowAxis& rows,
                const WindowAxis& columns, int64_t channels, int64_t outputs, int64_t first_row,
                int64_t last_row, float* scratch);

extern const Functors functors = {OSTRICH_NAME(OSTRICH_ISA),
                                  max_pool_grad,
                                  lrn,
                                  lrn_grad,
                                  product,
                                  convolution,
                                  image_grad,
                                  sign_step,
                                  grey_levels};

}  // namespace OSTRICH_ISA
}  // namespace ostrich
