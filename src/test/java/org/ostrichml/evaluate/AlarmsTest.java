package org.ostrichml.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ostrichml.attack.Attack;
import org.ostrichml.attack.Fgsm;
import org.ostrichml.attack.GoalChoice;
import org.ostrichml.attack.HopSkipJump;
import org.ostrichml.attack.Norm;
import org.ostrichml.attack.Options;
import org.ostrichml.attack.Pgd;
import org.ostrichml.attack.Square;
import org.ostrichml.attack.Threat;
import org.ostrichml.data.Batch;
import org.ostrichml.evaluate.Halves.Score;
import org.ostrichml.model.TargetModel;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * Alarms on pictures of 8x8 whose logits are [s, -s], where s is how much more light is in the
 * upper half than in the lower: an attack with epsilon moves s by up to 64 epsilon, and noise by a
 * tenth of that. Then on the same with something before or behind that hides the slope.
 */
class AlarmsTest {
  private static final int EXAMPLES = 200;
  private static final Threat THREAT = Threat.linf(0.1f);
  private static final Score SOFTMAX = (tf, logits) -> tf.nn.softmax(logits);

  @TempDir Path folder;
  private int models;

  @Test
  void quietWhereNothingIsHidden() {
    for (float margin : new float[] {0.2f, 2, 5, 8}) {
      for (Attack attack : List.of(new Fgsm(THREAT), pgd(), square())) {
        assertThat(rung(alarms(Halves::difference, margin, attack)))
            .as("%s at %s", attack, margin)
            .isEmpty();
      }
    }
  }

  @Test
  void quietWhereNothingMayMove() {
    for (Attack attack : List.of(new Fgsm(THREAT), pgd(), square())) {
      Map<String, Alarm> alarms = alarms(Halves::difference, 2, attack.withThreat(Threat.linf(0)));

      assertThat(rung(alarms)).as("%s", attack).isEmpty();
      assertThat(alarms.get("zero-gradients").isChecked()).as("%s", attack).isFalse();
    }
  }

  /** An attack that looks for the least change has no epsilon, and this one takes no gradients. */
  @Test
  void quietWhereNoEpsilonIsGiven() {
    try (TargetModel model = Halves.load(folder.resolve("net"), Halves::difference, SOFTMAX)) {
      assertThat(rung(Watch.of(model, new HopSkipJump(Threat.unbounded(Norm.L2), 100, 1)).alarms()))
          .isEmpty();
    }
  }

  @Test
  void zeroAmongTheEpsilonsHidesNothingAtTheOthers() {
    Score stairs = (tf, x) -> Halves.difference(tf, Halves.stairs(tf, x));
    Score rounded = (tf, x) -> Halves.difference(tf, tf.math.rint(tf.math.mul(x, tf.constant(8f))));

    for (Score hidden : List.of(stairs, rounded)) {
      for (Attack attack : List.of(pgd(), square())) {
        AttackSeries both = AttackSeries.of("attack", attack, 0, THREAT.epsilon());

        assertThat(run(hidden, SOFTMAX, 2, both, evaluator -> evaluator, 50))
            .isEqualTo(alarms(hidden, 2, attack))
            .extractingByKey("zero-gradients")
            .extracting(Alarm::rang)
            .isEqualTo(true);
      }
    }
  }

  @Test
  void everyCheckIsMadeAndSaysWhatItFound() {
    Map<String, Alarm> alarms = alarms(Halves::difference, 8, pgd());

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
    assertThat(zero.sentence())
        .isEqualTo("0 of 200 examples stand because their gradient is zero everywhere.");
    assertThat(zero.page()).isEqualTo("docs/alarms.md#zero-gradients");
  }

  @Test
  void everyAlarmHasASection() throws IOException {
    String page = Files.readString(Path.of("docs/alarms.md"));

    assertThat(alarms(Halves::difference, 2, new Fgsm(THREAT)).keySet())
        .allSatisfy(name -> assertThat(page).contains("\n## " + name + "\n"));
  }

  /** Flat but where nobody is: no gradient says anything, and queries do. */
  @Test
  void quantisedInputsHaveNoSlope() {
    Map<String, Alarm> alarms =
        alarms((tf, x) -> Halves.difference(tf, Halves.stairs(tf, x)), 2, pgd());

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
    Map<String, Alarm> alarms =
        alarms((tf, x) -> Halves.difference(tf, Halves.stairs(tf, x)), 0.3f, pgd());

    assertThat(rung(alarms)).contains("noise-as-good");
  }

  @Test
  void aRoundingThatNoGradientPassesIsNamed() {
    Map<String, Alarm> alarms =
        alarms(
            (tf, x) -> Halves.difference(tf, tf.math.rint(tf.math.mul(x, tf.constant(8f)))),
            2,
            square());

    assertThat(rung(alarms)).containsExactly("zero-gradients");
    assertThat(alarms.get("zero-gradients").sentence()).contains("op 'Rint'");
    assertThat(alarms.get("one-step-stronger").sentence()).contains("op 'Rint'");
  }

