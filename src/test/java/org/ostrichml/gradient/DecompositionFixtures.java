package org.ostrichml.gradient;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.DataType;
import org.tensorflow.types.TFloat64;

/** Decompositions; vectors whose sign is open are squared. */
final class DecompositionFixtures extends Fixtures {
  @Override
  void fill() {
    for (Shape shape : List.of(Shape.of(2, 4, 3), Shape.of(3, 4), Shape.of(3, 3))) {
      singular(shape);
      add("Qr q " + shape, shape, (b, x) -> squared(b, b.op("Qr", x).out(0)));
      add("Qr r " + shape, shape, (b, x) -> squared(b, b.op("Qr", x).out(1)));
    }
    add(
        "Qr full square",
        Shape.of(3, 3),
        (b, x) -> b.op("Qr", near(b, x)).set("full_matrices", true).out());
    add(
        "SelfAdjointEigV2 values",
        Shape.of(2, 3, 3),
        (b, x) -> b.op("SelfAdjointEigV2", b.definite(x)).set("compute_v", false).out());
    for (int output = 0; output < 2; output++) {
      int at = output;
      add(
          "SelfAdjointEigV2 of the lower triangle, output " + at,
          Shape.of(3, 3),
          (b, x) -> squared(b, b.op("SelfAdjointEigV2", x).out(at)));
    }
    add(
        "MatrixSquareRoot",
        Shape.of(2, 3, 3),
        (b, x) -> b.op("MatrixSquareRoot", b.definite(x)).out());
    add(
        "MatrixSquareRoot asymmetric",
        Shape.of(3, 3),
        (b, x) -> b.op("MatrixSquareRoot", near(b, x)).out());
    add(
        "MatrixInverse complex",
        Shape.of(3, 3),
        (b, x) -> {
          Operand<?> number =
              b.op("Complex", b.definite(x), x).set("Tout", DataType.DT_COMPLEX128).out();
          return b.op("Imag", b.op("MatrixInverse", number).out())
              .set("Tout", DataType.DT_DOUBLE)
              .out();
        });
  }

  private void singular(Shape shape) {
    add("Svd values " + shape, shape, (b, x) -> b.op("Svd", x).set("compute_uv", false).out());
    add(
        "Svd values, full " + shape,
        shape,
        (b, x) -> b.op("Svd", x).set("full_matrices", true).out());
    for (int output = 1; output < 3; output++) {
      int at = output;
      add(
          "Svd vectors %d %s".formatted(at, shape),
          shape,
          (b, x) -> squared(b, b.op("Svd", x).out(at)));
    }
  }

  @SuppressWarnings("unchecked")
  private static Operand<?> squared(OpBench b, Operand<?> value) {
    return b.tf.math.square((Operand<TFloat64>) value);
  }

  /** A matrix near one that is well conditioned. */
  private static Operand<TFloat64> near(OpBench b, Operand<TFloat64> x) {
    return b.add(
        b.op("MatrixBandPart", x, b.integer(1), b.integer(1)).out(), b.definite(b.some(3, 3)));
  }
}
