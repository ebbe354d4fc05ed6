package org.ostrichml.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ostrichml.Fixtures;
import org.ostrichml.OstrichException;
import org.ostrichml.data.Batch;
import org.ostrichml.data.Bounds;
import org.ostrichml.gradient.Gradients;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;

/** What is drawn, against pictures that plain Java moves and lights. */
class TransformationsTest {
  private static final int N = 3;
  private static final int HEIGHT = 7;
  private static final int WIDTH = 9;
  private static final int CHANNELS = 2;
  private static final int DRAWS = 4;
  private static final Batch X = Fixtures.examples(3, N, HEIGHT, WIDTH, CHANNELS);
  private static final Spread MOVES = new Spread(0.2f, 0.3f, 25, 0, 0, 0);
  private static final Spread ALL = new Spread(0.2f, 0.3f, 25, 0.1f, 0.2f, 0.05f);

  private static Transformations transformations(Spread spread) {
    return new Transformations(spread, DRAWS, Bounds.UNIT, 11);
  }

  private static Batch shown(Spread spread, Batch x, int draw) {
    return Run.one(x, draw, (tf, in) -> transformations(spread).shown(tf, in.x(), in.draw()));
  }

  @Test
  void picturesThatDoNotStrayAreRepeatedToTheBit() {
    Batch shown = shown(Spread.NONE, X, 5);
    assertThat(shown.shape()).containsExactly(N * DRAWS, HEIGHT, WIDTH, CHANNELS);
    for (int i = 0; i < N * DRAWS; i++) {
      assertThat(shown.slice(i, i + 1).values())
          .isEqualTo(X.slice(i / DRAWS, i / DRAWS + 1).values());
    }
    Batch vectors = Fixtures.examples(4, 2, 5);
    assertThat(shown(Spread.NONE, vectors, 0).shape()).containsExactly(2 * DRAWS, 5);
  }

  @Test
  void aPoseOfNothingShowsThePictureToTheBit() {
    Batch shown =
        Run.one(
            X,
            0,
            (tf, in) -> {
              Pose.Side side = new Pose.Side(tf.constant(HEIGHT), tf.constant(WIDTH));
              return Pose.drawn(new Drawing(tf, 1, in.draw()), Spread.NONE, 1)
                  .onCanvas(side.height(), side.width())
                  .sampling(side, side)
                  .of(in.x(), CHANNELS);
            });
    assertThat(shown.values()).isEqualTo(X.values());
  }

  @Test
  void movesAsPlainJavaDoes() {
    List<Batch> run =
        Run.all(
            X,
            2,
            (tf, x, draw) -> {
              List<Operand<TFloat32>> outputs = new ArrayList<>();
              outputs.add(transformations(MOVES).shown(tf, x, draw));
              Pose pose = Pose.drawn(new Drawing(tf, 11, draw), MOVES, DRAWS);
              outputs.addAll(List.of(pose.row(), pose.column(), pose.scale(), pose.angle()));
              return outputs;
            });
    float[] values = run.get(0).values();
    int at = 0;
    for (int i = 0; i < N * DRAWS; i++) {
      int draw = i % DRAWS;
      double row = run.get(1).values()[draw];
      double column = run.get(2).values()[draw];
      double scale = run.get(3).values()[draw];
      double angle = run.get(4).values()[draw];
      assertThat(Math.abs(row)).isLessThanOrEqualTo(0.2);
      assertThat(Math.abs(Math.log(scale))).isLessThanOrEqualTo(Math.log(1.3) + 1e-6);
      assertThat(Math.abs(Math.toDegrees(angle))).isLessThanOrEqualTo(25 + 1e-4);
      for (int y = 0; y < HEIGHT; y++) {
        for (int x = 0; x < WIDTH; x++) {
          double down = y - (HEIGHT - 1) / 2.0 - row * HEIGHT;
          double right = x - (WIDTH - 1) / 2.0 - column * WIDTH;
          double ys =
              (Math.cos(angle) * down + Math.sin(angle) * right) / scale + (HEIGHT - 1) / 2.0;
          double xs =
              (Math.cos(angle) * right - Math.sin(angle) * down) / scale + (WIDTH - 1) / 2.0;
          for (int c = 0; c < CHANNELS; c++) {
            assertThat((double) values[at++]).isCloseTo(read(i / DRAWS, ys, xs, c), within(2e-5));
          }
        }
      }
    }
    assertThat(run.get(1).values()).doesNotHaveDuplicates();
  }

  /** A tent over every pixel, its border going on: another way to write bilinear interpolation. */
  private static double read(int example, double y, double x, int channel) {
    double sum = 0;
    for (int i = -40; i < 40; i++) {
      for (int j = -40; j < 40; j++) {
        double weight = Math.max(0, 1 - Math.abs(y - i)) * Math.max(0, 1 - Math.abs(x - j));
        int row = Math.min(HEIGHT - 1, Math.max(0, i));
        int column = Math.min(WIDTH - 1, Math.max(0, j));
        sum +=
            weight * X.values()[((example * HEIGHT + row) * WIDTH + column) * CHANNELS + channel];
      }
    }
    return sum;
  }

