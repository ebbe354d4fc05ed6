package org.ostrichml.gradient;

import java.util.List;
import org.tensorflow.ndarray.Shape;

/** Ops that work on each element, with broadcasting; and tensors read twice. */
final class ElementwiseFixtures extends Fixtures {
  @Override
  void fill() {
    unary(-1, 1, "Abs", "Identity", "L2Loss", "LeakyRelu", "Neg", "Relu", "Square", "Tan");
    unary(-.9, .9, "Acos", "Asin", "Atanh", "Erfinv");
    unary(1.2, 3, "Acosh");
    unary(
        -2,
        2,
        "Asinh",
        "Atan",
        "Cos",
        "Cosh",
        "Elu",
        "Erf",
        "Exp",
        "Expm1",
        "Selu",
        "Sin",
        "Sinh",
        "Tanh",
        "Erfc",
        "Dawsn",
        "FresnelCos",
        "FresnelSin",
        "BesselI0",
        "BesselI0e",
        "BesselI1",
        "BesselI1e");
    unary(.2, 2, "Inv", "Reciprocal", "Rsqrt", "Expint");
    unary(.2, 4, "Lgamma", "Digamma", "BesselJ0", "BesselJ1", "BesselY0", "BesselY1");
    unary(.2, 3, "Log", "Sqrt", "Spence", "BesselK0", "BesselK0e", "BesselK1", "BesselK1e");
    unary(-.7, 2, "Log1p");
    unary(.1, .9, "Ndtri");
    unary(-2, 8, "Relu6");
    unary(-3, 3, "Sigmoid", "Softplus", "Softsign");
    binary(-1, 1, "Add", "AddV2", "Sub", "Mul", "Maximum", "Minimum", "SquaredDifference");
    binary(
        .2,
        2,
        "Div",
        "RealDiv",
        "DivNoNan",
        "Pow",
        "Atan2",
        "MulNoNan",
        "Xlogy",
        "Xlog1py",
        "Xdivy");
    binary(.3, 3, "Igamma", "Igammac");
    for (String type :
        List.of(
            "ReluGrad",
            "Relu6Grad",
            "EluGrad",
            "SeluGrad",
            "SoftplusGrad",
            "TanhGrad",
            "SigmoidGrad",
            "SqrtGrad",
            "RsqrtGrad",
            "ReciprocalGrad",
            "InvGrad")) {
      add(type + " left", Shape.of(6), (b, x) -> b.op(type, x, b.some(6)).out(), .2, 2);
      if (!type.startsWith("Relu")) {
        add(type + " right", Shape.of(6), (b, x) -> b.op(type, b.some(6), x).out(), -.9, -.1);
      }
    }
    add("LeakyRelu alpha", Shape.of(6), (b, x) -> b.op("LeakyRelu", x).set("alpha", .3f).out());
    add(
        "LeakyReluGrad",
        Shape.of(6),
        (b, x) -> b.op("LeakyReluGrad", x, b.some(6)).set("alpha", .3f).out());
    add("FloorMod left", Shape.of(2, 3), (b, x) -> b.op("FloorMod", x, b.number(.7)).out(), -2, 2);
    add(
        "FloorMod right",
        Shape.of(2, 3),
        (b, x) -> b.op("FloorMod", b.number(5.3), x).out(),
        1.1,
        1.6);
    add("Polygamma", Shape.of(6), (b, x) -> b.op("Polygamma", b.number(2), x).out(), .5, 3);
    add("Zeta", Shape.of(6), (b, x) -> b.op("Zeta", b.number(3), x).out(), .5, 3);
    add(
        "Betainc",
        Shape.of(6),
        (b, x) -> b.op("Betainc", b.number(1.5), b.number(2.5), x).out(),
        .1,
        .9);
    add("Cross left", Shape.of(2, 3), (b, x) -> b.op("Cross", x, b.some(2, 3)).out());
    add("Cross right", Shape.of(2, 3), (b, x) -> b.op("Cross", b.some(2, 3), x).out());
    add("Pow square", Shape.of(6), (b, x) -> b.op("Pow", x, b.number(2)).out());
    add("x * x", Shape.of(6), (b, x) -> b.op("Mul", x, x).out());
    add("x + sin(x)", Shape.of(6), (b, x) -> b.add(x, b.op("Sin", x).out()));
    add("AddN", Shape.of(6), (b, x) -> b.op("AddN").list(x, b.some(6), x).out());
    add(
        "AccumulateNV2",
        Shape.of(6),
        (b, x) -> b.op("AccumulateNV2").list(x, b.some(6), x).set("shape", Shape.of(6)).out());
    add(
        "ClipByValue",
        Shape.of(6),
        (b, x) -> b.op("ClipByValue", x, b.number(-.5), b.number(.5)).out());
    add(
        "ClipByValue bound",
        Shape.of(),
        (b, x) -> b.op("ClipByValue", b.some(8), x, b.number(.5)).out(),
        -.6,
        -.2);
    add(
        "SelectV2 then",
        Shape.of(2, 1, 3),
        (b, x) ->
            b.op("SelectV2", b.op("Greater", b.some(4, 1), b.number(0)).out(), x, b.some(4, 3))
                .out());
    add(
        "SelectV2 else",
        Shape.of(2, 1, 3),
        (b, x) ->
            b.op("SelectV2", b.op("Greater", b.some(4, 1), b.number(0)).out(), b.some(4, 3), x)
                .out());
    add(
        "Select",
        Shape.of(4, 2),
        (b, x) ->
            b.op("Select", b.op("Greater", b.some(4), b.number(0)).out(), x, b.some(4, 2)).out());
    add("NextAfter", Shape.of(2, 3), (b, x) -> b.op("NextAfter", x, b.number(1)).out());
  }

  private void unary(double low, double high, String... types) {
    for (String type : types) {
      add(type, Shape.of(6), (b, x) -> b.op(type, x).out(), low, high);
    }
  }

  /** Either input is repeated along an axis of the other. */
  private void binary(double low, double high, String... types) {
    for (String type : types) {
      Shape shape = Shape.of(2, 1, 3);
      add(type + " left", shape, (b, x) -> b.op(type, x, b.positive(4, 1)).out(), low, high);
      add(type + " right", shape, (b, x) -> b.op(type, b.positive(4, 1), x).out(), low, high);
    }
  }
}
