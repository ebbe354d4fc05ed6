package org.ostrichml.gradient;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.ostrichml.OstrichException;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

class DeadEndsTest {
  private interface Loss {
    Operand<TFloat32> build(Ops tf, Operand<TFloat32> x);
  }

  @Test
  void castToIntegersIsNamedWithTheFloatsBehindIt() {
    refused(
        (tf, x) ->
            tf.withName("back")
                .dtypes
                .cast(tf.withName("cut").dtypes.cast(x, TInt32.class), TFloat32.class),
        "op 'Cast' (node 'cut') on",
        "--input back:0.");
  }

  @Test
  void roundingIsNamed() {
    refused(
        (tf, x) -> tf.math.square(tf.withName("rounded").math.rint(x)),
        "op 'Rint' (node 'rounded')",
        "--input rounded:0.");
  }

  @Test
  void stoppedGradientIsNamed() {
    refused((tf, x) -> tf.withName("stop").stopGradient(x), "op 'StopGradient' (node 'stop')");
  }

  @Test
  void everyWayIsNamed() {
    refused(
        (tf, x) ->
            tf.math.add(
                tf.withName("rounded").math.rint(x),
                tf.dtypes.cast(tf.withName("best").math.argMax(x, tf.constant(0)), TFloat32.class)),
        "op 'Rint' (node 'rounded'), op 'ArgMax' (node 'best') on",
        "with --input.");
  }

  @Test
  void whatDependsOnShapesAloneHasNoGradient() {
    refused(
        (tf, x) -> tf.dtypes.cast(tf.shape(x), TFloat32.class),
        "depends on the shape of the input 'x' alone");
  }

  private static void refused(Loss loss, String... parts) {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Operand<TFloat32> x =
          tf.withName("x").placeholder(TFloat32.class, Placeholder.shape(Shape.of(4)));
      Operand<TFloat32> y = loss.build(tf, x);
      assertThatThrownBy(() -> Gradients.of(tf, y, x))
          .isInstanceOf(OstrichException.class)
          .hasMessageContainingAll(parts);
    }
  }
}
