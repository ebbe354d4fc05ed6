package org.ostrichml.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ostrichml.Fixtures;
import org.ostrichml.OstrichException;
import org.ostrichml.attack.Attack;
import org.ostrichml.attack.Effort;
import org.ostrichml.attack.Fgsm;
import org.ostrichml.attack.GoalChoice;
import org.ostrichml.attack.Options;
import org.ostrichml.attack.Pgd;
import org.ostrichml.attack.Search;
import org.ostrichml.attack.Threat;
import org.ostrichml.data.Batch;
import org.ostrichml.data.DataSource;
import org.ostrichml.model.TargetModel;
import org.tensorflow.ndarray.Shape;

/**
 * Evaluations of {@code logits = [w x, -w x, -10]}, where what falls at an epsilon is known: the
 * examples whose margin {@code |w x|} is below epsilon times the dual norm of w.
 */
class EvaluatorTest {
  private static final int SIZE = 6;
  private static final int EXAMPLES = 57;
  private static final float[] W = {0.5f, -1.5f, 0.25f, -0.75f, 0, 2};
  private static final float[] EPSILONS = {0.05f, 0, 0.2f, 0.1f};
  private static final double L1 = 5;
  private static final double L2 = Math.sqrt(0.25 + 2.25 + 0.0625 + 0.5625 + 4);

  @TempDir static Path folder;
  private static TargetModel model;
  private static Batch x;
  private static int[] labels;

  @BeforeAll
  static void load() {
    float[][] weights = new float[SIZE][3];
    for (int i = 0; i < SIZE; i++) {
      weights[i] = new float[] {W[i], -W[i], 0};
    }
    Path saved =
        Fixtures.savedModel(
            folder.resolve("linear"),
            Shape.of(-1, SIZE),
            (tf, in) ->
                tf.nn.softmax(
                    tf.math.add(
                        tf.linalg.matMul(in, tf.constant(weights)),
                        tf.constant(new float[] {0, 0, -10}))));
    model = TargetModel.load(saved);
    x = Fixtures.examples(3, EXAMPLES, SIZE);
    labels = IntStream.range(0, EXAMPLES).map(i -> margin(i) > 0 ? 0 : 1).toArray();
    for (int i = 0; i < EXAMPLES; i += 10) {
      labels[i] = 2; // Six that the model gets wrong.
    }
  }

  @AfterAll
  static void close() {
    model.close();
  }

  @Test
  void accuracyUnderTheFastGradientMethodIsCountable() {
    Evaluation result = evaluate(GoalChoice.UNTARGETED, 16, fgsm());

    assertThat(result.clean()).isEqualTo(Proportion.of(51, 57));
    assertThat(result.attacked()).isEqualTo(51);
    assertThat(result.combined()).isNull();
    RobustnessCurve curve = result.curves().get(0);
    float[] ascending = {0, 0.05f, 0.1f, 0.2f};
    long attacks = 0;
    long standing = 51;
    for (int k = 0; k < ascending.length; k++) {
      RobustnessCurve.Point point = curve.points().get(k);
      attacks += k == 0 ? 0 : standing;
      standing = standing(ascending[k] * L1);
      assertThat(point.epsilon()).isEqualTo(ascending[k]);
      assertThat(point.robustAccuracy()).isEqualTo(Proportion.of((int) standing, 57));
      assertThat(point.success()).isEqualTo(Proportion.of((int) (51 - standing), 51));
    }
    assertThat(standing).isBetween(1L, 40L); // The fixture says something.
    assertThat(curve.forwardPasses()).isEqualTo(attacks); // What fell is not attacked again.
    assertThat(curve.backwardPasses()).isEqualTo(attacks);
    assertThat(curve.zeroGradients()).isZero();
  }

  @Test
  void anExampleCountsWithItsSmallerPerturbation() {
    RobustnessCurve curve = evaluate(GoalChoice.UNTARGETED, 16, fgsm()).curves().get(0);
    long atSmall = 51 - standing(0.05f * L1);
    long atMiddle = 51 - standing(0.1f * L1);

    double mean = (atSmall * 0.05 + (atMiddle - atSmall) * 0.1) / atMiddle;
    assertThat(curve.points().get(0).mean()).isNull();
    assertThat(curve.points().get(2).mean().linf()).isCloseTo(mean, within(1e-6));
    assertThat(curve.points().get(1).median().l1()).isCloseTo(0.05 * (SIZE - 1), within(1e-6));
    assertThat(curve.points().get(1).mean().greyLevels()).isCloseTo(0.05 * 255, within(1e-4));
  }

