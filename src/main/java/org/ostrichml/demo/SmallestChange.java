package org.ostrichml.demo;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.LongConsumer;
import org.ostrichml.attack.Attack;
import org.ostrichml.attack.Fgsm;
import org.ostrichml.attack.GoalChoice;
import org.ostrichml.attack.Lbfgs;
import org.ostrichml.attack.Norm;
import org.ostrichml.attack.Threat;
import org.ostrichml.data.Bounds;
import org.ostrichml.evaluate.Verdict;
import org.ostrichml.report.PictureSection;
import org.ostrichml.report.ShellLine;
import org.ostrichml.report.Wording;
import org.ostrichml.report.page.Section;

/**
 * A6: looked for as an optimisation problem, by L-BFGS, the change is small and the search long.
 *
 * @param subject a model and its pictures
 * @param out where pictures are saved
 */
record SmallestChange(Subject subject, Path out) implements Claim {
  private static final int PASSES = 200;

  /** How many times as many passes are slow. */
  private static final int SLOW = 10;

  /**
   * What an attack cost and came to.
   *
   * @param attack its name
   * @param forward forward passes
   * @param backward backward passes
   * @param seconds the time they took
   * @param picture what became of the school bus
   */
  record Cost(String attack, int forward, int backward, double seconds, Verdict picture) {
    static Cost of(String attack, Trial trial) {
      return new Cost(
          attack,
          trial.effort().mostForward(),
          trial.effort().mostBackward(),
          trial.seconds(),
          trial.verdicts().get(0));
    }

    private List<String> row() {
      return List.of(
          attack,
          picture.succeeded() ? "yes" : "no",
          Wording.prediction(picture.after().get(0)),
          String.valueOf(forward),
          String.valueOf(backward),
          String.format(Locale.ROOT, "%.2f s", seconds),
          String.format(Locale.ROOT, "%.2f", picture.distance().l2()),
          Wording.greyLevels(picture.distance()));
    }
  }

  /** The attacks beside each other. */
  record Figures(Cost away, Cost towards, Cost lbfgs) {
    boolean hold() {
      return lbfgs.picture.succeeded()
          && lbfgs.picture.distance().l2() < away.picture.distance().l2()
          && lbfgs.backward >= SLOW * away.backward;
    }
  }

  @Override
  public String task() {
    return "smallest change";
  }

  @Override
  public long steps() {
    return 2 + PASSES;
  }

  @Override
  public Finding check(LongConsumer progress) {
    Bounds bounds = subject.model().bounds();
    Budget budget = subject.budgets().get(0);
    Fgsm fgsm = new Fgsm(Threat.linf(budget.epsilon(bounds)).withGreyLevels());
    Lbfgs lbfgs = new Lbfgs(Threat.unbounded(Norm.L2).withGreyLevels(), PASSES);
    GoalChoice ostrich = GoalChoice.targeted(subject.model().label(Subject.OSTRICH));
    Trial away = run(fgsm, GoalChoice.UNTARGETED, "fgsm-away", progress);
    Trial towards = run(fgsm, ostrich, "fgsm-towards", progress);
    Trial search = run(lbfgs, ostrich, "lbfgs", progress);
    Figures figures =
        new Figures(
            Cost.of("FGSM, away from the bus", away),
            Cost.of("FGSM, towards the ostrich", towards),
            Cost.of("L-BFGS, towards the ostrich", search));
    return new Finding(
        row(figures, budget, bounds),
        List.of(
            new Section.Paragraph(
                "Adversarial examples were found by asking for the smallest change with which a picture is taken for something else, and by solving that with L-BFGS, a classical method of optimisation. The change is smaller than that of FGSM, and finding it takes many passes through the network. Lengths (L2) are the root of the sum of all squared changes, in the model's input units."),
            new Section.Table(
                List.of(
                    "attack",
                    "goal reached",
                    "taken for",
                    "forward",
                    "backward",
                    "time",
                    "L2",
                    "largest change"),
                List.of(figures.away.row(), figures.towards.row(), figures.lbfgs.row())),
            PictureSection.of(search.pictures().get(0), "The smallest change that L-BFGS found")),
        search.pictures().get(0));
  }

  private Trial run(Attack attack, GoalChoice goals, String name, LongConsumer progress) {
    return Trial.run(
        subject.model(),
        subject.format(),
        attack,
        goals,
        List.of(subject.buses().get(0).sample(subject.format())),
        out.resolve(name),
        progress);
  }

  private Finding.Row row(Figures figures, Budget budget, Bounds bounds) {
    Cost fgsm = figures.away;
    Cost lbfgs = figures.lbfgs;
    return new Finding.Row(
        "A6",
        "Posed as an optimisation problem and solved with L-BFGS, it is effective but slow",
        "L-BFGS works, and is slow",
        String.format(
            Locale.ROOT,
            "L-BFGS: %s, L2 %.3g, %d forward and %d backward passes, %.1f s; FGSM: %s, L2 %.3g, %d and %d, %.2f s",
            Wording.prediction(lbfgs.picture.after().get(0)),
            lbfgs.picture.distance().l2(),
            lbfgs.forward,
            lbfgs.backward,
            lbfgs.seconds,
            Wording.prediction(fgsm.picture.after().get(0)),
            fgsm.picture.distance().l2(),
            fgsm.forward,
            fgsm.backward,
            fgsm.seconds),
        figures.hold(),
        List.of(
            command("--method", "lbfgs", "--target", Subject.OSTRICH),
            command("--method", "fgsm", "--epsilon", budget.typed(bounds))),
        figures);
  }

  private String command(String... how) {
    List<String> words = subject.attackCommand(List.of(subject.buses().get(0).file()));
    words.addAll(List.of(how));
    return ShellLine.of(words);
  }
}
