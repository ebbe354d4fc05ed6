package org.ostrichml.demo;

import java.nio.file.Path;
import java.util.List;
import java.util.function.LongConsumer;
import org.ostrichml.attack.AdversarialBatch;
import org.ostrichml.attack.Fgsm;
import org.ostrichml.attack.GoalChoice;
import org.ostrichml.attack.Threat;
import org.ostrichml.data.Batch;
import org.ostrichml.data.Bounds;
import org.ostrichml.evaluate.Verdict;
import org.ostrichml.objective.Goal;
import org.ostrichml.report.PictureSection;
import org.ostrichml.report.ShellLine;
import org.ostrichml.report.Wording;
import org.ostrichml.report.page.Section;

/**
 * A1: the fast gradient sign method is one gradient.
 *
 * @param subject a model and its pictures
 * @param out where pictures are saved
 */
record OneGradient(Subject subject, Path out) implements Claim {
  /**
   * What it costs.
   *
   * @param forward forward passes, without clipping
   * @param backward backward passes, without clipping
   * @param clippedForward forward passes, with clipping
   * @param clippedBackward backward passes, with clipping
   * @param sameFormula whether the result without clipping, clipped, is the result with clipping
   * @param picture what it makes of a school bus
   */
  record Figures(
      int forward,
      int backward,
      int clippedForward,
      int clippedBackward,
      boolean sameFormula,
      Verdict picture) {
    boolean hold() {
      return sameFormula
          && List.of(forward, backward, clippedForward, clippedBackward)
              .equals(List.of(1, 1, 1, 1));
    }
  }

  @Override
  public String task() {
    return "one gradient";
  }

  @Override
  public long steps() {
    return 3;
  }

  @Override
  public Finding check(LongConsumer progress) {
    Budget budget = subject.budgets().get(0);
    Bounds bounds = subject.model().bounds();
    Photo bus = subject.buses().get(0);
    Trial.Sample sample = bus.sample(subject.format());
    Threat threat = Threat.linf(budget.epsilon(bounds));
    Goal goal = Goal.untargeted(subject.model().label(Subject.BUS));
    AdversarialBatch plain =
        new Fgsm(threat.withoutClip()).compile(subject.model()).run(sample.example(), goal);
    AdversarialBatch clipped =
        new Fgsm(threat).compile(subject.model()).run(sample.example(), goal);
    progress.accept(2);
    Trial trial =
        Trial.run(
            subject.model(),
            subject.format(),
            new Fgsm(threat.withGreyLevels()),
            GoalChoice.UNTARGETED,
            List.of(sample),
            out.resolve("one-gradient"),
            progress);
    Verdict verdict = trial.verdicts().get(0);
    Figures figures =
        new Figures(
            plain.effort().mostForward(),
            plain.effort().mostBackward(),
            clipped.effort().mostForward(),
            clipped.effort().mostBackward(),
            isClipped(plain.examples(), clipped.examples(), bounds),
            verdict);
    List<String> command = subject.attackCommand(List.of(bus.file()));
    command.addAll(List.of("--method", "fgsm", "--epsilon", budget.typed(bounds)));
    return new Finding(
        new Finding.Row(
            "A1",
            "The fast gradient sign method (FGSM) takes one gradient",
            "x + epsilon * sign(gradient): one backward pass, no clipping",
            "%d forward and %d backward pass; clipped, %d and %d, and the result %s; %s becomes %s"
                .formatted(
                    figures.forward,
                    figures.backward,
                    figures.clippedForward,
                    figures.clippedBackward,
                    figures.sameFormula ? "is the first one's within the valid range" : "differs",
                    Wording.prediction(verdict.before().get(0)),
                    Wording.prediction(verdict.after().get(0))),
            figures.hold(),
            List.of(ShellLine.of(command)),
            figures),
        List.of(
            new Section.Paragraph(
                "A network learns by asking, for each of its weights, in which direction the error would shrink: the gradient. The same question can be asked of each colour value of a picture: in which direction would the error grow? FGSM asks once and moves every value by the same small amount in that direction. It costs one pass through the network and one back."),
            PictureSection.of(
                trial.pictures().get(0),
                "One step of %d grey levels away from %s"
                    .formatted(budget.levels(), Wording.quoted(Subject.BUS)))),
        trial.pictures().get(0));
  }

  private static boolean isClipped(Batch plain, Batch clipped, Bounds bounds) {
    for (int i = 0; i < plain.values().length; i++) {
      float kept = Math.max(bounds.lower(), Math.min(bounds.upper(), plain.values()[i]));
      if (Math.abs(kept - clipped.values()[i]) > bounds.greyLevel() / 1000) {
        return false;
      }
    }
    return true;
  }
}
