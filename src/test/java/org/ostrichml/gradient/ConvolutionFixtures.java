package org.ostrichml.gradient;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TInt32;

/** Convolutions and their transposes. */
final class ConvolutionFixtures extends Fixtures {
  private static final long[] PADDINGS = {0, 0, 1, 0, 0, 2, 0, 0};

  /** An op under test, as a function of two tensors. */
  @FunctionalInterface
  private interface Binary {
    Operand<?> of(OpBench b, Operand<?> first, Operand<?> second);
  }

  @Override
  void fill() {
    convolutions();
    transposed(
        "Conv2D",
        "",
        Shape.of(1, 5, 5, 2),
        Shape.of(3, 3, 2, 2),
        Shape.of(1, 3, 3, 2),
        op -> op.strided("SAME", 1, 2, 2, 1));
    transposed(
        "DepthwiseConv2dNative",
        "",
        Shape.of(1, 5, 5, 2),
        Shape.of(3, 3, 2, 2),
        Shape.of(1, 3, 3, 4),
        op -> op.strided("SAME", 1, 2, 2, 1));
    transposed(
        "Conv3D",
        "V2",
        Shape.of(1, 4, 3, 3, 1),
        Shape.of(2, 2, 2, 1, 2),
        Shape.of(1, 2, 2, 2, 2),
        op -> op.strided("VALID", 1, 2, 1, 1, 1));
    add(
        "Conv2DBackpropInput explicit",
        Shape.of(1, 4, 3, 2),
        (b, x) ->
            b.op("Conv2DBackpropInput", b.ints(1, 4, 4, 1), b.some(2, 3, 1, 2), x)
                .strided("EXPLICIT", 1, 1, 1, 1)
                .set("explicit_paddings", 0, 0, 1, 0, 0, 1, 0, 0)
                .out());
  }

  private void convolutions() {
    add(
        "Conv2D dilated strided explicit",
        Shape.of(1, 5, 6, 1),
        (b, x) ->
            b.op("Conv2D", x, b.some(2, 2, 1, 2))
                .strided("EXPLICIT", 1, 2, 1, 1)
                .set("explicit_paddings", PADDINGS)
                .set("dilations", 1, 2, 3, 1)
                .out());
    add(
        "Conv2D dilated strided same",
        Shape.of(2, 6, 5, 1),
        (b, x) ->
            b.op("Conv2D", x, b.some(3, 2, 1, 2))
                .strided("SAME", 1, 2, 3, 1)
                .set("dilations", 1, 2, 3, 1)
                .out());
    add(
        "Conv2D dilated grouped",
        Shape.of(1, 5, 5, 4),
        (b, x) ->
            b.op("Conv2D", x, b.some(3, 3, 2, 2))
                .strided("SAME", 1, 1, 1, 1)
                .set("dilations", 1, 2, 2, 1)
                .out());
    filtered(
        "Conv2D dilated",
        Shape.of(1, 5, 5, 2),
        Shape.of(2, 2, 2, 2),
        op -> op.strided("VALID", 1, 1, 1, 1).set("dilations", 1, 2, 2, 1));
    filtered(
        "Conv2D explicit",
        Shape.of(1, 4, 4, 2),
        Shape.of(3, 3, 2, 1),
        op -> op.strided("EXPLICIT", 1, 1, 1, 1).set("explicit_paddings", PADDINGS));
    filtered(
        "Conv2D grouped",
        Shape.of(1, 4, 4, 4),
        Shape.of(2, 2, 2, 4),
        op -> op.strided("VALID", 1, 1, 1, 1));
    for (int stride : new int[] {1, 2}) {
      filtered(
          "Conv2D of single channels, stride " + stride,
          Shape.of(1, 5, 4, 3),
          Shape.of(2, 2, 1, 6),
          op -> op.strided("SAME", 1, stride, 1, 1));
    }
    filtered(
        "DepthwiseConv2dNative explicit",
        Shape.of(1, 4, 4, 2),
        Shape.of(2, 2, 2, 1),
        op -> op.strided("EXPLICIT", 1, 1, 1, 1).set("explicit_paddings", PADDINGS));
    filtered(
        "Conv3D same",
        Shape.of(1, 3, 3, 3, 2),
        Shape.of(2, 2, 2, 2, 1),
        op -> op.strided("SAME", 1, 1, 1, 1, 1));
    filtered(
        "Dilation2D",
        Shape.of(1, 5, 5, 2),
        Shape.of(2, 2, 2),
        op -> op.strided("SAME", 1, 2, 2, 1).set("rates", 1, 2, 2, 1));
  }

  /** A convolution, and the two ops that its gradients are, each for both of its tensors. */
  private void transposed(
      String type,
      String version,
      Shape input,
      Shape filter,
      Shape gradient,
      UnaryOperator<OpBench.Raw> with) {
    String toInput = type + "BackpropInput" + version;
    String toFilter = type + "BackpropFilter" + version;
    filtered(type + " strided", input, filter, with);
    both(
        toInput + " strided",
        "filter",
        filter,
        "gradient",
        gradient,
        (b, f, g) -> with.apply(b.op(toInput, axes(b, input), f, g)).out());
    both(
        toFilter + " strided",
        "input",
        input,
        "gradient",
        gradient,
        (b, x, g) -> with.apply(b.op(toFilter, x, axes(b, filter), g)).out());
  }

  /** Adds the op that {@code name} begins with, for its input and for its filter. */
  private void filtered(String name, Shape input, Shape filter, UnaryOperator<OpBench.Raw> with) {
    String type = name.split(" ")[0];
    both(name, "input", input, "filter", filter, (b, x, f) -> with.apply(b.op(type, x, f)).out());
  }

  /** Adds an op twice: as a function of either of its tensors, the other fixed. */
  private void both(String name, String first, Shape shape, String second, Shape other, Binary op) {
    add(name + " " + first, shape, (b, x) -> op.of(b, x, b.some(other.asArray())));
    add(name + " " + second, other, (b, x) -> op.of(b, b.some(shape.asArray()), x));
  }

  private static Operand<TInt32> axes(OpBench b, Shape shape) {
    return b.ints(Arrays.stream(shape.asArray()).mapToInt(Math::toIntExact).toArray());
  }
}
