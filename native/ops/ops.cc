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

void unknown_shape(TF_ShapeInferenceContext* context, TF_Status* status) {
  TF_ShapeInferenceContextSetUnknownShape(context, status);
}

void register_op(TF_OpDefinitionBuilder* op) {
  Status status;
  TF_RegisterOpDefinition(op, status.get());
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
  TF_OpDefinitionBuilderAddAttr(op, "strides: list(int) >= 4");
  TF_OpDefinitionBuilderAddAttr(op, "padding: {'SAME', 'VALID', 'EXPLICIT'}");
  TF_OpDefinitionBuilderAddAttr(op, "explicit_paddings: list(int) = []");
  TF_OpDefinitionBuilderSetShapeInferenceFunction(op, same_shape);
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

// The gradient of a concatenation along the last axis: the gradient cut into parts of the lengths
// `sizes`, which add up to C. The C API sets the shape of the first
// output alone, so they have none until the op runs.
//   gradient [.., C]
//   outputs  [.., sizes[i]], one for each i < count
void concat_grad() {
  TF_OpDefinitionBuilder* op = TF_NewOpDefinitionBuilder("OstrichConcatGrad");
  TF_OpDefinitionBuilderAddInput(op, "gradient: float");
  TF_OpDefinitionBuilderAddOutput(op, "outputs: count * float");
  TF_OpDefinitionBuilderAddAttr(op, "count: int >= 1");
  TF_OpDefinitionBuilderAddAttr(op, "sizes: list(int)");
  TF_OpDefinitionBuilderSetShapeInferenceFunction(op, unknown_shape);
  register_op(op);
}

const bool registered = [] {
  max_pool_grad();
  lrn();
  lrn_grad();
  concat_grad();
  return true;
}();

}  // namespace
}  // namespace ostrich
