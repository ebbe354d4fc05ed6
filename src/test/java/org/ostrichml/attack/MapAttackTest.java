package org.ostrichml.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ostrichml.Fixtures;
import org.ostrichml.OstrichException;
import org.ostrichml.data.Batch;
import org.ostrichml.model.TargetModel;
import org.ostrichml.objective.Goal;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Attacks on maps of classes. The maps here are made pixel by pixel, so that attacking a map is the
 * same as attacking each of its pixels alone, which is a model of another kind.
 */
class MapAttackTest {
  private static final int MAPS = 3;
  private static final int SIDE = 4;
  private static final int POSITIONS = SIDE * SIDE;
  private static final int CLASSES = 5;
  private static final Threat THREAT = Threat.linf(0.1f);

  @TempDir static Path folder;

  private static float[][] weights() {
    SplittableRandom random = new SplittableRandom(4);
    float[][] weights = new float[3][CLASSES];
    for (float[] row : weights) {
      for (int k = 0; k < CLASSES; k++) {
        row[k] = (float) random.nextDouble(-3, 3);
      }
    }
    return weights;
  }

  private static Operand<TFloat32> classes(Ops tf, Operand<TFloat32> pixels) {
    return tf.linalg.matMul(
        tf.reshape(pixels, tf.constant(new int[] {-1, 3})), tf.constant(weights()));
  }

  private static TargetModel maps(int side) {
    return TargetModel.load(
        Fixtures.savedModel(
            folder.resolve("maps" + side),
            Shape.of(-1, side, side, 3),
            (tf, in) ->
                tf.reshape(classes(tf, in), tf.constant(new int[] {-1, SIDE, SIDE, CLASSES}))));
  }

  private static TargetModel pixels() {
    return TargetModel.load(
        Fixtures.savedModel(folder.resolve("pixels"), Shape.of(-1, 3), MapAttackTest::classes));
  }

  private static Batch x() {
    return Fixtures.examples(8, MAPS, SIDE, SIDE, 3);
  }

  private static Batch asPixels(Batch maps) {
    return new Batch(maps.values(), MAPS * POSITIONS, 3);
  }

  private static int[] predicted(Batch scores) {
    return IntStream.range(0, scores.values().length / CLASSES)
        .map(
            row ->
                IntStream.range(0, CLASSES)
                    .reduce(
                        0,
                        (a, b) ->
                            scores.values()[row * CLASSES + b] > scores.values()[row * CLASSES + a]
                                ? b
                                : a))
        .toArray();
  }

  private static Goal goal(boolean targeted, float share) {
    int[] labels = new int[MAPS * POSITIONS];
    Arrays.setAll(labels, i -> i * 7 % CLASSES);
    return new Goal(targeted, labels, POSITIONS, share);
  }