  @Test
  void theBatchSizeMakesNoDifference() {
    for (GoalChoice goals : List.of(GoalChoice.UNTARGETED, GoalChoice.random(5))) {
      AttackSeries pgd =
          AttackSeries.of(
              "pgd",
              new Pgd(Threat.linf(1), 5, 0.5f, Options.DEFAULT.withRandomStart(3, 1)),
              EPSILONS);
      Evaluation whole = evaluate(goals, EXAMPLES, pgd, fgsm());
      for (int batch : new int[] {1, 8}) {
        Evaluation parts = evaluate(goals, batch, pgd, fgsm());
        assertThat(parts.clean()).isEqualTo(whole.clean());
        assertThat(parts.combined().points()).isEqualTo(whole.combined().points());
        for (int i = 0; i < 2; i++) {
          assertThat(parts.curves().get(i).points()).isEqualTo(whole.curves().get(i).points());
          assertThat(parts.curves().get(i).forwardPasses())
              .isEqualTo(whole.curves().get(i).forwardPasses());
        }
      }
    }
  }

  @Test
  void oneRunForTheLeastDistanceTellsForAllEpsilons() {
    AttackSeries least =
        AttackSeries.of("least", new Nearest(Threat.l2(1).withoutClip()), 0, 0.1f, 0.3f);

    RobustnessCurve curve = evaluate(GoalChoice.UNTARGETED, 16, least).curves().get(0);

    assertThat(curve.singleRun()).isTrue();
    assertThat(curve.forwardPasses()).isEqualTo(51);
    assertThat(curve.points().get(0).success().count()).isZero();
    for (int k = 1; k < 3; k++) {
      RobustnessCurve.Point point = curve.points().get(k);
      double reach = point.epsilon() * L2 / Nearest.OVERSHOOT;
      assertThat(point.robustAccuracy().count()).isEqualTo((int) standing(reach));
      assertThat(point.mean().l2()).isLessThan(point.epsilon());
    }
  }

  @Test
  void allAttacksTogetherLeaveWhatEachOfThemLeaves() {
    AttackSeries up = AttackSeries.of("up", new OneSided(Threat.linf(1).withoutClip(), 0), 0.1f);
    AttackSeries down =
        AttackSeries.of("down", new OneSided(Threat.linf(1).withoutClip(), 1), 0.1f);

    Evaluation result = evaluate(GoalChoice.UNTARGETED, 16, up, down);

    int first = 51 - result.curves().get(0).last().robustAccuracy().count();
    int second = 51 - result.curves().get(1).last().robustAccuracy().count();
    assertThat(first).isPositive();
    assertThat(second).isPositive();
    assertThat(result.combined().last().robustAccuracy().count()).isEqualTo(51 - first - second);
    assertThat(result.combined().last().success().count()).isEqualTo(first + second);
    assertThat(result.combined().forwardPasses()).isEqualTo(102);
  }

  @Test
  void aTargetIsNotAttackedWhereItIsTheLabel() {
    Evaluation result = evaluate(GoalChoice.targeted(1), 16, fgsm());
    int zeros = (int) IntStream.range(0, EXAMPLES).filter(i -> labels[i] == 0).count();
    int fallen =
        (int)
            IntStream.range(0, EXAMPLES)
                .filter(i -> labels[i] == 0 && margin(i) < 0.2f * L1)
                .count();

    assertThat(result.attacked()).isEqualTo(zeros).isLessThan(51);
    assertThat(result.curves().get(0).last().success()).isEqualTo(Proportion.of(fallen, zeros));
    assertThat(result.curves().get(0).last().robustAccuracy().count()).isEqualTo(51 - fallen);
  }

  @Test
  void theThirdClassIsOutOfReach() {
    Evaluation result = evaluate(GoalChoice.LEAST_LIKELY, 16, fgsm());

    assertThat(result.attacked()).isEqualTo(51);
    assertThat(result.curves().get(0).last().success().count()).isZero();
    assertThat(result.curves().get(0).last().mean()).isNull();
  }

