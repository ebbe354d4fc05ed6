package org.ostrichml.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ostrichml.Fixtures;
import org.ostrichml.attack.Attack;
import org.ostrichml.attack.Fgsm;
import org.ostrichml.attack.GoalChoice;
import org.ostrichml.attack.Options;
import org.ostrichml.attack.Pgd;
import org.ostrichml.attack.Square;
import org.ostrichml.attack.Threat;
import org.ostrichml.data.Batch;
import org.ostrichml.data.Bounds;
import org.ostrichml.data.DataSource;
import org.ostrichml.data.LabelledBatch;
import org.ostrichml.model.ModelOptions;
import org.ostrichml.model.TargetModel;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Alarms on pictures of 8x8 whose logits are [s, -s], where s is how much more light is in the
 * upper half than in the lower: an attack with epsilon moves s by up to 64 epsilon, and noise by a
 * tenth of that. Then on the same with something before or behind that hides the slope.
 */
class AlarmsTest {
  private static final int EXAMPLES = 200;
  private static final int PIXELS = 64;
  private static final Threat THREAT = Threat.linf(0.1f);
  private static final Score SOFTMAX = (tf, logits) -> tf.nn.softmax(logits);

  @TempDir Path folder;
  private int models;

  /** From the pixels, [N, 64], to s, [N, 1], or from logits to probabilities. */
  @FunctionalInterface
  private interface Score {
    Operand<TFloat32> of(Ops tf, Operand<TFloat32> pixels);
  }

  @Test
  void quietWhereNothingIsHidden() {
    for (float margin : new float[] {0.2f, 2, 5, 8}) {
      for (Attack attack : List.of(new Fgsm(THREAT), pgd(), square())) {
        assertThat(rung(alarms(AlarmsTest::difference, margin, attack)))
            .as("%s at %s", attack, margin)
            .isEmpty();
      }
    }
  }

  @Test
  void everyCheckIsMadeAndSaysWhatItFound() {
    Map<String, Alarm> alarms = alarms(AlarmsTest::difference, 8, pgd());

    assertThat(alarms.keySet())
        .containsExactly(
            "zero-gradients",
            "loss-does-not-rise",
            "saturated-probabilities",
            "one-step-stronger",
            "noise-as-good",
            "lost-by-rounding",
            "unbounded-fails",
            "black-box-stronger",
            "random-outputs");
    assertThat(alarms.get("lost-by-rounding")).extracting(Alarm::isChecked).isEqualTo(false);
    Alarm zero = alarms.get("zero-gradients");
    assertThat(zero.figure()).isZero();
    assertThat(zero.sentence()).isEqualTo("the gradient of 0 of 200 examples is zero everywhere.");
    assertThat(zero.page()).isEqualTo("docs/alarms.md#zero-gradients");
  }

  /** Flat but where nobody is: no gradient says anything, and queries do. */
  @Test
  void quantisedInputsHaveNoSlope() {
    Map<String, Alarm> alarms = alarms((tf, x) -> difference(tf, stairs(tf, x)), 2, pgd());

    assertThat(rung(alarms))
        .containsExactly(
            "zero-gradients", "loss-does-not-rise", "unbounded-fails", "black-box-stronger");
    for (String name : rung(alarms)) {
      assertThat(alarms.get(name).figure()).as(name).isGreaterThan(0.9);
    }
    assertThat(alarms.get("zero-gradients").sentence()).contains("200 of 200", "--bpda");
  }

  @Test
  void noiseFellsWhatAnAttackWithoutSlopeDoesNot() {
    Map<String, Alarm> alarms = alarms((tf, x) -> difference(tf, stairs(tf, x)), 0.3f, pgd());

    assertThat(rung(alarms)).contains("noise-as-good");
  }

  @Test
  void aRoundingThatNoGradientPassesIsNamed() {
    Map<String, Alarm> alarms =
        alarms(
            (tf, x) -> difference(tf, tf.math.rint(tf.math.mul(x, tf.constant(8f)))), 2, square());

    assertThat(rung(alarms)).containsExactly("zero-gradients");
    assertThat(alarms.get("zero-gradients").sentence()).contains("op 'Rint'");
    assertThat(alarms.get("one-step-stronger").sentence()).contains("op 'Rint'");
  }

  /** Logits of more than 100 are probabilities of 0 and 1, and the attack takes the logits. */
  @Test
  void saturatedProbabilitiesAreSeenThoughTheirLogitsAreAttacked() {
    Map<String, Alarm> alarms =
        alarms((tf, x) -> tf.math.mul(difference(tf, x), tf.constant(100f)), 2, pgd());

    assertThat(rung(alarms)).containsExactly("saturated-probabilities");
    assertThat(alarms.get("saturated-probabilities").figure()).isEqualTo(1);
  }