  @Test
  void lightAndNoiseAreAsDrawnAndClipped() {
    Spread spread = new Spread(0, 0, 0, 0.3f, 0.4f, 0);
    Bounds bounds = new Bounds(-1, 3);
    Transformations view = new Transformations(spread, DRAWS, bounds, 11);
    List<Batch> run =
        Run.all(
            X,
            1,
            (tf, x, draw) -> {
              Drawing.Columns drawn = new Drawing(tf, 11, draw).uniform(Drawing.Of.LIGHT, DRAWS, 2);
              return List.of(view.shown(tf, x, draw), drawn.get(0), drawn.get(1));
            });
    int size = X.exampleSize();
    for (int i = 0; i < run.get(0).values().length; i++) {
      int draw = i / size % DRAWS;
      double x = X.values()[i / size / DRAWS * size + i % size];
      double lit =
          1 + (1 + 0.4 * run.get(1).values()[draw]) * (x - 1) + 4 * 0.3 * run.get(2).values()[draw];
      assertThat((double) run.get(0).values()[i])
          .isCloseTo(Math.min(3, Math.max(-1, lit)), within(1e-5));
    }
  }

  @Test
  void noiseIsOfTheStandardDeviationThatIsAskedFor() {
    Batch grey = new Batch(filled(32 * 32 * 3, 0.5f), 1, 32, 32, 3);
    float[] noisy = shown(new Spread(0, 0, 0, 0, 0, 0.1f), grey, 3).values();
    double mean = 0;
    double squares = 0;
    for (float value : noisy) {
      mean += value / noisy.length;
      squares += (value - 0.5) * (value - 0.5) / noisy.length;
    }
    assertThat(mean).isCloseTo(0.5, within(0.005));
    assertThat(Math.sqrt(squares)).isCloseTo(0.1, within(0.005));
  }

  private static float[] filled(int size, float value) {
    float[] values = new float[size];
    Arrays.fill(values, value);
    return values;
  }

  @Test
  void theGradientIsTheAdjoint() {
    Batch y = Fixtures.examples(9, N * DRAWS, HEIGHT, WIDTH, CHANNELS);
    List<Batch> run =
        Run.all(
            X,
            4,
            (tf, x, draw) -> {
              Operand<TFloat32> shown = transformations(MOVES).shown(tf, x, draw);
              Operand<TFloat32> weights =
                  tf.constant(
                      Shape.of(N * DRAWS, HEIGHT, WIDTH, CHANNELS), DataBuffers.of(y.values()));
              return List.of(shown, Gradients.of(tf, tf.math.mul(shown, weights), x));
            });
    assertThat(product(run.get(0).values(), y.values()))
        .isCloseTo(product(X.values(), run.get(1).values()), within(1e-3));
  }

  private static double product(float[] left, float[] right) {
    double sum = 0;
    for (int i = 0; i < left.length; i++) {
      sum += (double) left[i] * right[i];
    }
    return sum;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void whatIsDrawnDependsOnNeitherTheBatchNorItsOrder(int size) {
    Batch together = shown(ALL, X, 7);
    Batch some = shown(ALL, X.slice(2 - size + 1, 3), 7);
    assertThat(some.values()).isEqualTo(together.slice((3 - size) * DRAWS, 3 * DRAWS).values());
    assertThat(shown(ALL, X, 7).values()).isEqualTo(together.values());
    assertThat(shown(ALL, X, 8).values()).isNotEqualTo(together.values());
  }

  @Test
  void greyPicturesNeedNoAxisForIt() {
    Batch grey = Fixtures.examples(5, 2, 6, 6);
    Batch withAxis = new Batch(grey.values(), 2, 6, 6, 1);
    assertThat(shown(MOVES, grey, 0).shape()).containsExactly(2 * DRAWS, 6, 6);
    assertThat(shown(MOVES, grey, 0).values()).isEqualTo(shown(MOVES, withAxis, 0).values());
  }

  @Test
  void whatMakesNoSenseIsRefused() {
    assertThatThrownBy(() -> new Spread(0, -1, 0, 0, 0, 0)).isInstanceOf(OstrichException.class);
    assertThatThrownBy(() -> new Transformations(ALL, 0, Bounds.UNIT, 0))
        .isInstanceOf(OstrichException.class);
    assertThatThrownBy(() -> transformations(MOVES).exampleShape(new int[] {5}))
        .isInstanceOf(OstrichException.class)
        .hasMessageContaining("Only pictures can be moved");
  }
}
