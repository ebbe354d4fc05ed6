package org.ostrichml.gradient;

import static org.ostrichml.gradient.Backward.equivalent;
import static org.ostrichml.gradient.Backward.inputs;

import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.types.family.TNumber;

/**
 * Ops that work on each element by itself, and the gradients of such ops where a graph has them.
 * TensorFlow's own {@code Atan2} forgets broadcasting.
 */
final class ElementwiseRules {
  private static final double SELU_SCALE = 1.0507009873554804934;
  private static final double SELU_SCALE_ALPHA = 1.7580993408473768600;

  private ElementwiseRules() {}

  static void addTo(Map<String, GradientRule> rules) {
    products(rules);
    colours(rules);
    gradients(rules);
  }

  private static void products(Map<String, GradientRule> rules) {
    rules.put(
        "Atan2",
        inputs(
            b -> b.reduceTo(0, b.mul(b.g(), b.div(b.x(1), squares(b)))),
            b -> b.reduceTo(1, b.neg(b.mul(b.g(), b.div(b.x(0), squares(b)))))));
    rules.put(
        "MulNoNan",
        inputs(
            b -> b.reduceTo(0, b.tf.math.mulNoNan(b.g(), b.x(1))),
            b -> b.reduceTo(1, b.tf.math.mulNoNan(b.x(0), b.g()))));
    rules.put(
        "Xlogy",
        inputs(
            b -> b.reduceTo(0, b.mul(b.g(), b.tf.math.xlogy(notZero(b), b.x(1)))),
            b -> b.reduceTo(1, b.mul(b.g(), b.tf.math.xdivy(b.x(0), b.x(1))))));
    rules.put(
        "Xlog1py",
        inputs(
            b -> b.reduceTo(0, b.mul(b.g(), b.tf.math.xlog1py(notZero(b), b.x(1)))),
            b -> b.reduceTo(1, b.mul(b.g(), b.tf.math.xdivy(b.x(0), b.add(b.x(1), 1))))));
    rules.put(
        "Xdivy",
        inputs(
            b -> b.reduceTo(0, b.mul(b.g(), b.tf.math.xdivy(notZero(b), b.x(1)))),
            b -> b.reduceTo(1, b.mul(b.g(), b.tf.math.xdivy(b.neg(b.x(0)), b.square(b.x(1)))))));
    rules.put(
        "FloorMod",
        inputs(
            b -> b.reduceTo(0, b.g()),
            b -> b.reduceTo(1, b.neg(b.mul(b.g(), b.tf.math.floorDiv(b.x(0), b.x(1)))))));
    rules.put("NextAfter", inputs(b -> b.reduceTo(0, b.g())));
    rules.put(
        "Cross",
        inputs(b -> b.tf.linalg.cross(b.x(1), b.g()), b -> b.tf.linalg.cross(b.g(), b.x(0))));
  }

  private static Operand<TNumber> squares(Backward b) {
    return b.add(b.square(b.x(0)), b.square(b.x(1)));
  }

  /** 1 where the first input is not zero: such a zero wins over the infinity it multiplies. */
  private static Operand<TNumber> notZero(Backward b) {
    return b.cast(b.tf.math.notEqual(b.x(0), b.constant(0, b.x(0))), b.x(0));
  }

  private static void colours(Map<String, GradientRule> rules) {
    rules.put("RGBToHSV", equivalent(ElementwiseRules::rgbToHsv));
    rules.put("HSVToRGB", equivalent(ElementwiseRules::hsvToRgb));
  }

  private static Operand<?> rgbToHsv(Backward b) {
    Operand<TNumber> red = channel(b, 0);
    Operand<TNumber> green = channel(b, 1);
    Operand<TNumber> blue = channel(b, 2);
    Operand<TNumber> value = b.tf.math.maximum(red, b.tf.math.maximum(green, blue));
    Operand<TNumber> least = b.tf.math.minimum(red, b.tf.math.minimum(green, blue));
    Operand<TNumber> range = b.sub(value, least);
    Operand<TNumber> sixth = b.mul(b.tf.math.divNoNan(b.constant(1, range), range), 1 / 6d);
    Operand<TNumber> hue =
        b.tf.select(
            b.tf.math.equal(red, value),
            b.mul(sixth, b.sub(green, blue)),
            b.tf.select(
                b.tf.math.equal(green, value),
                b.add(b.mul(sixth, b.sub(blue, red)), 2 / 6d),
                b.add(b.mul(sixth, b.sub(red, green)), 4 / 6d)));
    return b.tf.concat(List.of(hue, b.tf.math.divNoNan(range, value), value), b.tf.constant(-1));
  }

  private static Operand<?> hsvToRgb(Backward b) {
    Operand<TNumber> sextant = b.mul(channel(b, 0), 6);
    Operand<TNumber> shade =
        b.tf.concat(
            List.of(
                b.add(b.tf.math.abs(b.add(sextant, -3)), -1),
                b.add(b.neg(b.tf.math.abs(b.add(sextant, -2))), 2),
                b.add(b.neg(b.tf.math.abs(b.add(sextant, -4))), 2)),
            b.tf.constant(-1));
    Operand<TNumber> pure = b.tf.clipByValue(shade, b.constant(0, shade), b.constant(1, shade));
    return b.mul(channel(b, 2), b.add(b.mul(channel(b, 1), b.add(pure, -1)), 1));
  }

  private static Operand<TNumber> channel(Backward b, int index) {
    return b.tf.gather(b.x(0), b.tf.constant(new int[] {index}), b.tf.constant(-1));
  }

  private static void gradients(Map<String, GradientRule> rules) {
    rules.put("ReluGrad", inputs(b -> b.like("ReluGrad", b.g(), b.x(1))));
    rules.put("Relu6Grad", inputs(b -> b.like("Relu6Grad", b.g(), b.x(1))));
    rules.put("EluGrad", equivalent(b -> eluGrad(b, 1, 1)));
    rules.put("SeluGrad", equivalent(b -> eluGrad(b, SELU_SCALE, SELU_SCALE_ALPHA)));
    rules.put("SoftplusGrad", equivalent(b -> b.mul(b.x(0), b.tf.math.sigmoid(b.x(1)))));
    rules.put("TanhGrad", equivalent(b -> b.mul(b.x(1), b.add(b.neg(b.square(b.x(0))), 1))));
    rules.put("SigmoidGrad", equivalent(b -> b.mul(b.x(1), b.sub(b.x(0), b.square(b.x(0))))));
    rules.put("SqrtGrad", equivalent(b -> b.div(b.mul(b.x(1), 0.5), b.x(0))));
    rules.put(
        "RsqrtGrad", equivalent(b -> b.mul(b.mul(b.x(1), -0.5), b.mul(b.x(0), b.square(b.x(0))))));
    rules.put("ReciprocalGrad", equivalent(b -> b.neg(b.mul(b.x(1), b.square(b.x(0))))));
    rules.put("InvGrad", rules.get("ReciprocalGrad"));
  }

  /** The slope of elu is read off its value: value + alpha below zero. */
  private static Operand<?> eluGrad(Backward b, double scale, double scaleAlpha) {
    Operand<TNumber> value = b.x(1);
    Operand<TNumber> slope =
        b.tf.select(
            b.tf.math.less(value, b.constant(0, value)),
            b.add(value, scaleAlpha),
            b.constant(scale, value));
    return b.mul(b.x(0), slope);
  }
}