  @Test
  void saturatedProbabilitiesWithoutLogitsHaveNoSlope() {
    Map<String, Alarm> alarms =
        alarms(
            (tf, x) -> tf.math.mul(difference(tf, x), tf.constant(100f)),
            (tf, logits) -> tf.math.mul(tf.nn.softmax(logits), tf.constant(1f)),
            2,
            pgd());

    assertThat(rung(alarms)).contains("zero-gradients", "saturated-probabilities");
    assertThat(alarms.get("saturated-probabilities").sentence()).contains("--output");
  }

  /** A number from 0 to 1 is added to an s of 2 or -2: a part of a half at most. */
  @Test
  void randomOutputs() {
    Map<String, Alarm> alarms =
        alarms(
            (tf, x) -> {
              Operand<TFloat32> s = difference(tf, x);
              return tf.math.add(s, tf.random.randomUniform(tf.shape(s), TFloat32.class));
            },
            2,
            pgd());

    assertThat(rung(alarms)).containsExactly("random-outputs");
    assertThat(alarms.get("random-outputs").figure()).isBetween(0.05, 0.5);
  }

  /** Between the steps of {@code x - 2 stairs(x)} it goes up, and on the whole it goes down. */
  @Test
  void slopesThatPointTheWrongWay() {
    Map<String, Alarm> alarms =
        alarms(
            (tf, x) -> difference(tf, tf.math.sub(x, tf.math.mul(stairs(tf, x), tf.constant(2f)))),
            2,
            pgd());

    assertThat(rung(alarms)).contains("loss-does-not-rise", "black-box-stronger");
  }

  /** Waves of 100 to a unit: a slope of 12 on top of 1, and no difference to speak of. */
  @Test
  void shatteredGradients() {
    Map<String, Alarm> alarms =
        alarms((tf, x) -> difference(tf, tf.math.add(x, waves(tf, x, 100, 0.02f))), 3, pgd());

    assertThat(rung(alarms)).containsExactly("unbounded-fails", "black-box-stronger");
  }

  /** On the way from 3 to 0, s goes up by 10 between 2.8 and 1.2. */
  @Test
  void oneStepLeapsOverTheWallThatStopsMany() {
    Map<String, Alarm> alarms =
        alarms(
            (tf, x) -> {
              Operand<TFloat32> s = difference(tf, x);
              return tf.math.add(s, tf.math.sub(wall(tf, s), wall(tf, tf.math.neg(s))));
            },
            3,
            pgd());

    assertThat(rung(alarms)).contains("one-step-stronger");
    assertThat(alarms.get("one-step-stronger").figure()).isEqualTo(1);
  }

  /** Waves that are 0 at whole grey levels, in whose reach nothing else falls. */
  @Test
  void successesBetweenGreyLevels() {
    Map<String, Alarm> alarms =
        alarms(
            (tf, x) ->
                tf.math.add(
                    difference(tf, x),
                    tf.linalg.matMul(
                        waves(tf, x, 255, 0.2f), tf.ones(tf.array(PIXELS, 1), TFloat32.class))),
            0.8f,
            pgd().withThreat(Threat.linf(2 / 255f)));

    assertThat(rung(alarms)).containsExactly("lost-by-rounding");
    assertThat(alarms.get("lost-by-rounding").figure()).isEqualTo(1);
  }

  @Test
  void whatIsReadAtATimeDoesNotMatter() {
    Score shattered = (tf, x) -> difference(tf, tf.math.add(x, waves(tf, x, 100, 0.02f)));

    assertThat(run(shattered, SOFTMAX, 3, pgd(), evaluator -> evaluator, 7))
        .isEqualTo(run(shattered, SOFTMAX, 3, pgd(), evaluator -> evaluator, 200));
  }

  @Test
  void nobodyWatchesWhereTheyAreOff() {
    assertThat(run(AlarmsTest::difference, SOFTMAX, 2, pgd(), Evaluator::withoutAlarms, 50))
        .isEmpty();
  }

  private static List<String> rung(Map<String, Alarm> alarms) {
    return alarms.keySet().stream().filter(name -> alarms.get(name).rang()).toList();
  }

  private static Pgd pgd() {
    return new Pgd(THREAT, 40, 0.125f, Options.DEFAULT.withEarlyStop());
  }

  private static Square square() {
    return new Square(THREAT, 300, 1);
  }

  private static Operand<TFloat32> difference(Ops tf, Operand<TFloat32> pixels) {
    float[][] weights = new float[PIXELS][1];
    for (int i = 0; i < PIXELS; i++) {
      weights[i][0] = i < PIXELS / 2 ? 1 : -1;
    }
    return tf.linalg.matMul(pixels, tf.constant(weights));
  }

