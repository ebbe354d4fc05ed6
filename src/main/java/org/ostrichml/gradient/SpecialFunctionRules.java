package org.ostrichml.gradient;

import static org.ostrichml.gradient.Backward.inputs;

import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.op.MathOps;
import org.tensorflow.types.family.TNumber;

/** Special functions: DLMF (dlmf.nist.gov) chapters 5 to 8, 10 and 25 have their derivatives. */
final class SpecialFunctionRules {
  private SpecialFunctionRules() {}

  /** The derivative of {@code y = f(x)}. */
  @FunctionalInterface
  private interface Slope {
    Operand<TNumber> at(Backward b, Operand<TNumber> x, Operand<TNumber> y);
  }

  static void addTo(Map<String, GradientRule> rules) {
    unary(
        rules,
        "Erfc",
        (b, x, y) -> b.mul(b.tf.math.exp(b.neg(b.square(x))), -2 / Math.sqrt(Math.PI)));
    unary(rules, "Digamma", (b, x, y) -> b.tf.math.polygamma(b.tf.onesLike(x), x));
    unary(rules, "Dawsn", (b, x, y) -> b.add(b.mul(b.mul(x, y), -2), 1));
    unary(rules, "Expint", (b, x, y) -> b.div(b.tf.math.exp(x), x));
    unary(rules, "FresnelCos", (b, x, y) -> b.tf.math.cos(b.mul(b.square(x), Math.PI / 2)));
    unary(rules, "FresnelSin", (b, x, y) -> b.tf.math.sin(b.mul(b.square(x), Math.PI / 2)));
    unary(
        rules,
        "Spence",
        (b, x, y) -> unless(b, x, 1, b.div(b.tf.math.log(x), b.add(b.neg(x), 1)), -1));
    bessel(rules);
    rules.put(
        "Polygamma",
        inputs(
            null, b -> b.reduceTo(1, b.mul(b.g(), b.tf.math.polygamma(b.add(b.x(0), 1), b.x(1))))));
    rules.put(
        "Zeta",
        inputs(
            null,
            b ->
                b.reduceTo(
                    1,
                    b.neg(b.mul(b.mul(b.g(), b.x(0)), b.tf.math.zeta(b.add(b.x(0), 1), b.x(1)))))));
    rules.put(
        "Igamma",
        inputs(
            b -> b.reduceTo(0, b.mul(b.g(), b.tf.math.igammaGradA(b.x(0), b.x(1)))),
            b -> b.reduceTo(1, b.mul(b.g(), gammaDensity(b)))));
    rules.put(
        "Igammac",
        inputs(
            b -> b.reduceTo(0, b.neg(b.mul(b.g(), b.tf.math.igammaGradA(b.x(0), b.x(1))))),
            b -> b.reduceTo(1, b.neg(b.mul(b.g(), gammaDensity(b))))));
    rules.put("Betainc", inputs(null, null, b -> b.reduceTo(2, b.mul(b.g(), betaDensity(b)))));
  }

  private static void bessel(Map<String, GradientRule> rules) {
    unary(rules, "BesselI0", (b, x, y) -> b.like("BesselI1", x));
    unary(
        rules,
        "BesselI0e",
        (b, x, y) -> b.sub(b.like("BesselI1e", x), b.mul(b.tf.math.sign(x), y)));
    unary(
        rules,
        "BesselI1",
        (b, x, y) -> unless(b, x, 0, b.sub(b.like("BesselI0", x), b.div(y, x)), 0.5));
    unary(
        rules,
        "BesselI1e",
        (b, x, y) ->
            unless(
                b,
                x,
                0,
                b.sub(
                    b.like("BesselI0e", x),
                    b.mul(y, b.add(b.tf.math.sign(x), b.tf.math.reciprocal(x)))),
                0.5));
    unary(rules, "BesselJ0", (b, x, y) -> b.neg(b.like("BesselJ1", x)));
    unary(
        rules,
        "BesselJ1",
        (b, x, y) -> unless(b, x, 0, b.sub(b.like("BesselJ0", x), b.div(y, x)), 0.5));
    unary(rules, "BesselK0", (b, x, y) -> b.neg(b.like("BesselK1", x)));
    unary(rules, "BesselK0e", (b, x, y) -> b.sub(y, b.like("BesselK1e", x)));
    unary(rules, "BesselK1", (b, x, y) -> b.neg(b.add(b.like("BesselK0", x), b.div(y, x))));
    unary(rules, "BesselK1e", (b, x, y) -> b.sub(b.sub(y, b.div(y, x)), b.like("BesselK0e", x)));
    unary(rules, "BesselY0", (b, x, y) -> b.neg(b.like("BesselY1", x)));
    unary(rules, "BesselY1", (b, x, y) -> b.sub(b.like("BesselY0", x), b.div(y, x)));
  }

  private static void unary(Map<String, GradientRule> rules, String type, Slope slope) {
    rules.put(type, inputs(b -> b.mul(b.g(), slope.at(b, b.x(0), b.y(0)))));
  }

  /** {@code value}, but {@code limit} where x is at a point the formula cannot have. */
  private static Operand<TNumber> unless(
      Backward b, Operand<TNumber> x, double point, Operand<TNumber> value, double limit) {
    return b.tf.select(b.tf.math.equal(x, b.constant(point, x)), b.constant(limit, x), value);
  }

  private static Operand<TNumber> gammaDensity(Backward b) {
    MathOps math = b.tf.math;
    Operand<TNumber> a = b.x(0);
    return math.exp(b.sub(b.sub(math.xlogy(b.add(a, -1), b.x(1)), b.x(1)), math.lgamma(a)));
  }

  private static Operand<TNumber> betaDensity(Backward b) {
    MathOps math = b.tf.math;
    Operand<TNumber> a = b.x(0);
    Operand<TNumber> c = b.x(1);
    Operand<TNumber> x = b.x(2);
    Operand<TNumber> logBeta =
        b.sub(b.add(math.lgamma(a), math.lgamma(c)), math.lgamma(b.add(a, c)));
    return math.exp(
        b.sub(b.add(math.xlog1py(b.add(c, -1), b.neg(x)), math.xlogy(b.add(a, -1), x)), logBeta));
  }
}
