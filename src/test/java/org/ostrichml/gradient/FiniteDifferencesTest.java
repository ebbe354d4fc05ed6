package org.ostrichml.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ostrichml.Fixtures.numbers;
import static org.ostrichml.Fixtures.raw;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.ostrichml.Fixtures;
import org.ostrichml.Fixtures.Network;
import org.ostrichml.data.Batch;
import org.ostrichml.objective.Losses;
import org.tensorflow.Operand;
import org.tensorflow.Operation;
import org.tensorflow.OperationBuilder;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.types.TFloat32;

/**
 * The gradient of the squared output of one op after another against central differences. Where
 * half a step, or the other side, has another slope (a kink, or rounding) there is no oracle; that
 * may be so for few elements.
 */
class FiniteDifferencesTest {
  private static final float STEP = 1f / 64;
  private static final int[] IMAGE = {1, 6, 5, 3};
  private static final int[] VECTOR = {1, 12};

  private static final Map<String, Network> OF_IMAGES = new TreeMap<>();
  private static final Map<String, Network> OF_VECTORS = new TreeMap<>();

  static {
    for (String type : List.of("Conv2D", "DepthwiseConv2dNative")) {
      OF_IMAGES.put(type, convolution(type, 1, "SAME"));
      OF_IMAGES.put(type + ", valid", convolution(type, 1, "VALID"));
      OF_IMAGES.put(type + ", stride 2", convolution(type, 2, "SAME"));
      OF_IMAGES.put(type + ", explicit", convolution(type, 1, "EXPLICIT", 2, 1, 0, 3));
      OF_IMAGES.put(type + ", explicit, stride 2", convolution(type, 2, "EXPLICIT", 1, 1, 2, 0));
    }
    OF_IMAGES.put(
        "Conv2DBackpropInput, forwards",
        (tf, x) ->
            raw(
                tf,
                "Conv2DBackpropInput",
                b -> b.setAttr("strides", new long[] {1, 2, 2, 1}).setAttr("padding", "SAME"),
                tf.concat(
                    List.of(
                        tf.slice(
                            tf.shape(x), tf.constant(new int[] {0}), tf.constant(new int[] {1})),
                        tf.constant(new int[] {12, 10, 2})),
                    tf.constant(0)),
                numbers(tf, 1, 3, 3, 2, 3),
                x));
    OF_IMAGES.put(
        "MaxPool",
        (tf, x) -> raw(tf, "MaxPool", pool("SAME"), tf.math.mul(x, numbers(tf, 3, 6, 5, 3))));
    OF_IMAGES.put("AvgPool", (tf, x) -> raw(tf, "AvgPool", pool("VALID"), x));
    OF_IMAGES.put("LRN", (tf, x) -> raw(tf, "LRN", b -> {}, x));
    OF_IMAGES.put(
        "LRN, odd",
        (tf, x) ->
            raw(
                tf,
                "LRN",
                b ->
                    b.setAttr("depth_radius", 1)
                        .setAttr("bias", 0.5f)
                        .setAttr("alpha", 2f)
                        .setAttr("beta", 0.75f),
                x));
    OF_IMAGES.put(
        "FusedBatchNormV3",
        (tf, x) ->
            raw(
                tf,
                "FusedBatchNormV3",
                b -> b.setAttr("is_training", false).setAttr("epsilon", 0.1f),
                x,
                numbers(tf, 1, 3),
                numbers(tf, 2, 3),
                numbers(tf, 3, 3),
                tf.math.square(numbers(tf, 4, 3))));
    OF_IMAGES.put("BiasAdd", (tf, x) -> raw(tf, "BiasAdd", b -> {}, x, numbers(tf, 1, 3)));
    OF_IMAGES.put("ConcatV2", (tf, x) -> tf.concat(List.of(x, tf.math.square(x)), tf.constant(3)));
    int[][] paddings = {{0, 0}, {1, 2}, {0, 1}, {2, 0}};
    OF_IMAGES.put("Pad", (tf, x) -> raw(tf, "Pad", b -> {}, x, tf.constant(paddings)));
    OF_IMAGES.put(
        "PadV2", (tf, x) -> raw(tf, "PadV2", b -> {}, x, tf.constant(paddings), tf.constant(3f)));
    for (String mode : List.of("REFLECT", "SYMMETRIC")) {
      OF_IMAGES.put(
          "MirrorPad " + mode,
          (tf, x) -> raw(tf, "MirrorPad", b -> b.setAttr("mode", mode), x, tf.constant(paddings)));
    }
    for (String op : List.of("ResizeBilinear", "ResizeNearestNeighbor")) {
      for (String flag : List.of("", "align_corners", "half_pixel_centers")) {
        OF_IMAGES.put(
            op + " " + flag,
            (tf, x) ->
                raw(
                    tf,
                    op,
                    b -> {
                      if (!flag.isEmpty()) {
                        b.setAttr(flag, true);
                      }
                    },
                    x,
                    tf.constant(new int[] {9, 4})));
      }
    }
    OF_IMAGES.put(
        "SpaceToBatchND and BatchToSpaceND",
        (tf, x) -> {
          Operand<TFloat32> padded =
              raw(
                  tf,
                  "SpaceToBatchND",
                  b -> {},
                  x,
                  tf.constant(new int[] {2, 2}),
                  tf.constant(new int[][] {{0, 0}, {1, 0}}));
          return raw(
              tf,
              "BatchToSpaceND",
              b -> {},
              conv(tf, "Conv2D", padded, 1, "SAME"),
              tf.constant(new int[] {2, 2}),
              tf.constant(new int[][] {{0, 0}, {1, 0}}));
        });
    OF_IMAGES.put("Softmax", (tf, x) -> raw(tf, "Softmax", b -> {}, x));
    OF_IMAGES.put("LogSoftmax", (tf, x) -> raw(tf, "LogSoftmax", b -> {}, x));
    for (String op : List.of("Mean", "Sum", "Max")) {
      OF_IMAGES.put(op, (tf, x) -> raw(tf, op, b -> {}, x, tf.constant(new int[] {1, -1})));
    }
    OF_IMAGES.put(
        "Transpose", (tf, x) -> tf.linalg.transpose(x, tf.constant(new int[] {0, 3, 1, 2})));
    OF_IMAGES.put(
        "StridedSlice",
        (tf, x) ->
            raw(
                tf,
                "StridedSlice",
                b ->
                    b.setAttr("begin_mask", 1)
                        .setAttr("end_mask", 3)
                        .setAttr("shrink_axis_mask", 8),
                x,
                tf.constant(new int[] {0, 1, 4, 2}),
                tf.constant(new int[] {0, 0, 0, 3}),
                tf.constant(new int[] {1, 2, -1, 1})));
    OF_IMAGES.put(
        "BatchMatMulV2",
        (tf, x) ->
            raw(tf, "BatchMatMulV2", b -> b.setAttr("adj_y", true), x, numbers(tf, 1, 4, 3)));
    OF_IMAGES.put(
        "GatherV2",
        (tf, x) ->
            raw(tf, "GatherV2", b -> {}, x, tf.constant(new int[] {2, 0, 2}), tf.constant(2)));

    for (String op :
        List.of(
            "Relu",
            "Relu6",
            "Elu",
            "Selu",
            "LeakyRelu",
            "Softplus",
            "Softsign",
            "Tanh",
            "Sigmoid",
            "Exp",
            "Erf",
            "Sin",
            "Square",
            "Abs",
            "Softmax",
            "LogSoftmax")) {
      OF_VECTORS.put(op, (tf, x) -> raw(tf, op, b -> {}, scaled(tf, x)));
    }
    OF_VECTORS.put(
        "LeakyRelu, steep",
        (tf, x) -> raw(tf, "LeakyRelu", b -> b.setAttr("alpha", 0.6f), scaled(tf, x)));
    for (String op : List.of("Rsqrt", "Sqrt", "Log1p", "Reciprocal")) {
      OF_VECTORS.put(op, (tf, x) -> raw(tf, op, b -> {}, tf.math.add(x, tf.constant(0.5f))));
    }
    for (String op : List.of("Maximum", "Minimum", "SquaredDifference", "Sub", "Mul")) {
      OF_VECTORS.put(op, (tf, x) -> raw(tf, op, b -> {}, numbers(tf, 1, 12), x));
    }
    OF_VECTORS.put(
        "RealDiv",
        (tf, x) ->
            raw(
                tf,
                "RealDiv",
                b -> {},
                scaled(tf, x),
                tf.math.add(
                    tf.reduceSum(x, tf.constant(1), ReduceSum.keepDims(true)), tf.constant(0.1f))));
    OF_VECTORS.put(
        "Pow",
        (tf, x) -> raw(tf, "Pow", b -> {}, tf.math.add(x, tf.constant(0.5f)), tf.constant(1.5f)));
    OF_VECTORS.put(
        "MatMul, transposed",
        (tf, x) ->
            raw(tf, "MatMul", b -> b.setAttr("transpose_b", true), x, numbers(tf, 1, 5, 12)));
    OF_VECTORS.put(
        "Cumsum",
        (tf, x) ->
            raw(
                tf,
                "Cumsum",
                b -> b.setAttr("exclusive", true).setAttr("reverse", true),
                x,
                tf.constant(1)));
    OF_VECTORS.put("Prod", (tf, x) -> raw(tf, "Prod", b -> {}, scaled(tf, x), tf.constant(1)));
    OF_VECTORS.put("Tile", (tf, x) -> tf.tile(x, tf.constant(new int[] {1, 3})));
    OF_VECTORS.put(
        "ReverseV2", (tf, x) -> raw(tf, "ReverseV2", b -> {}, x, tf.constant(new int[] {1})));
    OF_VECTORS.put(
        "ClipByValue",
        (tf, x) -> raw(tf, "ClipByValue", b -> {}, x, tf.constant(0.3f), tf.constant(0.6f)));
    OF_VECTORS.put(
        "SelectV2",
        (tf, x) ->
            raw(
                tf,
                "SelectV2",
                b -> {},
                tf.math.greater(x, tf.constant(0.5f)),
                scaled(tf, x),
                tf.math.square(x)));
    OF_VECTORS.put(
        "SplitV",
        (tf, x) -> {
          Operation split =
              tf.scope()
                  .opBuilder("SplitV", "SplitV")
                  .addInput(x.asOutput())
                  .addInput(tf.constant(new int[] {5, 7}).asOutput())
                  .addInput(tf.constant(1).asOutput())
                  .setAttr("num_split", 2)
                  .build();
          return tf.concat(
              List.of(split.<TFloat32>output(1), tf.math.square(split.<TFloat32>output(0))),
              tf.constant(1));
        });
  }