  /** Eight levels, between which it goes up so fast that nobody is there. */
  private static Operand<TFloat32> stairs(Ops tf, Operand<TFloat32> x) {
    Operand<TFloat32> sum = tf.math.mul(x, tf.constant(0f));
    for (int k = 0; k < 8; k++) {
      Operand<TFloat32> from = tf.math.sub(x, tf.constant((k + 0.51f) / 8));
      Operand<TFloat32> step =
          tf.math.minimum(tf.nn.relu(tf.math.mul(from, tf.constant(1e5f))), tf.constant(1f));
      sum = tf.math.add(sum, tf.math.mul(step, tf.constant(1 / 8f)));
    }
    return sum;
  }

  /** {@code height sin(2 pi frequency x)}. */
  private static Operand<TFloat32> waves(
      Ops tf, Operand<TFloat32> x, float frequency, float height) {
    return tf.math.mul(
        tf.math.sin(tf.math.mul(x, tf.constant((float) (2 * Math.PI) * frequency))),
        tf.constant(height));
  }

  /** Goes up to 10 where s falls from 2.8 to 1.2, and at once down again. */
  private static Operand<TFloat32> wall(Ops tf, Operand<TFloat32> s) {
    Operand<TFloat32> outer = tf.math.div(tf.math.sub(tf.constant(2.8f), s), tf.constant(1.6f));
    Operand<TFloat32> inner = tf.math.div(tf.math.sub(s, tf.constant(1f)), tf.constant(0.2f));
    return tf.math.mul(tf.nn.relu(tf.math.minimum(outer, inner)), tf.constant(10f));
  }

  private Map<String, Alarm> alarms(Score score, float margin, Attack attack) {
    return alarms(score, SOFTMAX, margin, attack);
  }

  private Map<String, Alarm> alarms(Score score, Score head, float margin, Attack attack) {
    return run(score, head, margin, attack, evaluator -> evaluator, 50);
  }

  private Map<String, Alarm> run(
      Score score,
      Score head,
      float margin,
      Attack attack,
      UnaryOperator<Evaluator> with,
      int batch) {
    Path saved =
        Fixtures.savedModel(
            folder.resolve("net" + models++),
            Shape.of(-1, 8, 8, 1),
            (tf, x) ->
                head.of(
                    tf,
                    tf.linalg.matMul(
                        score.of(tf, tf.reshape(x, tf.array(-1, PIXELS))),
                        tf.constant(new float[][] {{1, -1}}))));
    ModelOptions options = ModelOptions.defaults().withBounds(Bounds.UNIT);
    try (TargetModel model = TargetModel.load(saved, options)) {
      Batch examples = examples(margin);
      AttackSeries series = AttackSeries.of("attack", attack, attack.threat().epsilon());
      Evaluator evaluator = new Evaluator(model, List.of(series), GoalChoice.UNTARGETED);
      int[] labels = Prediction.classes(model.predict(examples));
      return with.apply(evaluator).run(source(examples, labels), batch, done -> {}).alarms();
    }
  }

  /** Pictures of whole grey levels around the middle, whose s is the margin, or as much below 0. */
  private static Batch examples(float margin) {
    SplittableRandom random = new SplittableRandom(1);
    float[] values = new float[EXAMPLES * PIXELS];
    for (int example = 0; example < EXAMPLES; example++) {
      int[] levels = random.ints(PIXELS, 110, 146).toArray();
      int s = Arrays.stream(levels, 0, 32).sum() - Arrays.stream(levels, 32, PIXELS).sum();
      int wanted = Math.round(255 * margin) * (example % 2 == 0 ? 1 : -1);
      for (int i = 0; s != wanted; i = (i + 1) % PIXELS) {
        int sign = i < 32 ? 1 : -1;
        int step = Integer.signum(wanted - s);
        levels[i] += sign * step;
        s += step;
      }
      for (int i = 0; i < PIXELS; i++) {
        values[example * PIXELS + i] = Bounds.UNIT.value(levels[i]);
      }
    }
    return new Batch(values, EXAMPLES, 8, 8, 1);
  }

  private static DataSource source(Batch examples, int[] labels) {
    return new DataSource() {
      private int at;

      @Override
      public int size() {
        return examples.size();
      }

      @Override
      public Optional<LabelledBatch> next(int atMost) {
        int from = at;
        at = Math.min(at + atMost, examples.size());
        return from == at
            ? Optional.empty()
            : Optional.of(
                new LabelledBatch(examples.slice(from, at), Arrays.copyOfRange(labels, from, at)));
      }

      @Override
      public void close() {}
    };
  }
}