  /** Logits of more than 100 are probabilities of 0 and 1, and the attack takes the logits. */
  @Test
  void saturatedProbabilitiesAreSeenThoughTheirLogitsAreAttacked() {
    Map<String, Alarm> alarms =
        alarms((tf, x) -> tf.math.mul(Halves.difference(tf, x), tf.constant(100f)), 2, pgd());

    assertThat(rung(alarms)).containsExactly("saturated-probabilities");
    assertThat(alarms.get("saturated-probabilities").figure()).isEqualTo(1);
  }

  @Test
  void saturatedProbabilitiesWithoutLogitsHaveNoSlope() {
    Map<String, Alarm> alarms =
        alarms(
            (tf, x) -> tf.math.mul(Halves.difference(tf, x), tf.constant(100f)),
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
              Operand<TFloat32> s = Halves.difference(tf, x);
              return tf.math.add(s, tf.random.randomUniform(tf.shape(s), TFloat32.class));
            },
            2,
            pgd());

    assertThat(rung(alarms)).contains("random-outputs");
    assertThat(alarms.get("random-outputs").figure()).isBetween(0.05, 0.5);
  }

  /**
   * Between the steps of {@code x - 2 Halves.stairs(x)} it goes up, and on the whole it goes down.
   */
  @Test
  void slopesThatPointTheWrongWay() {
    Map<String, Alarm> alarms =
        alarms(
            (tf, x) ->
                Halves.difference(
                    tf, tf.math.sub(x, tf.math.mul(Halves.stairs(tf, x), tf.constant(2f)))),
            2,
            pgd());

    assertThat(rung(alarms)).contains("loss-does-not-rise", "black-box-stronger");
  }

  /** Waves of 100 to a unit: a slope of 12 on top of 1, and no difference to speak of. */
  @Test
  void shatteredGradients() {
    Map<String, Alarm> alarms =
        alarms(
            (tf, x) -> Halves.difference(tf, tf.math.add(x, Halves.waves(tf, x, 100, 0.02f))),
            3,
            pgd());

    assertThat(rung(alarms)).containsExactly("unbounded-fails", "black-box-stronger");
  }

  /** On the way from 3 to 0, s goes up by 10 between 2.8 and 1.2. */
  @Test
  void oneStepLeapsOverTheWallThatStopsMany() {
    Map<String, Alarm> alarms =
        alarms(
            (tf, x) -> {
              Operand<TFloat32> s = Halves.difference(tf, x);
              return tf.math.add(
                  s, tf.math.sub(Halves.wall(tf, s), Halves.wall(tf, tf.math.neg(s))));
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
                    Halves.difference(tf, x),
                    tf.linalg.matMul(
                        Halves.waves(tf, x, 255, 0.2f),
                        tf.ones(tf.array(Halves.PIXELS, 1), TFloat32.class))),
            0.8f,
            pgd().withThreat(Threat.linf(2 / 255f)));

    assertThat(rung(alarms)).containsExactly("lost-by-rounding");
    assertThat(alarms.get("lost-by-rounding").figure()).isEqualTo(1);
  }

  @Test
  void whatIsReadAtATimeDoesNotMatter() {
    Score shattered =
        (tf, x) -> Halves.difference(tf, tf.math.add(x, Halves.waves(tf, x, 100, 0.02f)));

    assertThat(run(shattered, SOFTMAX, 3, alone(pgd()), evaluator -> evaluator, 7))
        .isEqualTo(run(shattered, SOFTMAX, 3, alone(pgd()), evaluator -> evaluator, 200));
  }

  @Test
  void nobodyWatchesWhereTheyAreOff() {
    assertThat(run(Halves::difference, SOFTMAX, 2, alone(pgd()), Evaluator::withoutAlarms, 50))
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

  private static AttackSeries alone(Attack attack) {
    return AttackSeries.of("attack", attack, attack.threat().epsilon());
  }

  private Map<String, Alarm> alarms(Score score, float margin, Attack attack) {
    return alarms(score, SOFTMAX, margin, attack);
  }

  private Map<String, Alarm> alarms(Score score, Score head, float margin, Attack attack) {
    return run(score, head, margin, alone(attack), evaluator -> evaluator, 50);
  }

  private Map<String, Alarm> run(
      Score score,
      Score head,
      float margin,
      AttackSeries series,
      UnaryOperator<Evaluator> with,
      int batch) {
    try (TargetModel model = Halves.load(folder.resolve("net" + models++), score, head)) {
      Batch examples = Halves.examples(EXAMPLES, margin);
      Evaluator evaluator = new Evaluator(model, List.of(series), GoalChoice.UNTARGETED);
      int[] labels = Prediction.classes(model.predict(examples));
      return with.apply(evaluator).run(new Examples(examples, labels), batch, done -> {}).alarms();
    }
  }
}
