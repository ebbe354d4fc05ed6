package org.ostrichml.graph;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.NodeDef;

/**
 * What an op does to each channel, the last axis of its input: {@code scale * x + shift}.
 *
 * @param scale one number for each channel
 * @param shift likewise
 */
record ChannelAffine(double[] scale, double[] shift) {
  private static final float DEFAULT_EPSILON = 1e-4f;
  private static final int RANK = 4;

  /** What changes nothing. */
  static ChannelAffine identity(int channels) {
    return of(channels, i -> 1, i -> 0);
  }

  private static ChannelAffine of(
      int channels, IntToDoubleFunction scale, IntToDoubleFunction shift) {
    double[] scales = new double[channels];
    double[] shifts = new double[channels];
    Arrays.setAll(scales, scale);
    Arrays.setAll(shifts, shift);
    return new ChannelAffine(scales, shifts);
  }

  /**
   * What {@code op} does to its input number {@code position}, of 4 axes; null if that is another
   * thing, or not known.
   *
   * @param inputs the op's inputs, null where they are not known
   */
  static ChannelAffine of(NodeDef op, int position, Constant[] inputs, int channels) {
    ChannelAffine affine =
        switch (op.getOp()) {
          case "Mul", "RealDiv", "Div", "Add", "AddV2", "Sub", "BiasAdd" ->
              inputs.length == 2 ? arithmetic(op, position, inputs[1 - position], channels) : null;
          case "FusedBatchNorm", "FusedBatchNormV2", "FusedBatchNormV3" ->
              inputs.length == 5 && position == 0 && channelsLast(op) && !isTraining(op)
                  ? normalization(epsilon(op, "epsilon"), channels, inputs)
                  : null;
          case "BatchNormWithGlobalNormalization" ->
              inputs.length == 5 && position == 0 ? global(op, channels, inputs) : null;
          default -> null;
        };
    return affine != null && affine.isFinite() ? affine : null;
  }

  private static ChannelAffine arithmetic(
      NodeDef op, int position, Constant operand, int channels) {
    if (!fits(operand, channels)) {
      return null;
    }
    double[] k = operand.values();
    IntToDoubleFunction value = i -> k[k.length == 1 ? 0 : i];
    boolean first = position == 0;
    return switch (op.getOp()) {
      case "Mul" -> of(channels, value, i -> 0);
      case "RealDiv", "Div" -> first ? of(channels, i -> 1 / value.applyAsDouble(i), i -> 0) : null;
      case "Sub" ->
          first ? of(channels, i -> 1, i -> -value.applyAsDouble(i)) : of(channels, i -> -1, value);
      case "BiasAdd" ->
          first && isVector(operand, channels) && channelsLast(op)
              ? of(channels, i -> 1, value)
              : null;
      default -> of(channels, i -> 1, value);
    };
  }

  /** {@code (x - mean) * gamma / sqrt(variance + epsilon) + beta}. */
  private static ChannelAffine normalization(double epsilon, int channels, Constant... inputs) {
    for (int i = 1; i < inputs.length; i++) {
      if (!isVector(inputs[i], channels)) {
        return null;
      }
    }
    double[] gamma = inputs[1].values();
    double[] beta = inputs[2].values();
    double[] mean = inputs[3].values();
    double[] variance = inputs[4].values();
    IntToDoubleFunction scale = i -> gamma[i] / Math.sqrt(variance[i] + epsilon);
    return of(channels, scale, i -> beta[i] - mean[i] * scale.applyAsDouble(i));
  }

  /** TF1's first form, which reads mean, variance, beta, gamma, and may leave gamma aside. */
  private static ChannelAffine global(NodeDef op, int channels, Constant... inputs) {
    Constant ones = Constant.of(DataType.DT_FLOAT, new int[] {channels}, i -> 1);
    Constant gamma = attribute(op, "scale_after_normalization").getB() ? inputs[4] : ones;
    return normalization(
        epsilon(op, "variance_epsilon"), channels, null, gamma, inputs[3], inputs[1], inputs[2]);
  }

  /** Whether a constant has one number, or one for each channel, and adds no axis. */
  private static boolean fits(Constant constant, int channels) {
    if (!isKnownFloat(constant) || constant.rank() > RANK) {
      return false;
    }
    int last = constant.rank() == 0 ? 1 : constant.shape()[constant.rank() - 1];
    return last == constant.values().length && (last == 1 || last == channels);
  }

  private static boolean isVector(Constant constant, int channels) {
    return isKnownFloat(constant) && constant.rank() == 1 && constant.values().length == channels;
  }

  private static boolean isKnownFloat(Constant constant) {
    return constant != null && constant.type() == DataType.DT_FLOAT && constant.isKnown();
  }

  /** Whether channels are the last axis, as they are where nothing else is said. */
  static boolean channelsLast(NodeDef op) {
    String format = attribute(op, "data_format").getS().toStringUtf8();
    return format.isEmpty() || format.equals("NHWC");
  }

  private static boolean isTraining(NodeDef op) {
    return !op.containsAttr("is_training") || attribute(op, "is_training").getB();
  }

  private static double epsilon(NodeDef op, String name) {
    return op.containsAttr(name) ? attribute(op, name).getF() : DEFAULT_EPSILON;
  }

  private static AttrValue attribute(NodeDef op, String name) {
    return op.getAttrOrDefault(name, AttrValue.getDefaultInstance());
  }

  /** This first, then {@code next}. */
  ChannelAffine then(ChannelAffine next) {
    return of(
        scale.length, i -> scale[i] * next.scale[i], i -> shift[i] * next.scale[i] + next.shift[i]);
  }

  boolean isFinite() {
    return Arrays.stream(scale).allMatch(Double::isFinite)
        && Arrays.stream(shift).allMatch(Double::isFinite);
  }
}