  /** TensorFlow's own gradient leaves explicit paddings out. */
  @Test
  void oneFilterMayServeTwoPaddings() {
    check(
        IMAGE,
        (tf, x) -> {
          Operand<TFloat32> filter = numbers(tf, 1, 3, 3, 3, 2);
          return tf.math.sub(padded(tf, x, filter, 2, 1), padded(tf, x, filter, 1, 2));
        });
  }

  private static Operand<TFloat32> padded(
      Ops tf, Operand<TFloat32> x, Operand<TFloat32> filter, long before, long after) {
    return raw(
        tf,
        "Conv2D",
        b ->
            b.setAttr("strides", new long[] {1, 1, 1, 1})
                .setAttr("padding", "EXPLICIT")
                .setAttr(
                    "explicit_paddings", new long[] {0, 0, before, after, before, after, 0, 0}),
        x,
        filter);
  }

  @TestFactory
  Stream<DynamicTest> gradientOfEveryOpIsItsSlope() {
    return Stream.concat(
        OF_IMAGES.entrySet().stream().map(each -> test(each.getKey(), IMAGE, each.getValue())),
        OF_VECTORS.entrySet().stream().map(each -> test(each.getKey(), VECTOR, each.getValue())));
  }

  private static DynamicTest test(String name, int[] shape, Network network) {
    return DynamicTest.dynamicTest(name, () -> check(shape, network));
  }