  @Test
  void progressAscendsToOne() {
    List<Double> heard = new ArrayList<>();
    new Evaluator(model, List.of(fgsm()), GoalChoice.UNTARGETED).run(source(x), 10, heard::add);

    assertThat(heard).isSorted().last().isEqualTo(1d);
  }

  @Test
  void faultsAreNamed() {
    Fgsm fgsm = new Fgsm(Threat.linf(1));
    refused(() -> AttackSeries.of("fgsm", fgsm), "no epsilon");
    refused(() -> AttackSeries.of("fgsm", fgsm, 0.1f, 0.1f), "do not ascend at 0.1");
    refused(() -> AttackSeries.of("fgsm", fgsm, Float.POSITIVE_INFINITY), "finite");
    refused(() -> new Evaluator(model, List.of(), GoalChoice.UNTARGETED), "no attack");
    AttackSeries other = AttackSeries.of("other", fgsm, 0.3f);
    refused(
        () -> new Evaluator(model, List.of(fgsm(), other), GoalChoice.UNTARGETED),
        "fgsm and other differ");
    refused(
        () ->
            new Evaluator(model, List.of(other), GoalChoice.UNTARGETED)
                .run(source(x.slice(0, 0)), 4, done -> {}),
        "There are no examples");
  }

  private static AttackSeries fgsm() {
    return AttackSeries.of("fgsm", new Fgsm(Threat.linf(1).withoutClip()), EPSILONS);
  }

  private static Evaluation evaluate(GoalChoice goals, int batch, AttackSeries... series) {
    return new Evaluator(model, List.of(series), goals).run(source(x), batch, done -> {});
  }

  private static double margin(int example) {
    double sum = 0;
    for (int i = 0; i < SIZE; i++) {
      sum += (double) W[i] * x.values()[example * SIZE + i];
    }
    return sum;
  }

  /** How many of those classified rightly have a margin of more than {@code reach}. */
  private static long standing(double reach) {
    return IntStream.range(0, EXAMPLES)
        .filter(i -> labels[i] != 2 && Math.abs(margin(i)) > reach)
        .count();
  }

  private static DataSource source(Batch examples) {
    return new Examples(examples, labels);
  }

  private static void refused(Runnable action, String part) {
    assertThatThrownBy(action::run).isInstanceOf(OstrichException.class).hasMessageContaining(part);
  }

  /** Moves an example along w, to just behind where its class ends. */
  private record Nearest(Threat threat) implements Attack {
    static final double OVERSHOOT = 1.001;

    @Override
    public int steps() {
      return 1;
    }

    @Override
    public boolean minimizesDistance() {
      return true;
    }

    @Override
    public Attack withThreat(Threat other) {
      return new Nearest(other);
    }

    @Override
    public Search search(TargetModel target) {
      return (examples, listener) -> {
        assertThat(examples.epsilon()).containsOnly(Float.POSITIVE_INFINITY);
        return moved(examples.originals());
      };
    }
  }

  /** Moves examples of one class alone, by epsilon against the sign of w. */
  private record OneSided(Threat threat, int label) implements Attack {
    @Override
    public int steps() {
      return 1;
    }

    @Override
    public Attack withThreat(Threat other) {
      return new OneSided(other, label);
    }

    @Override
    public Search search(TargetModel target) {
      return (examples, listener) -> {
        float[] values = examples.originals().values().clone();
        for (int i = 0; i < values.length; i++) {
          float sign = Math.signum(W[i % SIZE]) * (label == 0 ? -1 : 1);
          values[i] += examples.goal().label(i / SIZE) == label ? 0.1f * sign : 0;
        }
        return found(new Batch(values, examples.originals().shape()));
      };
    }
  }

  private static Search.Found moved(Batch originals) {
    float[] values = originals.values().clone();
    for (int example = 0; example < originals.size(); example++) {
      double score = 0;
      for (int i = 0; i < SIZE; i++) {
        score += (double) W[i] * values[example * SIZE + i];
      }
      for (int i = 0; i < SIZE; i++) {
        values[example * SIZE + i] -= (float) (Nearest.OVERSHOOT * score * W[i] / (L2 * L2));
      }
    }
    return found(new Batch(values, originals.shape()));
  }

  private static Search.Found found(Batch points) {
    int[] one = new int[points.size()];
    Arrays.fill(one, 1);
    return new Search.Found(points, new Effort(one, one, new boolean[points.size()]));
  }
}
