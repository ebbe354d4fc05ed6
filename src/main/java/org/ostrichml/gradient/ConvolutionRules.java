package org.ostrichml.gradient;

import static org.ostrichml.gradient.Backward.equivalent;
import static org.ostrichml.gradient.Backward.inputs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.ostrichml.gradient.Backward.Expression;
import org.ostrichml.model.FusedConvolution;
import org.ostrichml.model.NativeKernels;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Stack;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;

/**
 * Convolutions, their transposes, pooling and windows. TensorFlow's own {@code Conv2D} drops
 * dilations and explicit paddings, its {@code MaxPool} explicit paddings.
 */
final class ConvolutionRules {
  private ConvolutionRules() {}

  static void addTo(Map<String, GradientRule> rules) {
    GradientRule dense =
        inputs(ConvolutionRules::conv2dInput, filterGradient("Conv2DBackpropFilter"));
    rules.put("Conv2D", conv2d(dense));
    rules.put(FusedConvolution.OP, activated(dense));
    rules.put("Conv2DBackpropFilter", filter("Conv2D", "Conv2DBackpropInput"));
    rules.put(NativeKernels.IMAGE_GRAD, transposed("Conv2D", "Conv2DBackpropFilter"));
    rules.put(
        "Conv3D",
        inputs(inputGradient("Conv3DBackpropInputV2"), filterGradient("Conv3DBackpropFilterV2")));
    rules.put("Conv3DBackpropInputV2", transposed("Conv3D", "Conv3DBackpropFilterV2"));
    rules.put("Conv3DBackpropFilterV2", filter("Conv3D", "Conv3DBackpropInputV2"));
    String depthwise = "DepthwiseConv2dNative";
    rules.put(depthwise + "BackpropInput", transposed(depthwise, depthwise + "BackpropFilter"));
    rules.put(depthwise + "BackpropFilter", filter(depthwise, depthwise + "BackpropInput"));
    rules.put("MaxPool", inputs(b -> b.like("MaxPoolGrad", b.x(0), b.y(0), b.g())));
    rules.put(
        "Dilation2D",
        inputs(
            b -> b.like("Dilation2DBackpropInput", b.x(0), b.x(1), b.g()),
            b -> b.like("Dilation2DBackpropFilter", b.x(0), b.x(1), b.g())));
    rules.put("AvgPoolGrad", inputs(null, b -> b.like("AvgPool", b.g())));
    rules.put("AvgPool3DGrad", inputs(null, b -> b.like("AvgPool3D", b.g())));
    secondOrder(rules, "MaxPoolGrad", "MaxPoolGradGrad");
    secondOrder(rules, "MaxPoolGradGrad", "MaxPoolGrad");
    secondOrder(rules, "MaxPool3DGrad", "MaxPool3DGradGrad");
    secondOrder(rules, "MaxPool3DGradGrad", "MaxPool3DGrad");
    rules.put(
        "MaxPoolGradV2",
        inputs(
            null, null, b -> b.like("MaxPoolGradGradV2", b.x(0), b.x(1), b.g(), b.x(3), b.x(4))));
    rules.put(
        "MaxPoolWithArgmax", inputs(b -> b.like("MaxPoolGradWithArgmax", b.x(0), b.g(), b.y(1))));
    rules.put("ExtractImagePatches", inputs(b -> patches(b, "ExtractImagePatches", 2)));
    rules.put("ExtractVolumePatches", inputs(b -> patches(b, "ExtractVolumePatches", 3)));
  }

  // A convolution is linear in each input, so it and the two ops that are called its gradients are
  // each other's gradients.

  private static Expression inputGradient(String type) {
    return b -> b.like(type, Shapes.of(b.tf, b.x(0)), b.x(1), b.g());
  }

  private static Operand<?> conv2dInput(Backward b) {
    return NativeKernelRules.imageGradient(b)
        .or(() -> TurnedConvolution.inputGradient(b))
        .orElseGet(() -> inputGradient("Conv2DBackpropInput").in(b));
  }

  /** The gradient passes the activation first, whose slope is read off its value. */
  private static GradientRule activated(GradientRule convolution) {
    GradientRule activation =
        inputs(
            b ->
                b.like(
                    b.op.attributes().getAttrStringList("fused_ops")[1] + "Grad", b.g(), b.y(0)));
    return (tf, op, arriving, wanted) ->
        convolution.apply(tf, op, activation.apply(tf, op, arriving, wanted), wanted);
  }