  private static void check(int[] shape, Network network) {
    Batch x = Fixtures.examples(11, shape);
    long[] axes = java.util.Arrays.stream(shape).asLongStream().toArray();
    axes[0] = -1;
    try (GradientFixture net =
        new GradientFixture(Shape.of(axes), network, Losses.SQUARED_OUTPUT)) {
      float[] gradient = net.gradient(x, new int[1]).values();
      double[] up = slopes(net, x, STEP, 0);
      double[] down = slopes(net, x, 0, -STEP);
      double[] narrow = slopes(net, x, STEP / 2, -STEP / 2);
      double largest = 0;
      for (double slope : narrow) {
        largest = Math.max(largest, Math.abs(slope));
      }
      assertThat(largest).isGreaterThan(1e-3);
      int unsure = 0;
      for (int i = 0; i < gradient.length; i++) {
        double wide = (up[i] + down[i]) / 2;
        if (Math.abs(wide - narrow[i]) > 0.01 * largest
            || Math.abs(up[i] - down[i]) > 0.15 * largest) {
          unsure++;
        } else {
          assertThat((double) gradient[i])
              .as("element " + i)
              .isCloseTo(narrow[i], org.assertj.core.api.Assertions.within(0.01 * largest));
        }
      }
      assertThat(unsure).isLessThanOrEqualTo(gradient.length / 4);
    }
  }

