package org.ostrichml.gradient;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.DataType;

/** Normalizations, losses and fused recurrent layers. */
final class NormalizationFixtures extends Fixtures {
  @Override
  void fill() {
    for (Shape shape : List.of(Shape.of(5), Shape.of(2, 3), Shape.of(2, 2, 3))) {
      add("Softmax of " + shape, shape, (b, x) -> b.op("Softmax", x).out());
      add("LogSoftmax of " + shape, shape, (b, x) -> b.op("LogSoftmax", x).out());
    }
    for (String version : List.of("", "V2", "V3")) {
      fusedBatchNorm("FusedBatchNorm" + version);
    }
    for (String version : List.of("", "V2")) {
      blockLstm("BlockLSTM" + version);
    }
    globalNormalization();
    add(
        "CTCLoss",
        Shape.of(4, 2, 3),
        (b, x) ->
            b.op(
                    "CTCLoss",
                    b.single(x),
                    b.tf.constant(new long[][] {{0, 0}, {1, 0}}),
                    b.ints(1, 0),
                    b.ints(4, 3))
                .out());
    add(
        "SoftmaxCrossEntropyWithLogits",
        Shape.of(3, 4),
        (b, x) ->
            b.op("SoftmaxCrossEntropyWithLogits", x, b.tf.nn.softmax(b.positive(3, 4))).out());
    add(
        "SoftmaxCrossEntropyWithLogits broadcast",
        Shape.of(3, 4),
        (b, x) ->
            b.op("SoftmaxCrossEntropyWithLogits", x, b.tf.nn.softmax(b.positive(1, 4))).out());
    add(
        "SoftmaxCrossEntropyWithLogits labels",
        Shape.of(3, 4),
        (b, x) -> b.op("SoftmaxCrossEntropyWithLogits", b.some(3, 4), x).out(),
        .1,
        1);
    add(
        "SparseSoftmaxCrossEntropyWithLogits",
        Shape.of(3, 4),
        (b, x) -> b.op("SparseSoftmaxCrossEntropyWithLogits", x, b.ints(1, 0, 3)).out());
    add(
        "SparseSoftmaxCrossEntropyWithLogits backprop",
        Shape.of(3, 4),
        (b, x) -> b.op("SparseSoftmaxCrossEntropyWithLogits", x, b.ints(1, 0, 3)).out(1));
    add(
        "LRN",
        Shape.of(1, 2, 2, 5),
        (b, x) ->
            b.op("LRN", b.single(x))
                .set("depth_radius", 1)
                .set("bias", .7f)
                .set("alpha", .4f)
                .set("beta", .6f)
                .out());
    add("BiasAdd bias", Shape.of(3), (b, x) -> b.op("BiasAdd", b.some(2, 2, 3), x).out());
    add("BiasAdd", Shape.of(2, 2, 3), (b, x) -> b.op("BiasAdd", x, b.some(3)).out());
    add(
        "BiasAdd NCHW",
        Shape.of(3),
        (b, x) -> b.op("BiasAdd", b.some(2, 3, 2, 2), x).set("data_format", "NCHW").out());
    add("BiasAddV1", Shape.of(3), (b, x) -> b.op("BiasAddV1", b.some(2, 3), x).out());
    add(
        "BiasAddGrad",
        Shape.of(2, 3, 2, 2),
        (b, x) -> b.op("BiasAddGrad", x).set("data_format", "NCHW").out());
  }

  private void fusedBatchNorm(String type) {
    Shape[] shapes = {Shape.of(2, 3, 3, 2), Shape.of(2), Shape.of(2)};
    for (int i = 0; i < shapes.length; i++) {
      int input = i;
      for (boolean training : new boolean[] {false, true}) {
        add(
            type + " input " + i + (training ? " in training" : ""),
            shapes[i],
            (b, x) -> {
              Operand<?>[] inputs = new Operand<?>[5];
              for (int j = 0; j < inputs.length; j++) {
                inputs[j] = b.single(j == 0 ? b.some(2, 3, 3, 2) : b.positive(2));
                if (training && j > 2) {
                  inputs[j] = b.op("Empty", b.ints(0)).set("dtype", DataType.DT_FLOAT).out();
                }
              }
              inputs[input] = b.single(x);
              return b.op(type, inputs).set("is_training", training).set("epsilon", .01f).out();
            });
      }
    }
  }

  private void blockLstm(String type) {
    long[][] shapes = {{3, 2, 2}, {2, 2}, {2, 2}, {4, 8}, {2}, {2}, {2}, {8}};
    for (int i = 0; i < shapes.length; i++) {
      int input = i;
      add(
          type + " input " + (i + 1),
          Shape.of(shapes[i]),
          (b, x) -> {
            Operand<?>[] inputs = new Operand<?>[shapes.length + 1];
            inputs[0] = b.tf.constant(3L);
            for (int j = 0; j < shapes.length; j++) {
              inputs[j + 1] = b.single(j == input ? x : b.some(shapes[j]));
            }
            return b.op(type, inputs).set("use_peephole", true).set("cell_clip", 0f).out(6);
          });
    }
  }

  private void globalNormalization() {
    String type = "BatchNormWithGlobalNormalization";
    for (int i = 0; i < 5; i++) {
      int input = i;
      add(
          type + " input " + i,
          i == 0 ? Shape.of(2, 3, 3, 2) : Shape.of(2),
          (b, x) -> {
            Operand<?>[] inputs = new Operand<?>[5];
            for (int j = 0; j < inputs.length; j++) {
              inputs[j] = j == input ? x : j == 0 ? b.some(2, 3, 3, 2) : b.positive(2);
            }
            return b.version(8)
                .op(type, inputs)
                .set("variance_epsilon", .01f)
                .set("scale_after_normalization", true)
                .out();
          },
          .1,
          1);
    }
  }
}