  private static Expression filterGradient(String type) {
    return b -> b.like(type, b.x(0), Shapes.of(b.tf, b.x(1)), b.g());
  }

  private static GradientRule transposed(String forward, String filter) {
    return inputs(
        null,
        b -> b.like(filter, b.g(), Shapes.of(b.tf, b.x(1)), b.x(2)),
        b -> b.like(forward, b.g(), b.x(1)));
  }

  private static GradientRule filter(String forward, String input) {
    return inputs(
        b -> b.like(input, Shapes.of(b.tf, b.x(0)), b.g(), b.x(2)),
        null,
        b -> b.like(forward, b.x(0), b.g()));
  }

  /** On a CPU, TensorFlow computes grouped and dilated convolutions, but not their gradients. */
  private static GradientRule conv2d(GradientRule dense) {
    GradientRule grouped = equivalent(ConvolutionRules::groups);
    GradientRule dilated = equivalent(ConvolutionRules::spread);
    return (tf, op, arriving, wanted) -> {
      GradientRule rule = groupCount(op) > 1 ? grouped : isDilated(op) ? dilated : dense;
      return rule.apply(tf, op, arriving, wanted);
    };
  }

  private static boolean channelsLast(GraphOperation op) {
    return op.attributes().getAttrString("data_format").endsWith("C");
  }

  private static int channelAxis(GraphOperation op) {
    return channelsLast(op) ? op.input(0).shape().numDimensions() - 1 : 1;
  }

  /** How many parts of the channels the filter reads one at a time; 1 where that is unknown. */
  private static long groupCount(GraphOperation op) {
    Shape input = op.input(0).shape();
    Shape filter = op.input(1).shape();
    if (input.isUnknown() || filter.isUnknown()) {
      return 1;
    }
    long channels = input.get(channelAxis(op));
    long read = filter.get(filter.numDimensions() - 2);
    return channels < 0 || read <= 0 ? 1 : channels / read;
  }

