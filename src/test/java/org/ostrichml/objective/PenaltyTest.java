package org.ostrichml.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleBiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ostrichml.Fixtures;
import org.ostrichml.OstrichException;
import org.ostrichml.data.Batch;
import org.ostrichml.gradient.Gradients;
import org.ostrichml.model.Tensors;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/** Penalties against their formulas in plain Java, and their gradients against differences. */
class PenaltyTest {
  private static final int HEIGHT = 4;
  private static final int WIDTH = 5;
  private static final int SIZE = HEIGHT * WIDTH * 3;
  private static final float LOWER = -1;
  private static final float RANGE = 2;
  private static final List<Colour> COLOURS =
      List.of(new Colour(0, 0, 0), new Colour(1, 0.5f, 0), new Colour(0.25f, 0.25f, 1));
  private static final Batch X = Fixtures.examples(3, 2, HEIGHT, WIDTH, 3);
  private static final Batch EVERYWHERE = filled(1);

  private record Value(float[] penalties, float[] gradient) {}

  private static Batch filled(float value) {
    float[] values = new float[SIZE];
    Arrays.fill(values, value);
    return new Batch(values, 1, HEIGHT, WIDTH, 3);
  }

  private static Batch part() {
    float[] weights = new float[SIZE];
    for (int i = 0; i < SIZE; i++) {
      weights[i] = i / 3 % WIDTH < 2 ? 0 : i / 3 % WIDTH == 2 ? 0.5f : 1;
    }
    return new Batch(weights, 1, HEIGHT, WIDTH, 3);
  }

  private static Value of(Penalty penalty, Batch x, Batch mask) {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Placeholder<TFloat32> in =
          tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, HEIGHT, WIDTH, 3)));
      Placeholder<TFloat32> where = tf.placeholder(TFloat32.class);
      Operand<TFloat32> each = penalty.perExample(tf, in, where);
      Operand<TFloat32> gradient = Gradients.of(tf, each, in);
      try (Session session = new Session(graph);
          TFloat32 fed = Tensors.of(x);
          TFloat32 fedMask = Tensors.of(mask);
          Result result =
              session
                  .runner()
                  .feed(in, fed)
                  .feed(where, fedMask)
                  .fetch(each)
                  .fetch(gradient)
                  .run()) {
        return new Value(
            Tensors.batch(result.get(0)).values(), Tensors.batch(result.get(1)).values());
      }
    }
  }

  private static double variation(float[] x, float[] mask) {
    double sum = 0;
    double count = 0;
    for (int i = 0; i < SIZE; i++) {
      boolean last = i / 3 / WIDTH == HEIGHT - 1;
      boolean end = i / 3 % WIDTH == WIDTH - 1;
      double down = last ? 0 : squared(x, mask, i, i + 3 * WIDTH);
      double right = end ? 0 : squared(x, mask, i, i + 3);
      sum += Math.sqrt(down + right + 1e-6) - 1e-3;
      count += mask[i];
    }
    return sum / count;
  }

  private static double squared(float[] x, float[] mask, int i, int j) {
    double change = ((double) x[j] - x[i]) / RANGE;
    return change * change * mask[i] * mask[j];
  }

  private static double nonPrintability(float[] x, float[] mask) {
    double sum = 0;
    double count = 0;
    for (int i = 0; i < SIZE; i += 3) {
      double product = 1;
      for (Colour colour : COLOURS) {
        double red = (x[i] - LOWER) / RANGE - colour.red();
        double green = (x[i + 1] - LOWER) / RANGE - colour.green();
        double blue = (x[i + 2] - LOWER) / RANGE - colour.blue();
        product *= Math.sqrt(red * red + green * green + blue * blue + 1e-4);
      }
      sum += mask[i] * Math.cbrt(product);
      count += mask[i];
    }
    return sum / count;
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void totalVariationIsItsFormulaAndItsSlope(boolean everywhere) {
    check(new TotalVariation(3, RANGE), PenaltyTest::variation, everywhere);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void nonPrintabilityIsItsFormulaAndItsSlope(boolean everywhere) {
    check(new NonPrintability(3, COLOURS, LOWER, RANGE), PenaltyTest::nonPrintability, everywhere);
  }

  private static void check(
      Penalty penalty, ToDoubleBiFunction<float[], float[]> formula, boolean everywhere) {
    Batch mask = everywhere ? EVERYWHERE : part();
    Value value = of(penalty, X, mask);
    for (int example = 0; example < 2; example++) {
      float[] x = X.slice(example, example + 1).values();
      assertThat((double) value.penalties[example])
          .isCloseTo(3 * formula.applyAsDouble(x, mask.values()), within(1e-5));
      for (int i = 0; i < SIZE; i++) {
        float[] more = x.clone();
        float[] less = x.clone();
        more[i] += 1e-3f;
        less[i] -= 1e-3f;
        double slope =
            (formula.applyAsDouble(more, mask.values())
                    - formula.applyAsDouble(less, mask.values()))
                / ((double) more[i] - less[i]);
        assertThat((double) value.gradient[example * SIZE + i]).isCloseTo(3 * slope, within(2e-4));
        if (mask.values()[i] == 0) {
          assertThat(value.gradient[example * SIZE + i]).isZero();
        }
      }
    }
  }

  @Test
  void onePlainColourHasNoVariationAndAPrintableOneHardlyAnyPenalty() {
    Value flat = of(new TotalVariation(1, RANGE), filled(0.3f), EVERYWHERE);
    assertThat(flat.penalties).containsExactly(0);
    assertThat(flat.gradient).containsOnly(0);
    NonPrintability printer = new NonPrintability(1, COLOURS, LOWER, RANGE);
    float black = of(printer, filled(-1), EVERYWHERE).penalties[0];
    float grey = of(printer, filled(0.2f), EVERYWHERE).penalties[0];
    assertThat(black).isLessThan(grey / 2);
  }

  @Test
  void aCommonPrinterHasPaperAndInks() {
    List<Colour> colours = NonPrintability.commonPrinter();
    assertThat(colours).hasSize(27).doesNotHaveDuplicates();
    assertThat(colours.get(0)).isEqualTo(new Colour(1, 1, 1));
    assertThat(colours.get(26).red()).isCloseTo(0.14f, within(1e-5f));
    assertThat(colours).allMatch(c -> c.red() >= 0 && c.green() >= 0 && c.blue() <= 1);
    // Half yellow on white paper: half of the blue light is left.
    assertThat(colours.get(1).blue()).isCloseTo((float) Math.pow(0.5, 1 / 2.2), within(1e-5f));
  }

  @Test
  void whatMakesNoSenseIsRefused() {
    assertThatThrownBy(() -> new TotalVariation(-1, 1)).isInstanceOf(OstrichException.class);
    assertThatThrownBy(() -> new NonPrintability(1, List.of(), 0, 1))
        .isInstanceOf(OstrichException.class);
    NonPrintability printer = new NonPrintability(1, COLOURS, 0, 1);
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Operand<TFloat32> grey = tf.zeros(tf.constant(new int[] {1, 4, 4, 1}), TFloat32.class);
      assertThatThrownBy(() -> printer.perExample(tf, grey, grey))
          .isInstanceOf(OstrichException.class)
          .hasMessageContaining("red, green and blue");
    }
  }
}
