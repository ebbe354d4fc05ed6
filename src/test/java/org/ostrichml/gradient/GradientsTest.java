package org.ostrichml.gradient;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ostrichml.Fixtures.numbers;

import org.junit.jupiter.api.Test;
import org.ostrichml.Fixtures.Network;
import org.ostrichml.OstrichException;
import org.ostrichml.objective.Losses;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

class GradientsTest {
  @Test
  void opWithoutGradientIsNamedWithItsNode() {
    refused(
        (tf, x) ->
            tf.scope()
                .opBuilder("RandomShuffle", "shuffle")
                .addInput(x.asOutput())
                .build()
                .<TFloat32>output(0),
        "op 'RandomShuffle' (node 'shuffle')");
  }

  @Test
  void wayThroughIntegersHasNoGradient() {
    refused(
        (tf, x) -> tf.dtypes.cast(tf.math.argMax(x, tf.constant(1)), TFloat32.class),
        "input 'x'",
        "op 'ArgMax' (node 'ArgMax')");
  }

  @Test
  void outputThatDoesNotDependOnTheInputIsRefused() {
    refused((tf, x) -> numbers(tf, 1, 3, 4), "does not depend on the input 'x'");
  }

  @Test
  void stoppedGradientIsRefused() {
    refused((tf, x) -> tf.stopGradient(x), "input 'x'");
  }

  @Test
  void onlyTheBlockedWayIsLost() {
    new GradientFixture(
            Shape.of(-1, 4),
            (tf, x) -> {
              Operand<TFloat32> index =
                  tf.dtypes.cast(tf.math.argMax(x, tf.constant(1)), TFloat32.class);
              return tf.math.add(x, tf.expandDims(index, tf.constant(1)));
            },
            Losses.SQUARED_OUTPUT)
        .close();
  }

  private static void refused(Network network, String... parts) {
    assertThatThrownBy(() -> new GradientFixture(Shape.of(-1, 4), network, Losses.SQUARED_OUTPUT))
        .isInstanceOf(OstrichException.class)
        .hasMessageContainingAll(parts);
  }
}
