package org.ostrichml.cli;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.ostrichml.attack.Apgd;
import org.ostrichml.attack.Attack;
import org.ostrichml.attack.CarliniWagner;
import org.ostrichml.attack.DeepFool;
import org.ostrichml.attack.Ensemble;
import org.ostrichml.attack.Fgsm;
import org.ostrichml.attack.Fmn;
import org.ostrichml.attack.HopSkipJump;
import org.ostrichml.attack.Lbfgs;
import org.ostrichml.attack.MomentumPgd;
import org.ostrichml.attack.Norm;
import org.ostrichml.attack.Options;
import org.ostrichml.attack.Pgd;
import org.ostrichml.attack.RandomFgsm;
import org.ostrichml.attack.Square;
import org.ostrichml.attack.TargetedApgd;
import org.ostrichml.attack.Threat;
import org.ostrichml.attack.UniformNoise;
import org.ostrichml.objective.Losses;

/** The attacks by the names that users type. */
enum Method {
  FGSM(s -> new Fgsm(s.threat, s.options)),
  RFGSM(s -> new RandomFgsm(s.threat, 0.5f, s.options)),
  ITERATIVE(s -> new Pgd(s.threat, s.steps(40), s.stepSize(0.125f), s.options)),
  PGD(s -> new Pgd(s.threat, s.steps(40), s.stepSize(0.125f), s.random())),
  MIFGSM(s -> momentum(s, false)),
  NIFGSM(s -> momentum(s, true)),
  CW(s -> new CarliniWagner(s.threat, s.steps(1000)), Norm.L2),
  FMN(s -> new Fmn(s.threat, s.steps(100)).withRelativeStepSize(s.stepSize(1)), Norm.LINF),
  DEEPFOOL(s -> new DeepFool(s.threat, s.steps(50), 0.02f, 10), Norm.L2),
  LBFGS(s -> new Lbfgs(s.threat, s.steps(200)), Norm.L2),
  HOPSKIPJUMP(s -> new HopSkipJump(s.threat, s.queries(5000), s.random().seed()), Norm.L2),
  APGD(s -> new Apgd(s.threat, s.steps(100), s.random())),
  APGD_DLR(s -> new Apgd(s.threat, s.steps(100), s.random().withLoss(Losses.DLR))),
  APGD_T(s -> new TargetedApgd(s.threat, s.steps(100), TargetedApgd.DEFAULT_TARGETS, s.random())),
  SQUARE(s -> new Square(s.threat, s.queries(Square.DEFAULT_QUERIES), s.random().seed())),
  NOISE(s -> new UniformNoise(s.threat, s.queries(UniformNoise.DEFAULT_DRAWS), s.random().seed())),
  ENSEMBLE(
      s ->
          Ensemble.standard(
              s.threat, s.steps(100), s.queries(Square.DEFAULT_QUERIES), s.random().seed()));

  private final Function<Settings, Attack> factory;
  private final Norm leastNorm;

  /** An attack that is given a budget. */
  Method(Function<Settings, Attack> factory) {
    this(factory, null);
  }

  /** An attack that looks for the least change, in {@code leastNorm} unless the user says. */
  Method(Function<Settings, Attack> factory, Norm leastNorm) {
    this.factory = factory;
    this.leastNorm = leastNorm;
  }

  /** Whether the attack looks for the least change by itself. */
  boolean findsLeast() {
    return leastNorm != null;
  }

  /** Whether a seed gives the attack another start. */
  boolean startsAtRandom() {
    return this == HOPSKIPJUMP || this != FGSM && !findsLeast();
  }

  /** How a change is measured where the user does not say. */
  Norm usualNorm() {
    return findsLeast() ? leastNorm : Norm.LINF;
  }

  /**
   * What users may set; null where they did not.
   *
   * @param stepSize in parts of epsilon, or of the bounds' range where there is none
   */
  record Settings(Threat threat, Integer steps, Float stepSize, Integer queries, Options options) {
    int steps(int usual) {
      return steps == null ? usual : steps;
    }

    int queries(int usual) {
      return queries == null ? usual : queries;
    }

    float stepSize(float usual) {
      return stepSize == null ? usual : stepSize;
    }

    /** The options with a random start; its seed is 0 where none was given. */
    Options random() {
      return options.seed() == null ? options.withRandomStart(0, 1) : options;
    }
  }

  /** Whether {@code --queries} is about this attack. */
  boolean makesQueries() {
    return List.of(SQUARE, HOPSKIPJUMP, NOISE, ENSEMBLE).contains(this);
  }

  private static MomentumPgd momentum(Settings s, boolean nesterov) {
    int steps = s.steps(10);
    return new MomentumPgd(s.threat, steps, s.stepSize(1f / steps), 1, nesterov, s.options);
  }

  /** The attack with these settings. */
  Attack of(Settings settings) {
    return factory.apply(settings);
  }

  /** Whether users have no say in how far a step goes. */
  boolean choosesStepSize() {
    return List.of(APGD, APGD_DLR, APGD_T, SQUARE, NOISE, ENSEMBLE).contains(this);
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
