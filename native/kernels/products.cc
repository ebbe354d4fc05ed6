// Compiled as functors.cc is, but with multiply-adds contracted: a sum of products then has the same
// last bits on every processor that has such an instruction, whatever its registers hold.

#include "functors.h"

#include "simd.h"
// After simd.h, in whose namespace they are:
#include "product_functor.h"
#include "convolution_functor.h"
#include "image_grad_functor.h"
