// The contracts of the ops, which TensorFlow learns as it loads the library. All tensors are
// float32; axes are N images, H rows, W columns, C channels.

#include "status.h"
#include "tensorflow_c.h"

namespace ostrich {
namespace {

// The output has the shape of the first input.
void same_shape(TF_ShapeInferenceContext* context, TF_Status* status) {
  TF_ShapeHandle* shape = TF_NewShapeHandle();
  TF_ShapeInferenceContextGetInput(context, 0, shape, status);
  if (TF_GetCode(status) == TF_OK) {
    TF_ShapeInferenceContextSetOutput(context, 0, shape, status);
  }
  TF_DeleteShapeHandle(shape);
}

void register_op(TF_OpDefinitionBuilder* op) {
  Status status;
  TF_RegisterOpDefinition(op, status.get());
}

// Where the windows of the gradient of an op lie, which is that of its first input.
void add_windows(TF_OpDefinitionBuilder* op) {
  TF_OpDefinitionBuilderAddAttr(op, "strides: list(int) >= 4");
  TF_OpDefinitionBuilderAddAttr(op, "padding: {'SAME', 'VALID', 'EXPLICIT'}");
  TF_OpDefinitionBuilderAddAttr(op, "explicit_paddings: list(int) = []");
  TF_OpDefinitionBuilderSetShapeInferenceFunction(op, same_shape);
}

// The gradient of MaxPool: each element of `gradient` is added to the first of the largest elements
// of its window.
//   input    [N, H, W, C]    what was pooled
//   gradient [N, H', W', C]  the gradient at the pooled
//   output   [N, H, W, C]    the gradient at the input
void max_pool_grad() {
  TF_OpDefinitionBuilder* op = TF_NewOpDefinitionBuilder("OstrichMaxPoolGrad");
  TF_OpDefinitionBuilderAddInput(op, "input: float");
  TF_OpDefinitionBuilderAddInput(op, "gradient: float");
  TF_OpDefinitionBuilderAddOutput(op, "output: float");
  TF_OpDefinitionBuilderAddAttr(op, "ksize: list(int) >= 4");
  add_windows(op);
  register_op(op);
}

// The gradient of a convolution at images of at most 4 channels.
//   image    [N, H, W, C]    what was convolved; its values are not read
//   filter   [h, w, C, M]    at most 32 taps high
//   gradient [N, H', W', M]  the gradient at what came of it
//   output   [N, H, W, C]    the gradient at the image
void image_grad() {
  TF_OpDefinitionBuilder* op = TF_NewOpDefinitionBuilder("OstrichImageGrad");
  TF_OpDefinitionBuilderAddInput(op, "image: float");
  TF_OpDefinitionBuilderAddInput(op, "filter: float");
  TF_OpDefinitionBuilderAddInput(op, "gradient: float");
  TF_OpDefinitionBuilderAddOutput(op, "output: float");
  add_windows(op);
  register_op(op);
}

void add_lrn_attributes(TF_OpDefinitionBuilder* op) {
  TF_OpDefinitionBuilderAddAttr(op, "depth_radius: int = 5");
  TF_OpDefinitionBuilderAddAttr(op, "bias: float = 1.0");
  TF_OpDefinitionBuilderAddAttr(op, "alpha: float = 1.0");
  TF_OpDefinitionBuilderAddAttr(op, "beta: float = 0.5");
}

// Local response normalization over the last axis: input / (bias + alpha * s)^beta, where s is the
// sum of the squares of the channels at most depth_radius away.
//   input, output  [N, H, W, C]
void lrn() {
  TF_OpDefinitionBuilder* op = TF_NewOpDefinitionBuilder("OstrichLrn");
  TF_OpDefinitionBuilderAddInput(op, "input: float");
  TF_OpDefinitionBuilderAddOutput(op, "output: float");
  add_lrn_attributes(op);
  TF_OpDefinitionBuilderSetShapeInferenceFunction(op, same_shape);
  register_op(op);
}

// The gradient of OstrichLrn.
//   gradient [N, H, W, C]  the gradient at the output of OstrichLrn
//   input    [N, H, W, C]  its input
//   output   [N, H, W, C]  the gradient at its input
void lrn_grad() {
  TF_OpDefinitionBuilder* op = TF_NewOpDefinitionBuilder("OstrichLrnGrad");
  TF_OpDefinitionBuilderAddInput(op, "gradient: float");
  TF_OpDefinitionBuilderAddInput(op, "input: float");
  TF_OpDefinitionBuilderAddOutput(op, "output: float");
  add_lrn_attributes(op);
  TF_OpDefinitionBuilderSetShapeInferenceFunction(op, same_shape);
  register_op(op);
}

// The output has the shape of the first input, but for the last axis, which is that of the third,
// the bias.
void biased_shape(TF_ShapeInferenceContext* context, TF_Status* status) {
  TF_ShapeHandle* shape = TF_NewShapeHandle();
  TF_ShapeHandle* last = TF_NewShapeHandle();
  TF_ShapeInferenceContextGetInput(context, 0, shape, status);
  if (TF_GetCode(status) == TF_OK) {
    TF_ShapeInferenceContextSubshape(context, shape, 0, -1, shape, status);
  }
  if (TF_GetCode(status) == TF_OK) {
    TF_ShapeInferenceContextGetInput(context, 2, last, status);
  }
  if (TF_GetCode(status) == TF_OK) {
    TF_ShapeInferenceContextConcatenateShapes(context, shape, last, shape, status);
  }
  if (TF_GetCode(status) == TF_OK) {
    TF_ShapeInferenceContextSetOutput(context, 0, shape, status);
  }
  TF_DeleteShapeHandle(last);
  TF_DeleteShapeHandle(shape);
}

void add_weighted(TF_OpDefinitionBuilder* op, const char* weights) {
  TF_OpDefinitionBuilderAddInput(op, "input: float");
  TF_OpDefinitionBuilderAddInput(op, weights);
  TF_OpDefinitionBuilderAddInput(op, "bias: float");
  TF_OpDefinitionBuilderAddOutput(op, "output: float");
  TF_OpDefinitionBuilderAddAttr(op, "turned: int = 0");
  TF_OpDefinitionBuilderAddAttr(op, "relu: int = 0");
  TF_OpDefinitionBuilderSetShapeInferenceFunction(op, biased_shape);
}

// A product over the last axis, as that of a convolution with 1x1 taps is, plus a bias; with relu
// what is below 0 becomes 0. What is made of the weights is kept as long as the same tensor comes,
// as that of a constant or a variable does.
//   input    [..., K]          at least two axes
//   weights  [1, ..., 1, K, M] with turned [1, ..., 1, M, K]: the op then takes gradients of the
//                              outputs of the product with these weights to gradients of its inputs
//   bias     [M]
//   output   [..., M]
void product() {
  TF_OpDefinitionBuilder* op = TF_NewOpDefinitionBuilder("OstrichProduct");
  add_weighted(op, "weights: float");
  register_op(op);
}

// A convolution with 3x3 taps, stride 1 and a border of zeros, plus a bias; with relu what is below
// 0 becomes 0. The filter is kept as the weights of a product are.
//   input    [N, H, W, C]
//   filter   [3, 3, C, M]  with turned [3, 3, M, C]: the op then takes gradients of the outputs of
//                          the convolution with this filter to gradients of its inputs
//   bias     [M]
//   output   [N, H, W, M]
void convolution() {
  TF_OpDefinitionBuilder* op = TF_NewOpDefinitionBuilder("OstrichConvolution");
  add_weighted(op, "filter: float");
  register_op(op);
}

// One step of the fast gradient sign method, x + size * sign(direction), moved into the box.
//   point, direction, lower, upper, output  [N, D]
//   size                                    [N, 1]
void sign_step() {
  TF_OpDefinitionBuilder* op = TF_NewOpDefinitionBuilder("OstrichSignStep");
  TF_OpDefinitionBuilderAddInput(op, "point: float");
  TF_OpDefinitionBuilderAddInput(op, "direction: float");
  TF_OpDefinitionBuilderAddInput(op, "lower: float");
  TF_OpDefinitionBuilderAddInput(op, "upper: float");
  TF_OpDefinitionBuilderAddInput(op, "size: float");
  TF_OpDefinitionBuilderAddOutput(op, "output: float");
  TF_OpDefinitionBuilderSetShapeInferenceFunction(op, same_shape);
  register_op(op);
}

// The nearest value that an 8-bit picture holds, black + (white - black) * n / 255 with a whole n.
//   values, output  [N, D]
void grey_levels() {
  TF_OpDefinitionBuilder* op = TF_NewOpDefinitionBuilder("OstrichGreyLevels");
  TF_OpDefinitionBuilderAddInput(op, "values: float");
  TF_OpDefinitionBuilderAddOutput(op, "output: float");
  TF_OpDefinitionBuilderAddAttr(op, "black: float");
  TF_OpDefinitionBuilderAddAttr(op, "white: float");
  TF_OpDefinitionBuilderSetShapeInferenceFunction(op, same_shape);
  register_op(op);
}

const bool registered = [] {
  max_pool_grad();
  image_grad();
  lrn();
  lrn_grad();
  product();
  convolution();
  sign_step();
  grey_levels();
  return true;
}();

}  // namespace
}  // namespace ostrich
