package org.ostrichml.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.ostrichml.Fixtures.numbers;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ostrichml.Fixtures;
import org.ostrichml.OstrichException;
import org.ostrichml.data.Batch;
import org.ostrichml.model.TargetModel;
import org.ostrichml.objective.Goal;
import org.ostrichml.objective.Losses;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** What holds for every attack, whatever it does. */
class EveryAttackTest {
  private static final int CLASSES = 4;
  private static final int EXAMPLES = 32;
  private static final Options RANDOM = Options.DEFAULT.withRandomStart(7, 2);

  @TempDir static Path folder;
  private static TargetModel model;
  private static Batch originals;
  private static int[] labels;

  /** Every attack, small; a new one gets its line here. */
  static Stream<Named<Attack>> attacks() {
    List<Attack> attacks = new ArrayList<>();
    for (Threat threat : List.of(Threat.linf(0.05f), Threat.l2(0.3f), Threat.l1(2f))) {
      attacks.add(new Fgsm(threat));
      attacks.add(new RandomFgsm(threat, 3));
      attacks.add(new Pgd(threat, 3));
      attacks.add(new Pgd(threat, 3, 0.4f, RANDOM));
      attacks.add(new Pgd(threat, 5, 0.4f, Options.DEFAULT.withEarlyStop()));
      attacks.add(new Pgd(threat, 3, 0.4f, Options.DEFAULT.withLoss(Losses.MARGIN)));
      attacks.add(MomentumPgd.momentum(threat, 4));
      attacks.add(MomentumPgd.nesterov(threat, 4).withOptions(RANDOM.withEarlyStop()));
      attacks.add(new Apgd(threat, 6, RANDOM));
      attacks.add(new Apgd(threat, 6, RANDOM.withEarlyStop().withLoss(Losses.DLR)));
      attacks.add(new TargetedApgd(threat, 5, 2, RANDOM));
      attacks.add(Ensemble.standard(threat, 4, 10, 5));
      if (threat.norm() != Norm.L1) {
        attacks.add(new Square(threat, 20, 5));
      }
    }
    for (Norm norm : Norm.values()) {
      attacks.add(new Fmn(Threat.unbounded(norm), 20));
      attacks.add(new SmallestEpsilon(new Pgd(Threat.unbounded(norm), 3), 0.1f));
    }
    for (Threat threat : List.of(Threat.unbounded(Norm.L2), Threat.l2(0.3f))) {
      attacks.add(new CarliniWagner(threat, 30));
      attacks.add(new DeepFool(threat));
    }
    attacks.add(new DeepFool(Threat.unbounded(Norm.LINF)));
    for (Threat threat : List.of(Threat.unbounded(Norm.L2), Threat.linf(0.2f), Threat.l1(9))) {
      attacks.add(new Lbfgs(threat, 30, 10));
    }
    for (Threat threat : List.of(Threat.unbounded(Norm.L2), Threat.unbounded(Norm.LINF))) {
      attacks.add(new HopSkipJump(threat, 400, 5));
    }
    for (Threat threat : List.of(Threat.linf(0.4f), Threat.l2(4), Threat.l1(50))) {
      attacks.add(new UniformNoise(threat, 30, 5));
    }
    return attacks.stream().map(attack -> Named.of(attack.toString(), attack));
  }

  @BeforeAll
  static void load() {
    model =
        TargetModel.load(
            Fixtures.savedModel(
                folder.resolve("net"), Shape.of(-1, 8, 8, 3), EveryAttackTest::net));
    originals = Fixtures.examples(11, EXAMPLES, 8, 8, 3);
    labels = predicted(originals);
  }

  @AfterAll
  static void close() {
    model.close();
  }

  private static Operand<TFloat32> net(Ops tf, Operand<TFloat32> x) {
    Operand<TFloat32> features =
        tf.nn.relu(tf.nn.conv2d(x, numbers(tf, 1, 3, 3, 3, 4), List.of(1L, 2L, 2L, 1L), "SAME"));
    return tf.nn.softmax(
        tf.linalg.matMul(
            tf.reshape(features, tf.constant(new int[] {-1, 64})), numbers(tf, 2, 64, CLASSES)));
  }