  static Stream<StepAttack> attacks() {
    return Stream.of(
        new Fgsm(THREAT),
        new Pgd(THREAT, 7),
        new Pgd(THREAT.withoutClip(), 12),
        new Pgd(THREAT, 5)
            .withOptions(Options.DEFAULT.withLoss(org.ostrichml.objective.Losses.MARGIN)));
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void aMapMadePixelByPixelIsAttackedPixelByPixel(StepAttack attack) {
    try (TargetModel maps = maps(SIDE);
        TargetModel pixels = pixels()) {
      for (boolean targeted : new boolean[] {false, true}) {
        Goal goal = goal(targeted, 1);
        Batch together = attack.compile(maps).run(x(), goal).examples();
        Batch alone =
            attack.compile(pixels).run(asPixels(x()), new Goal(targeted, goal.labels())).examples();
        assertThat(together.values()).containsExactly(alone.values());
        assertThat(together.values()).isNotEqualTo(x().values());
      }
    }
  }

  @Test
  void positionsThatDoNotCountAreLeftAlone() {
    try (TargetModel maps = maps(SIDE)) {
      int[] labels = goal(true, 1).labels().clone();
      labels[5] = Goal.ANY;
      Goal some = new Goal(true, labels, POSITIONS, 1);
      Pgd attack = new Pgd(THREAT, 5);
      float[] all = attack.compile(maps).run(x(), goal(true, 1)).examples().values();
      float[] found = attack.compile(maps).run(x(), some).examples().values();
      assertThat(Arrays.copyOfRange(found, 15, 18))
          .containsExactly(Arrays.copyOfRange(x().values(), 15, 18));
      System.arraycopy(x().values(), 15, all, 15, 3);
      assertThat(found).containsExactly(all);
    }
  }

  @ParameterizedTest
  @ValueSource(floats = {0.25f, 0.5f, 1})
  void anExampleLeavesWhenTheShareThatWasAskedForIsThere(float share) {
    try (TargetModel maps = maps(SIDE)) {
      int[] clean = predicted(maps.scores(x()));
      Goal goal = new Goal(false, clean, POSITIONS, share);
      List<boolean[]> heard = new ArrayList<>();
      Pgd attack =
          new Pgd(Threat.linf(3).withoutClip(), 60)
              .withRelativeStepSize(0.02f)
              .withOptions(Options.DEFAULT.withEarlyStop());
      Batch found =
          attack.compile(maps).run(x(), goal, step -> heard.add(step.reached())).examples();
      Batch scores = maps.scores(found);
      Judge judge = Judge.of(scores, goal);
      for (int map = 0; map < MAPS; map++) {
        int moved = 0;
        for (int i = map * POSITIONS; i < (map + 1) * POSITIONS; i++) {
          moved += predicted(scores)[i] == clean[i] ? 0 : 1;
        }
        assertThat(judge.reached()[map]).isEqualTo(moved >= share * POSITIONS);
        assertThat(judge.leads()[map] > 0).isEqualTo(judge.reached()[map]);
        if (share < 1) {
          assertThat(moved)
              .as("pixels of map %d", map)
              .isBetween((int) (share * POSITIONS), POSITIONS - 1);
        }
      }
      assertThat(heard).isNotEmpty();
    }
  }

  @Test
  void theHeightOfAMapMayBeOpen() {
    try (TargetModel open = maps(-1);
        TargetModel maps = maps(SIDE)) {
      Pgd attack = new Pgd(THREAT, 4);
      assertThat(attack.compile(open).run(x(), goal(true, 1)).examples().values())
          .containsExactly(attack.compile(maps).run(x(), goal(true, 1)).examples().values());
    }
  }

  @Test
  void aLabelAloneHoldsAtEveryPosition() {
    try (TargetModel maps = maps(SIDE)) {
      int[] everywhere = new int[POSITIONS];
      Arrays.fill(everywhere, 2);
      Pgd attack = new Pgd(THREAT, 4);
      assertThat(attack.compile(maps).run(x(), Goal.targeted(2)).examples().values())
          .containsExactly(
              attack
                  .compile(maps)
                  .run(x(), new Goal(true, everywhere, POSITIONS, 1))
                  .examples()
                  .values());
    }
  }

  @Test
  void theLeastEpsilonForHalfOfTheMapIsThatOfItsMedianPixel() {
    try (TargetModel maps = maps(SIDE);
        TargetModel pixels = pixels()) {
      int[] clean = predicted(maps.scores(x()));
      Attack least =
          new SmallestEpsilon(
              new Pgd(Threat.linf(1).withoutClip(), 1).withRelativeStepSize(1), 0.001f);
      Batch together =
          least.compile(maps).run(x(), new Goal(false, clean, POSITIONS, 0.5f)).examples();
      Batch alone = least.compile(pixels).run(asPixels(x()), Goal.untargeted(clean)).examples();
      for (int map = 0; map < MAPS; map++) {
        double[] each = new double[POSITIONS];
        for (int i = 0; i < POSITIONS; i++) {
          each[i] = distance(alone, map * POSITIONS + i, 3);
        }
        Arrays.sort(each);
        assertThat(distance(together, map, 3 * POSITIONS) / each[POSITIONS / 2 - 1])
            .isBetween(0.997, 1.003);
      }
    }
  }

  private static double distance(Batch found, int example, int size) {
    double largest = 0;
    for (int i = example * size; i < (example + 1) * size; i++) {
      largest = Math.max(largest, Math.abs((double) found.values()[i] - x().values()[i]));
    }
    return largest;
  }

  @Test
  void whatNeedsOneVectorOfClassesSaysSo() {
    try (TargetModel maps = maps(SIDE)) {
      for (Attack attack :
          List.of(
              new DeepFool(Threat.unbounded(Norm.L2)),
              new CarliniWagner(Threat.l2(1), 5),
              new Fmn(THREAT, 5))) {
        assertThatThrownBy(() -> attack.compile(maps))
            .isInstanceOf(OstrichException.class)
            .hasMessageContaining("no vector of class scores");
      }
      Goal other = new Goal(true, new int[POSITIONS + 1], POSITIONS + 1, 1);
      assertThatThrownBy(() -> new Fgsm(THREAT).compile(maps).run(x(), other))
          .isInstanceOf(OstrichException.class)
          .hasMessageContaining("labels for 17 positions, and the model's output 16");
    }
  }
}
