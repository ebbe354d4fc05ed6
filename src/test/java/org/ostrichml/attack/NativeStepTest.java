package org.ostrichml.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ostrichml.data.Batch;
import org.ostrichml.data.Bounds;
import org.ostrichml.model.NativeKernels;
import org.ostrichml.model.Tensors;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** The native parts of a step against TensorFlow's ops and the host's arithmetic, to the bit. */
class NativeStepTest {
  private final Graph graph = new Graph();
  private final Ops tf = Ops.create(graph);

  @BeforeEach
  void isBuilt() {
    assumeThat(NativeKernels.available()).as(NativeKernels.description()).isTrue();
  }

  @AfterEach
  void close() {
    graph.close();
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 784", "3, 37", "7, 60001"})
  void aStepIsThatOfTensorFlowsOps(int rows, int width) {
    Operand<TFloat32> point = values(1, rows, width);
    Operand<TFloat32> direction = values(2, rows, width);
    Operand<TFloat32> low = values(3, rows, width);
    Operand<TFloat32> high = tf.math.add(low, tf.math.abs(values(4, rows, width)));
    StepContext step = step(point, direction, low, high, rows);
    Operand<TFloat32> ours = step.step(point, direction);
    Operand<TFloat32> move = tf.math.mul(step.stepSize(), step.steepest(direction));
    assertThat(ours.op().type()).isEqualTo(NativeKernels.SIGN_STEP);
    assertThat(bits(run(ours))).isEqualTo(bits(run(step.project(tf.math.add(point, move)))));
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "-1, 1", "0, 255", "-123.7, 151.1", "0.25, 0.250001"})
  void greyLevelsAreThoseOfTheHost(float lower, float upper) {
    Bounds bounds = new Bounds(lower, upper);
    float[] values = new float[70_001];
    Random random = new Random(6);
    for (int i = 0; i < values.length; i++) {
      values[i] = lower + bounds.range() * (random.nextFloat() * 1.5f - 0.25f);
    }
    for (int level = 0; level < 255; level++) {
      values[level] = (bounds.value(level) + bounds.value(level + 1)) / 2; // Ties, or nearly.
    }
    values[255] = Float.MAX_VALUE;
    values[256] = Float.NEGATIVE_INFINITY;
    values[257] = Float.NaN;
    values[258] = -0f;
    Batch batch = new Batch(values, 1, values.length);
    Operand<TFloat32> rounded = GreyLevels.round(tf, constant(batch), bounds);
    assertThat(bits(run(rounded))).isEqualTo(bits(GreyLevels.round(batch, bounds)));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void stepsOfOtherShapesAreRefused(int rows) {
    Operand<TFloat32> two = values(1, 2, 5);
    Operand<TFloat32> other = values(2, rows, 5);
    StepContext step = step(two, two, other, two, 2);
    Operand<TFloat32> moved = step.step(two, two);
    assertThatThrownBy(() -> run(moved)).hasMessageContaining("must be [N, D], size [N, 1]");
  }

  private StepContext step(
      Operand<TFloat32> point,
      Operand<TFloat32> direction,
      Operand<TFloat32> low,
      Operand<TFloat32> high,
      int rows) {
    Operand<TFloat32> none = null;
    Operand<TFloat32> size = values(5, rows, 1);
    return new StepContext(
        new Rows(tf),
        Norm.LINF,
        point,
        point,
        point,
        low,
        high,
        none,
        size,
        none,
        none,
        none,
        direction,
        none,
        none);
  }

  /** From -1 to 1, one in five of them 0. */
  private Operand<TFloat32> values(int seed, int rows, int width) {
    Random random = new Random(seed);
    float[] values = new float[rows * width];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextInt(5) == 0 ? 0 : random.nextFloat() * 2 - 1;
    }
    return constant(new Batch(values, rows, width));
  }

  private Operand<TFloat32> constant(Batch values) {
    try (TFloat32 tensor = Tensors.of(values)) {
      return tf.constantOf(tensor);
    }
  }

  private Batch run(Operand<TFloat32> operand) {
    try (Session session = new Session(graph);
        Result result = session.runner().fetch(operand).run()) {
      return Tensors.batch(result.get(0));
    }
  }

  private static int[] bits(Batch batch) {
    int[] bits = new int[batch.values().length];
    Arrays.setAll(bits, i -> Float.floatToIntBits(batch.values()[i]));
    return bits;
  }
}
