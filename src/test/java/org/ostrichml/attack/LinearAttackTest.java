package org.ostrichml.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ostrichml.Fixtures;
import org.ostrichml.OstrichException;
import org.ostrichml.data.Batch;
import org.ostrichml.data.Bounds;
import org.ostrichml.model.ModelOptions;
import org.ostrichml.model.TargetModel;
import org.ostrichml.objective.Goal;
import org.tensorflow.ndarray.Shape;

/**
 * Attacks on {@code logits = [w x, -w x]}, whose gradient of the cross-entropy at label 0 points
 * along {@code -w} at every x, so that every result is known in closed form.
 */
class LinearAttackTest {
  private static final int SIZE = 6;
  private static final float[] W = {0.5f, -1.5f, 0.25f, -0.75f, 0, 2};

  @TempDir static Path folder;
  private static TargetModel model;

  @BeforeAll
  static void load() {
    model = TargetModel.load(linear());
  }

  @AfterAll
  static void close() {
    model.close();
  }

  private static Path linear() {
    float[][] weights = new float[SIZE][2];
    for (int i = 0; i < SIZE; i++) {
      weights[i] = new float[] {W[i], -W[i]};
    }
    return Fixtures.savedModel(
        folder.resolve("linear"),
        Shape.of(-1, SIZE),
        (tf, x) -> tf.nn.softmax(tf.linalg.matMul(x, tf.constant(weights))));
  }

  @ParameterizedTest
  @CsvSource({
    "0.1, false, false", "0.1, true, false", "0.1, false, true", "0.1, true, true",
    "0.007843138, true, false", "3, false, false", "3, true, true", "1e-9, true, false"
  })
  void fgsmGoesEpsilonAgainstTheSignOfTheWeights(float epsilon, boolean clip, boolean targeted) {
    Batch x = Fixtures.examples(1, 4, SIZE);
    Threat threat = new Threat(Norm.LINF, epsilon, clip, false, null);
    Goal goal = new Goal(targeted, 0);
    float[] result = new Fgsm(threat).compile(model).run(x, goal).examples().values();
    for (int i = 0; i < result.length; i++) {
      int direction = (int) Math.signum(W[i % SIZE]) * (targeted ? 1 : -1);
      assertThat(result[i]).isEqualTo(corner(x.values()[i], direction, epsilon, clip));
    }
  }

  @Test
  void pgdReachesTheCornerOfTheBoxAndStaysThere() {
    Batch x = Fixtures.examples(2, 3, SIZE);
    for (Pgd pgd :
        List.of(
            new Pgd(Threat.linf(0.3f), 10),
            new Pgd(Threat.linf(0.3f), 3).withRelativeStepSize(0.7f),
            new Pgd(Threat.linf(0.3f), 2).withRelativeStepSize(300))) {
      float[] result = pgd.compile(model).run(x, Goal.untargeted(1)).examples().values();
      for (int i = 0; i < result.length; i++) {
        int direction = (int) Math.signum(W[i % SIZE]);
        assertThat(result[i]).isEqualTo(corner(x.values()[i], direction, 0.3f, true));
      }
    }
  }