  /** The slope of the loss between two places beside every element, all in one run. */
  private static double[] slopes(GradientFixture net, Batch x, float right, float left) {
    int size = x.values().length;
    float[] moved = new float[2 * size * size];
    for (int i = 0; i < 2 * size; i++) {
      System.arraycopy(x.values(), 0, moved, i * size, size);
      moved[i * size + i / 2] += i % 2 == 0 ? right : left;
    }
    int[] shape = x.shape();
    shape[0] = 2 * size;
    float[] losses = net.losses(new Batch(moved, shape), new int[1]).values();
    double[] slopes = new double[size];
    for (int i = 0; i < size; i++) {
      double span = (double) moved[2 * i * size + i] - moved[(2 * i + 1) * size + i];
      slopes[i] = ((double) losses[2 * i] - losses[2 * i + 1]) / span;
    }
    return slopes;
  }

  private static Network convolution(String type, long stride, String padding, long... pads) {
    return (tf, x) -> conv(tf, type, x, stride, padding, pads);
  }

  private static Operand<TFloat32> conv(
      Ops tf, String type, Operand<TFloat32> x, long stride, String padding, long... pads) {
    Consumer<OperationBuilder> attributes =
        b -> {
          b.setAttr("strides", new long[] {1, stride, stride, 1}).setAttr("padding", padding);
          if (pads.length > 0) {
            b.setAttr(
                "explicit_paddings", new long[] {0, 0, pads[0], pads[1], pads[2], pads[3], 0, 0});
          }
        };
    return raw(tf, type, attributes, x, numbers(tf, 1, 3, 3, 3, 2));
  }

  private static Consumer<OperationBuilder> pool(String padding) {
    return b ->
        b.setAttr("ksize", new long[] {1, 3, 2, 1})
            .setAttr("strides", new long[] {1, 2, 1, 1})
            .setAttr("padding", padding);
  }

  /** Numbers around 0 rather than between 0 and 1. */
  private static Operand<TFloat32> scaled(Ops tf, Operand<TFloat32> x) {
    return tf.math.sub(tf.math.mul(x, tf.constant(4f)), tf.constant(2f));
  }
}
