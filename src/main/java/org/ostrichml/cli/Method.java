package org.ostrichml.cli;

import java.util.Locale;
import java.util.function.Function;
import org.ostrichml.attack.Attack;
import org.ostrichml.attack.Fgsm;
import org.ostrichml.attack.HopSkipJump;
import org.ostrichml.attack.Lbfgs;
import org.ostrichml.attack.MomentumPgd;
import org.ostrichml.attack.Options;
import org.ostrichml.attack.Pgd;
import org.ostrichml.attack.RandomFgsm;
import org.ostrichml.attack.Threat;

/** The attacks by the names that users type. */
enum Method {
  FGSM(s -> new Fgsm(s.threat, s.options)),
  RFGSM(s -> new RandomFgsm(s.threat, 0.5f, s.options)),
  ITERATIVE(s -> new Pgd(s.threat, s.steps(40), s.stepSize(0.125f), s.options)),
  PGD(s -> new Pgd(s.threat, s.steps(40), s.stepSize(0.125f), s.random())),
  MIFGSM(s -> momentum(s, false)),
  NIFGSM(s -> momentum(s, true)),
  LBFGS(s -> new Lbfgs(s.threat, s.steps(200))),
  HOPSKIPJUMP(s -> new HopSkipJump(s.threat, s.queries(10_000), s.seed()));

  private final Function<Settings, Attack> factory;

  Method(Function<Settings, Attack> factory) {
    this.factory = factory;
  }

  /**
   * What users may set; null where they did not.
   *
   * @param stepSize in parts of epsilon
   */
  record Settings(Threat threat, Integer steps, Float stepSize, Integer queries, Options options) {
    int steps(int usual) {
      return steps == null ? usual : steps;
    }

    int queries(int usual) {
      return queries == null ? usual : queries;
    }

    /** The seed; 0 where none was given. */
    long seed() {
      return options.seed() == null ? 0 : options.seed();
    }

    float stepSize(float usual) {
      return stepSize == null ? usual : stepSize;
    }

    /** The options with a random start; its seed is 0 where none was given. */
    Options random() {
      return options.seed() == null ? options.withRandomStart(0, 1) : options;
    }
  }

  private static MomentumPgd momentum(Settings s, boolean nesterov) {
    int steps = s.steps(10);
    return new MomentumPgd(s.threat, steps, s.stepSize(1f / steps), 1, nesterov, s.options);
  }

  /** The attack with these settings. */
  Attack of(Settings settings) {
    return factory.apply(settings);
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