  @Test
  void stepsAddUpWithinTheBox() {
    Batch x = new Batch(new float[] {0.5f, 0.5f, 0.5f, 0.5f, 0.5f, 0.5f}, 1, SIZE);
    Pgd pgd = new Pgd(Threat.linf(0.5f), 3).withRelativeStepSize(0.25f);
    assertThat(pgd.compile(model).run(x, Goal.targeted(0)).examples().values())
        .containsExactly(0.875f, 0.125f, 0.875f, 0.125f, 0.5f, 0.875f);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void oneStepOfEpsilonIsFgsmBitForBit(boolean targeted) {
    Batch x = Fixtures.examples(3, 5, SIZE);
    for (Threat threat :
        List.of(
            Threat.linf(0.1f),
            Threat.linf(0.1f).withoutClip(),
            Threat.linf(0.1f).withGreyLevels())) {
      Batch pictures = threat.greyLevels() ? grey(x, Bounds.UNIT) : x;
      Goal goal = new Goal(targeted, 0, 1, 0, 1, 1);
      assertThat(
              new Pgd(threat, 1)
                  .withRelativeStepSize(1)
                  .compile(model)
                  .run(pictures, goal)
                  .examples()
                  .values())
          .isEqualTo(new Fgsm(threat).compile(model).run(pictures, goal).examples().values());
    }
  }

  @Test
  void zeroEpsilonChangesNothing() {
    Batch x = Fixtures.examples(4, 3, SIZE);
    for (Attack attack :
        List.of(
            new Fgsm(Threat.linf(0)),
            new Pgd(Threat.linf(0), 3).withOptions(random(1)),
            new Fgsm(Threat.linf(0).withoutClip()))) {
      assertThat(attack.compile(model).run(x, Goal.untargeted(0)).examples().values())
          .isEqualTo(x.values());
    }
  }

  /** Floats of all sizes: the result never leaves the ball or the bounds, to the last bit. */
  @Test
  void epsilonAndBoundsHoldToTheLastFloat() {
    SplittableRandom random = new SplittableRandom(5);
    for (Bounds bounds : List.of(Bounds.UNIT, new Bounds(-1, 1), new Bounds(0, 255))) {
      try (TargetModel bounded =
          TargetModel.load(linear(), ModelOptions.defaults().withBounds(bounds))) {
        for (int round = 0; round < 100; round++) {
          float epsilon = (float) (bounds.range() * Math.pow(10, random.nextDouble(-9, 0.5)));
          float[] values = new float[32 * SIZE];
          for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextDouble(bounds.lower(), bounds.upper());
          }
          Batch x = new Batch(values, 32, SIZE);
          Threat threat = Threat.linf(epsilon);
          Attack attack =
              random.nextBoolean()
                  ? new Fgsm(threat)
                  : new Pgd(threat, 2).withRelativeStepSize(0.7f).withOptions(random(round));
          float[] result = attack.compile(bounded).run(x, Goal.untargeted(0)).examples().values();
          for (int i = 0; i < values.length; i++) {
            assertThat(Math.abs((double) result[i] - values[i])).isLessThanOrEqualTo(epsilon);
            assertThat(result[i]).isBetween(bounds.lower(), bounds.upper());
          }
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1, 1.5",
    "-1, 1, 1.5",
    "0, 255, 1.5",
    "0, 1, 8",
    "-1, 1, 8",
    "0, 255, 8",
    "0, 1, 0.99",
    "-1, 1, 1",
    "-2.1179, 2.64, 3",
    "0, 1, 300"
  })
  void greyLevelsAreWholeAndWithinEpsilon(float lower, float upper, float pixels) {
    Bounds bounds = new Bounds(lower, upper);
    Batch x = grey(Fixtures.examples(6, 64, SIZE), bounds);
    Threat threat = Threat.linf(pixels * bounds.range() / 255).withGreyLevels();
    try (TargetModel bounded =
        TargetModel.load(linear(), ModelOptions.defaults().withBounds(bounds))) {
      for (Attack attack :
          List.of(
              new Fgsm(threat),
              new Pgd(threat, 5).withRelativeStepSize(0.5f).withOptions(random(9)))) {
        float[] result = attack.compile(bounded).run(x, Goal.untargeted(0)).examples().values();
        for (int i = 0; i < result.length; i++) {
          int before = bounds.pixel(x.values()[i]);
          int after = bounds.pixel(result[i]);
          assertThat(result[i]).isEqualTo(bounds.value(after));
          assertThat(Math.abs(after - before)).isLessThanOrEqualTo((int) pixels);
          if (attack instanceof Fgsm) {
            int moved = before - (int) Math.signum(W[i % SIZE]) * (int) pixels;
            assertThat(after).isEqualTo(Math.max(0, Math.min(255, moved)));
          }
        }
      }
    }
  }

  @Test
  void inputBetweenGreyLevelsWithNoneInReachIsRefused() {
    Batch x = new Batch(new float[] {0.5f, 0, 0, 0, 0, 0}, 1, SIZE);
    Threat threat = Threat.linf(0.1f / 255).withGreyLevels();
    refused(
        () -> new Fgsm(threat).compile(model).run(x, Goal.untargeted(0)), "0.5", "no grey level");
  }

  @Test
  void sameSeedGivesTheSameBytesInAnyBatchAndOrder() {
    Batch x = Fixtures.examples(7, 9, SIZE);
    CompiledAttack attack = start(1);
    Batch all = attack.run(x, Goal.untargeted(0)).examples();
    assertThat(start(1).run(x, Goal.untargeted(0)).examples().values()).isEqualTo(all.values());
    assertThat(start(2).run(x, Goal.untargeted(0)).examples().values()).isNotEqualTo(all.values());
    for (int i = 0; i < 9; i++) {
      Batch alone = attack.run(x.slice(8 - i, 9 - i), Goal.untargeted(0)).examples();
      assertThat(alone.values()).isEqualTo(all.slice(8 - i, 9 - i).values());
    }
    float[] values = all.values();
    assertThat(IntStream.range(0, values.length).mapToDouble(i -> values[i]).distinct().count())
        .isGreaterThan(40);
  }

  /** One step much smaller than epsilon, so that the result shows the start. */
  private static CompiledAttack start(long seed) {
    return new Pgd(Threat.linf(0.3f), 1)
        .withRelativeStepSize(3e-3f)
        .withOptions(random(seed))
        .compile(model);
  }

  @Test
  void randomStartsFillTheBox() {
    Batch x = new Batch(new float[2000 * SIZE], 2000, SIZE);
    for (int i = 0; i < x.values().length; i++) {
      x.values()[i] = 0.5f + i * 1e-6f;
    }
    float[] start =
        RandomStart.uniform(
                Examples.of(
                    x, Goal.untargeted(0), budgets(2000, 0.25f), Threat.linf(0.25f), Bounds.UNIT),
                1)
            .values();
    int[] histogram = new int[10];
    for (int i = 0; i < start.length; i++) {
      histogram[(int) Math.min(9, (start[i] - x.values()[i] + 0.25f) / 0.05f)]++;
    }
    assertThat(Arrays.stream(histogram).boxed().toList())
        .allSatisfy(count -> assertThat(count).isBetween(1000, 1400));
  }

  @Test
  void whatCannotBeAttackedIsRefused() {
    CompiledAttack attack = new Fgsm(Threat.linf(0.1f)).compile(model);
    CompiledAttack open = new Fgsm(Threat.linf(0.1f).withoutClip()).compile(model);
    Goal goal = Goal.untargeted(0);
    refused(() -> open.run(with(Float.NaN), goal), "NaN", "only finite");
    refused(() -> open.run(with(Float.POSITIVE_INFINITY), goal), "Infinity", "only finite");
    refused(() -> attack.run(with(1.0001f), goal), "1.0001", "[0.0, 1.0]", "--bounds");
    refused(() -> attack.run(with(-0.5f), goal), "-0.5", "outside the bounds");
    assertThat(open.run(with(7), goal).examples().values()[2]).isEqualTo(6.9f);
    refused(() -> attack.run(with(0), Goal.untargeted(2)), "label 2", "0 to 1");
    refused(() -> attack.run(with(0), Goal.targeted(0, 1)), "2 labels for 1 examples");
    refused(() -> attack.run(Fixtures.examples(1, 1, 5), goal), "[1, 5]", "[-1, 6]");
    refused(() -> attack.run(new Batch(new float[0], 0, SIZE), goal), "no examples");
  }

  @Test
  void parametersOutOfRangeAreRefused() {
    refused(() -> Threat.linf(-1), "Epsilon is -1.0");
    refused(() -> Threat.linf(Float.NaN), "Epsilon is NaN");
    Threat threat = Threat.linf(0.1f);
    refused(() -> new Pgd(threat, 0), "number of steps is 0");
    refused(() -> new Pgd(threat, 1).withRelativeStepSize(0), "step size is 0.0");
    refused(() -> new Pgd(threat, 1).withRelativeStepSize(Float.NaN), "step size is NaN");
    refused(() -> new Pgd(threat, 1).withRelativeStepSize(Float.POSITIVE_INFINITY), "step size");
  }

  @Test
  void listenerHearsOfEveryStepAndMayEndTheAttack() {
    Batch x = Fixtures.examples(8, 3, SIZE);
    List<Integer> steps = new java.util.ArrayList<>();
    List<Float> losses = new java.util.ArrayList<>();
    CompiledAttack attack = new Pgd(Threat.linf(0.2f), 4).compile(model);
    AdversarialBatch result =
        attack.run(
            x,
            Goal.untargeted(0),
            step -> {
              steps.add(step.number());
              losses.add(step.losses()[2]);
              assertThat(step.reached()).hasSize(3);
            });
    assertThat(steps).containsExactly(1, 2, 3, 4);
    assertThat(losses).isSorted().doesNotHaveDuplicates();
    assertThat(result.effort().forward()).containsExactly(4, 4, 4);
    assertThat(result.effort().backward()).containsExactly(4, 4, 4);
    RuntimeException mine = new IllegalArgumentException("enough");
    assertThatThrownBy(
            () ->
                attack.run(
                    x,
                    Goal.untargeted(0),
                    step -> {
                      throw mine;
                    }))
        .isSameAs(mine);
  }

  @Test
  void threadsGetTheSameBytes() throws Exception {
    Batch x = Fixtures.examples(9, 7, SIZE);
    CompiledAttack attack = new Pgd(Threat.linf(0.2f), 5).withOptions(random(3)).compile(model);
    float[] expected = attack.run(x, Goal.untargeted(0)).examples().values();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<float[]>> results =
          IntStream.range(0, 40)
              .mapToObj(
                  i ->
                      threads.submit(
                          () ->
                              new Pgd(Threat.linf(0.2f), 5)
                                  .withOptions(random(3))
                                  .compile(model)
                                  .run(x, Goal.untargeted(0))
                                  .examples()
                                  .values()))
              .toList();
      for (Future<float[]> result : results) {
        assertThat(result.get()).isEqualTo(expected);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  /** The end of the box in a direction, in exact arithmetic: the last float within reach. */
  private static float corner(float x, int direction, float epsilon, boolean clip) {
    if (direction == 0) {
      return x;
    }
    BigDecimal end =
        new BigDecimal(x).add(new BigDecimal(epsilon).multiply(BigDecimal.valueOf(direction)));
    float rounded = end.floatValue();
    if (new BigDecimal(rounded).compareTo(end) * direction > 0) {
      rounded = direction > 0 ? Math.nextDown(rounded) : Math.nextUp(rounded);
    }
    return clip ? Math.max(0, Math.min(1, rounded)) : rounded;
  }

  private static Batch grey(Batch unit, Bounds bounds) {
    float[] values = new float[unit.values().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = bounds.value(Math.round(unit.values()[i] * 255));
    }
    return new Batch(values, unit.shape());
  }

  private static Options random(long seed) {
    return Options.DEFAULT.withRandomStart(seed, 1);
  }

  private static float[] budgets(int examples, float epsilon) {
    float[] budgets = new float[examples];
    Arrays.fill(budgets, epsilon);
    return budgets;
  }

  private static Batch with(float value) {
    return new Batch(new float[] {0, 0, value, 0, 0, 0}, 1, SIZE);
  }

  private static void refused(ThrowingCallable call, String... parts) {
    assertThatThrownBy(call).isInstanceOf(OstrichException.class).hasMessageContainingAll(parts);
  }
}
