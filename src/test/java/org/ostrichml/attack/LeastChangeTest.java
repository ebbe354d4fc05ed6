package org.ostrichml.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ostrichml.attack.LinearClasses.EXAMPLES;
import static org.ostrichml.attack.LinearClasses.SIZE;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.ostrichml.Fixtures;
import org.ostrichml.Fixtures.Network;
import org.ostrichml.data.Batch;
import org.ostrichml.model.TargetModel;
import org.ostrichml.objective.Goal;
import org.tensorflow.ndarray.Shape;

/** Attacks that look for the least change, where it is known. */
class LeastChangeTest {
  private static final Threat L2 = Threat.unbounded(Norm.L2);

  @TempDir static Path folder;
  private static LinearClasses two;
  private static LinearClasses four;

  @BeforeAll
  static void load() {
    two = new LinearClasses(folder, 2);
    four = new LinearClasses(folder, 4);
  }

  @AfterAll
  static void close() {
    two.close();
    four.close();
  }

  /** Attacks, and by which part their results may be farther than the boundary. */
  static Stream<Arguments> attacks() {
    Stream<Arguments> all =
        Stream.of(
            Arguments.of(new CarliniWagner(L2, 500), 0.01),
            Arguments.of(new DeepFool(L2), 0.021),
            Arguments.of(new DeepFool(Threat.unbounded(Norm.LINF)), 0.021),
            Arguments.of(new SmallestEpsilon(new Fgsm(Threat.unbounded(Norm.LINF))), 0.0101),
            Arguments.of(new SmallestEpsilon(new Fgsm(L2), 1e-3f), 0.00101),
            Arguments.of(new SmallestEpsilon(new Pgd(Threat.unbounded(Norm.LINF), 10)), 0.0101));
    return Stream.concat(
        all,
        Stream.of(Norm.values())
            .map(norm -> Arguments.of(new Fmn(Threat.unbounded(norm), 300), 0.01)));
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void boundaryIsFound(Attack attack, double tolerance) {
    for (Goal goal : List.of(Goal.untargeted(two.labels), Goal.targeted(others(two.labels)))) {
      Batch result = run(attack, two, goal);
      assertThat(two.predicted(result)).isEqualTo(others(two.labels));
      for (int i = 0; i < EXAMPLES; i++) {
        isAt(attack, two, result, i, 1 - two.labels[i], tolerance);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"L2", "LINF"})
  void deepFoolFindsTheNearestOfSeveralBoundaries(Norm norm) {
    Attack attack = new DeepFool(Threat.unbounded(norm));
    int[] nearest = IntStream.range(0, EXAMPLES).map(i -> four.nearest(i, norm)).toArray();
    Batch result = run(attack, four, Goal.untargeted(four.labels));
    assertThat(four.predicted(result)).isEqualTo(nearest);
    for (int i = 0; i < EXAMPLES; i++) {
      isAt(attack, four, result, i, nearest[i], 0.021);
    }
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void everyTargetIsReached(Attack attack) {
    int[] targets = IntStream.range(0, EXAMPLES).map(i -> (four.labels[i] + 1) % 4).toArray();
    assertThat(four.predicted(run(attack, four, Goal.targeted(targets)))).isEqualTo(targets);
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void exampleAtItsGoalStaysAsItIs(Attack attack) {
    assertThat(run(attack, four, Goal.targeted(four.labels)).values()).isEqualTo(four.x.values());
  }

  /** C&W's and DeepFool's results in L2 are drawn back to epsilon, all others stay as they are. */
  @ParameterizedTest
  @MethodSource("attacks")
  void epsilonTooSmallIsHeld(Attack attack) {
    Norm norm = attack.threat().norm();
    double least =
        IntStream.range(0, EXAMPLES)
            .mapToDouble(i -> two.distance(i, 1 - two.labels[i], norm, 0))
            .min()
            .orElseThrow();
    Threat threat = attack.threat().withEpsilon((float) (0.9 * least));
    Batch result = run(attack.withThreat(threat), two, Goal.untargeted(two.labels));
    boolean drawnBack =
        attack instanceof CarliniWagner || attack instanceof DeepFool && norm == Norm.L2;
    for (int i = 0; i < EXAMPLES; i++) {
      assertThat(two.moved(result, i, norm)).isLessThanOrEqualTo(threat.epsilon());
      assertThat(two.moved(result, i, norm) > 0).isEqualTo(drawnBack);
    }
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void boundsNeedNotCount(Attack attack) {
    float[] far = four.x.values().clone();
    for (int i = 0; i < far.length; i++) {
      far[i] += 0.6f;
    }
    Batch outside = new Batch(far, four.x.shape());
    int[] labels = four.predicted(outside);
    Attack open = attack.withThreat(attack.threat().withoutClip());
    Batch result = open.compile(four.model).run(outside, Goal.untargeted(labels)).examples();
    differ(four.predicted(result), labels);
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void maskAndBoundsHoldToTheLastFloat(Attack attack) {
    float[] edges = two.x.values().clone();
    for (int i = 0; i < edges.length; i++) {
      edges[i] = i % SIZE == 0 ? 0 : i % SIZE == 1 ? 1 : edges[i];
    }
    Batch original = new Batch(edges, two.x.shape());
    Mask mask = new Mask(new Batch(new float[] {1, 1, 0, 1, 1, 0, 1}, 1, SIZE));
    int[] labels = two.predicted(original);
    Attack masked = attack.withThreat(attack.threat().withMask(mask));
    Batch result = masked.compile(two.model).run(original, Goal.untargeted(labels)).examples();
    for (int i = 0; i < edges.length; i++) {
      assertThat(result.values()[i]).isBetween(0f, 1f);
      if (i % SIZE == 2 || i % SIZE == 5) {
        assertThat(result.values()[i]).isEqualTo(edges[i]);
      }
    }
    differ(two.predicted(result), labels);
  }

  /** Whole grey levels, and adversarial as they are. */
  @ParameterizedTest
  @MethodSource("attacks")
  void roundedPointsAreJudged(Attack attack) {
    float[] grey = four.x.values().clone();
    for (int i = 0; i < grey.length; i++) {
      grey[i] = four.model.bounds().value(four.model.bounds().pixel(grey[i]));
    }
    Batch pictures = new Batch(grey, four.x.shape());
    int[] labels = four.predicted(pictures);
    Attack rounded = attack.withThreat(attack.threat().withGreyLevels());
    Batch result = rounded.compile(four.model).run(pictures, Goal.untargeted(labels)).examples();
    differ(four.predicted(result), labels);
    for (float value : result.values()) {
      assertThat(value).isEqualTo(four.model.bounds().value(four.model.bounds().pixel(value)));
    }
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void modelThatIgnoresItsInputLeavesTheExampleAsItIs(Attack attack) {
    float[][] zeros = new float[SIZE][3];
    try (TargetModel blind =
        load(
            (tf, in) ->
                tf.math.add(
                    tf.linalg.matMul(in, tf.constant(zeros)),
                    tf.constant(new float[] {1, 0, 0})))) {
      AdversarialBatch result = attack.compile(blind).run(two.x, Goal.untargeted(0));
      assertThat(result.effort().zeroGradients()).isEqualTo(EXAMPLES);
      assertThat(result.examples().values()).isEqualTo(two.x.values());
    }
  }

  @Test
  void confidenceIsHeld() {
    CarliniWagner attack = new CarliniWagner(L2, 500).withConfidence(0.5f);
    Batch result = run(attack, two, Goal.untargeted(two.labels));
    for (int i = 0; i < EXAMPLES; i++) {
      int other = 1 - two.labels[i];
      assertThat(two.lead(result, i, other)).isGreaterThan(0.5 - 1e-5);
      double least = two.distance(i, other, Norm.L2, 0.5);
      assertThat(two.moved(result, i, Norm.L2)).isLessThan(1.01 * least);
    }
  }

  /** One pass to judge the start and one the end; between them one for each class. */
  @Test
  void deepFoolCountsItsPasses() {
    Goal goal = Goal.untargeted(four.labels);
    Effort all = new DeepFool(L2).compile(four.model).run(four.x, goal).effort();
    assertThat(all.forward()).containsOnly(6);
    assertThat(all.backward()).containsOnly(4);
    Effort two = new DeepFool(L2, 50, 0.02f, 2).compile(four.model).run(four.x, goal).effort();
    assertThat(IntStream.of(two.backward())).allMatch(count -> count % 2 == 0);
  }

  @Test
  void smallestEpsilonTakesFewProbes() {
    Attack attack = new SmallestEpsilon(new Fgsm(Threat.unbounded(Norm.LINF)));
    Effort effort = attack.compile(two.model).run(two.x, Goal.untargeted(two.labels)).effort();
    assertThat(attack.steps()).isEqualTo(13);
    assertThat(effort.mostBackward()).isBetween(8, 13);
    assertThat(effort.mostForward()).isEqualTo(2 * effort.mostBackward() + 1);
  }

  private static void isAt(
      Attack attack, LinearClasses linear, Batch result, int example, int k, double tolerance) {
    Norm norm = attack.threat().norm();
    double distance = linear.distance(example, k, norm, 0);
    assertThat(linear.moved(result, example, norm))
        .isBetween(distance * (1 - 1e-4) - 1e-6, distance * (1 + tolerance) + 2e-5);
  }

  private static Batch run(Attack attack, LinearClasses linear, Goal goal) {
    return attack.compile(linear.model).run(linear.x, goal).examples();
  }

  private static int[] others(int[] labels) {
    return IntStream.of(labels).map(label -> 1 - label).toArray();
  }

  private static void differ(int[] predicted, int[] labels) {
    for (int i = 0; i < labels.length; i++) {
      assertThat(predicted[i]).isNotEqualTo(labels[i]);
    }
  }

  private static TargetModel load(Network network) {
    return TargetModel.load(
        Fixtures.savedModel(folder.resolve("model"), Shape.of(-1, SIZE), network));
  }
}