  private static int[] predicted(Batch batch) {
    Batch scores = model.predict(batch);
    return IntStream.range(0, batch.size())
        .map(
            i -> {
              float[] row = scores.slice(i, i + 1).values();
              return IntStream.range(0, CLASSES).reduce(0, (a, b) -> row[b] > row[a] ? b : a);
            })
        .toArray();
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void holdsEpsilonBoundsAndMask(Attack attack) {
    float[] weights = new float[8 * 8];
    Arrays.fill(weights, 10, 30, 1);
    Arrays.fill(weights, 30, 35, 0.5f);
    Mask mask = new Mask(new Batch(weights, 1, 8, 8, 1));
    for (Threat threat : List.of(attack.threat(), attack.threat().withMask(mask))) {
      Batch result = run(attack.withThreat(threat), originals, labels);
      int changed = 0;
      for (int example = 0; example < EXAMPLES; example++) {
        double[] change = new double[originals.exampleSize()];
        for (int i = 0; i < change.length; i++) {
          int at = example * change.length + i;
          change[i] = (double) result.values()[at] - originals.values()[at];
          assertThat(result.values()[at]).isBetween(0f, 1f);
          if (threat.mask() != null && weights[i / 3] == 0) {
            assertThat(result.values()[at]).isEqualTo(originals.values()[at]);
          }
          changed += change[i] != 0 ? 1 : 0;
        }
        assertThat(threat.norm().length(change)).isLessThanOrEqualTo(threat.epsilon());
      }
      assertThat(changed).isPositive();
    }
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void sameBytesInAnyBatchAndOnAnyThread(Attack attack) throws Exception {
    float[] expected = run(attack, originals, labels).values();
    for (int size : new int[] {1, 7}) {
      List<Batch> parts = new ArrayList<>();
      for (int from = 0; from < EXAMPLES; from += size) {
        int to = Math.min(EXAMPLES, from + size);
        parts.add(run(attack, originals.slice(from, to), Arrays.copyOfRange(labels, from, to)));
      }
      assertThat(Batch.concat(parts).values()).as("batches of %d", size).isEqualTo(expected);
    }
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<float[]>> results =
          IntStream.range(0, 8)
              .mapToObj(i -> threads.submit(() -> run(attack, originals, labels).values()))
              .toList();
      for (Future<float[]> result : results) {
        assertThat(result.get()).isEqualTo(expected);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  /** No step leads away from every goal; and those that are reached are really predicted. */
  @ParameterizedTest
  @MethodSource("attacks")
  void moreExamplesReachTheirGoalThanBefore(Attack attack) {
    int[] targets = Arrays.stream(labels).map(label -> (label + 1) % CLASSES).toArray();
    for (Goal goal : List.of(Goal.untargeted(labels), Goal.targeted(targets))) {
      int[] after = predicted(attack.compile(model).run(originals, goal).examples());
      assertThat(IntStream.range(0, EXAMPLES).filter(i -> goal.isReached(i, after[i])).count())
          .isPositive();
    }
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void leaksNoMemory(Attack attack) {
    CompiledAttack compiled = attack.compile(model);
    Goal goal = Goal.untargeted(labels);
    compiled.run(originals, goal);
    long before = Pointer.totalCount();
    for (int i = 0; i < 20; i++) {
      compiled.run(originals, goal);
    }
    assertThat(Pointer.totalCount()).isLessThanOrEqualTo(before);
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void limitsEndItAndLeaveNothing(Attack attack) {
    CompiledAttack compiled = attack.compile(model);
    Goal goal = Goal.untargeted(labels);
    float[] expected = compiled.run(originals, goal).examples().values();
    long before = Pointer.totalCount();
    for (int i = 0; i < 20; i++) {
      assertThatThrownBy(() -> compiled.run(originals, goal, Limit.when(() -> true)))
          .isInstanceOf(CancellationException.class)
          .hasMessageContaining("after step 1");
    }
    assertThat(Pointer.totalCount()).isLessThanOrEqualTo(before);
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> compiled.run(originals, goal, Limit.when(() -> false)))
        .isInstanceOf(CancellationException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(compiled.run(originals, goal, Limit.when(() -> false)).examples().values())
        .isEqualTo(expected);
  }

  @Test
  void constantModelGivesZeroGradientsAndSaysSo() {
    try (TargetModel constant =
        TargetModel.load(
            Fixtures.savedModel(
                folder.resolve("constant"),
                Shape.of(-1, 4),
                (tf, x) ->
                    tf.linalg.matMul(
                        tf.math.mul(x, tf.constant(0f)), numbers(tf, 1, 4, CLASSES))))) {
      Batch x = Fixtures.examples(1, 3, 4);
      for (Attack attack :
          List.<Attack>of(new Fgsm(Threat.linf(0.1f)), new Pgd(Threat.l2(0.1f), 3))) {
        AdversarialBatch result = attack.compile(constant).run(x, Goal.untargeted(0));
        assertThat(result.effort().zeroGradient()).containsExactly(true, true, true);
        assertThat(result.examples().values()).isEqualTo(x.values());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void gradientThatIsNoNumberIsAnError(Attack attack) {
    try (TargetModel broken =
        TargetModel.load(
            Fixtures.savedModel(
                folder.resolve("broken"),
                Shape.of(-1, 4),
                (tf, x) ->
                    tf.linalg.matMul(
                        tf.math.sqrt(tf.math.mul(x, tf.constant(0f))),
                        numbers(tf, 1, 4, CLASSES))))) {
      assumeFalse(
          List.of(Square.class, HopSkipJump.class, UniformNoise.class).contains(attack.getClass()),
          "asks for no gradient");
      assertThatThrownBy(
              () -> attack.compile(broken).run(Fixtures.examples(1, 3, 4), Goal.untargeted(0)))
          .isInstanceOf(OstrichException.class)
          .hasMessageContaining("gradient of the loss is not a number");
    }
  }

  private static Batch run(Attack attack, Batch batch, int[] goals) {
    return attack.compile(model).run(batch, Goal.untargeted(goals)).examples();
  }
}