  /** A convolution for each group of channels. */
  private static Operand<?> groups(Backward b) {
    long count = groupCount(b.op);
    if (isDepthwise(b.op, count)) {
      long[] filter = b.x(1).shape().asArray();
      return b.like(
          "DepthwiseConv2dNative",
          b.x(0),
          b.tf.reshape(
              b.x(1), b.tf.constant(new long[] {filter[0], filter[1], count, filter[3] / count})));
    }
    int axis = channelAxis(b.op);
    List<Output<TNumber>> channels = b.tf.split(b.tf.constant(axis), b.x(0), count).output();
    List<Output<TNumber>> filters = b.tf.split(b.tf.constant(-1), b.x(1), count).output();
    List<Operand<TNumber>> results = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      results.add(b.like("Conv2D", channels.get(i), filters.get(i)));
    }
    return b.tf.concat(results, b.tf.constant(axis));
  }

  /** Whether each channel is a group, and TensorFlow has the gradient of all at once on a CPU. */
  private static boolean isDepthwise(GraphOperation op, long count) {
    Shape filter = op.input(1).shape();
    long[] strides = op.attributes().getAttrIntList("strides");
    return channelsLast(op)
        && !filter.hasUnknownDimension()
        && filter.get(2) == 1
        && !isDilated(op)
        && strides[1] == strides[2];
  }

  private static boolean isDilated(GraphOperation op) {
    return channelsLast(op)
        && Arrays.stream(op.attributes().getAttrIntList("dilations")).anyMatch(rate -> rate > 1);
  }

  /** A dilated convolution as a dense one of every n-th pixel, padded by hand, then strided. */
  private static Operand<?> spread(Backward b) {
    Ops tf = b.tf;
    Operand<TInt32> rates = spatial(b, "dilations");
    Operand<TInt32> strides = spatial(b, "strides");
    Operand<TInt32> image = part(tf, Shapes.of(tf, b.x(0)), 1, 2);
    Operand<TInt32> one = tf.constant(1);
    Operand<TInt32> zero = tf.constant(0);
    Operand<TInt32> reach =
        tf.math.mul(tf.math.sub(part(tf, Shapes.of(tf, b.x(1)), 0, 2), one), rates);
    Operand<TInt32> before = tf.zerosLike(rates);
    Operand<TInt32> after = tf.zerosLike(rates);
    String padding = b.attribute("padding").getS().toStringUtf8();
    if (padding.equals("EXPLICIT")) {
      List<Long> sides = b.attribute("explicit_paddings").getList().getIList();
      before = tf.constant(new int[] {sides.get(2).intValue(), sides.get(4).intValue()});
      after = tf.constant(new int[] {sides.get(3).intValue(), sides.get(5).intValue()});
    } else if (padding.equals("SAME")) {
      Operand<TInt32> steps = tf.math.floorDiv(tf.math.sub(image, one), strides);
      Operand<TInt32> total =
          tf.math.maximum(
              tf.math.sub(tf.math.add(tf.math.add(tf.math.mul(steps, strides), reach), one), image),
              zero);
      before = tf.math.floorDiv(total, tf.constant(2));
      after = tf.math.sub(total, before);
    }
    Operand<TInt32> padded = tf.math.add(tf.math.add(image, before), after);
    Operand<TInt32> extra = tf.math.floorMod(tf.math.neg(padded), rates);
    Operand<TNumber> pixels =
        tf.spaceToBatchNd(b.x(0), rates, pairs(tf, before, tf.math.add(after, extra)));
    AttrValue dense = Backward.integers(1, 1, 1, 1);
    Operand<TNumber> result =
        Backward.number(
            b.likewise(
                    "Conv2D",
                    Map.of(
                        "dilations",
                        dense,
                        "strides",
                        dense,
                        "explicit_paddings",
                        Backward.integers(),
                        "padding",
                        Backward.text("VALID")),
                    pixels,
                    b.x(1))
                .output(0));
    Operand<TNumber> joined =
        tf.batchToSpaceNd(result, rates, pairs(tf, tf.zerosLike(extra), extra));
    return tf.stridedSlice(
        joined,
        tf.constant(new int[4]),
        Shapes.of(tf, joined),
        tf.concat(List.of(tf.constant(new int[] {1}), strides, tf.constant(new int[] {1})), zero));
  }

  private static Operand<TInt32> pairs(Ops tf, Operand<TInt32> before, Operand<TInt32> after) {
    return tf.stack(List.of(before, after), Stack.axis(1L));
  }

  private static Operand<TInt32> spatial(Backward b, String attribute) {
    List<Long> values = b.attribute(attribute).getList().getIList();
    return b.tf.constant(new int[] {values.get(1).intValue(), values.get(2).intValue()});
  }

  private static void secondOrder(Map<String, GradientRule> rules, String type, String back) {
    rules.put(type, inputs(null, null, b -> b.like(back, b.x(0), b.x(1), b.g())));
  }

  /**
   * Windows of the numbers of the pixels tell where each element of a patch came from; 0 is the
   * padding.
   */
  private static Operand<?> patches(Backward b, String type, int axes) {
    Ops tf = b.tf;
    Operand<TInt32> shape = Shapes.of(tf, b.x(0));
    Operand<TInt32> batch = part(tf, shape, 0, 1);
    Operand<TInt32> space = part(tf, shape, 1, axes);
    Operand<TInt32> channels = part(tf, shape, axes + 1, 1);
    Operand<TInt32> one = tf.constant(new int[] {1});
    Operand<TInt32> pixels = tf.reduceProd(space, tf.constant(0));
    Operand<TInt32> numbers =
        tf.range(tf.constant(1), tf.math.add(pixels, tf.constant(1)), tf.constant(1));
    Operand<TInt32> image =
        tf.reshape(numbers, tf.concat(List.of(one, space, one), tf.constant(0)));
    Operand<TNumber> windows = b.like(type, tf.dtypes.cast(image, TFloat64.class));
    Operand<TInt32> any = tf.constant(new int[] {-1});
    Operand<TInt32> from =
        tf.math.sub(tf.reshape(tf.dtypes.cast(windows, TInt32.class), any), tf.constant(1));
    Operand<TNumber> patches =
        tf.reshape(b.g(), tf.concat(List.of(batch, any, channels), tf.constant(0)));
    Operand<TInt32> swap = tf.constant(new int[] {1, 0, 2});
    Operand<TNumber> sums =
        tf.math.unsortedSegmentSum(tf.linalg.transpose(patches, swap), from, pixels);
    return tf.reshape(tf.linalg.transpose(sums, swap), shape);
  }

  private static Operand<TInt32> part(Ops tf, Operand<TInt32> shape, int from, int length) {
    return tf.slice(shape, tf.constant(new int[] {from}), tf.constant(new int[] {length}));
  }
}
