package org.ostrichml.demo;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongConsumer;
import org.ostrichml.attack.Fooling;
import org.ostrichml.attack.GoalChoice;
import org.ostrichml.attack.Norm;
import org.ostrichml.attack.Threat;
import org.ostrichml.data.Batch;
import org.ostrichml.data.Bounds;
import org.ostrichml.evaluate.Prediction;
import org.ostrichml.evaluate.Verdict;
import org.ostrichml.report.AttackedPicture;
import org.ostrichml.report.PictureSection;
import org.ostrichml.report.ShellLine;
import org.ostrichml.report.Wording;
import org.ostrichml.report.page.Section;

/**
 * A5: noise that the model is sure is a school bus.
 *
 * @param subject a model
 * @param out where pictures are saved
 */
record NoiseToBus(Subject subject, Path out) implements Claim {
  private static final int STEPS = 200;
  private static final float CONFIDENCE = 0.99f;
  private static final float RADIUS = 0.1f;
  private static final long SEED = 0;
  private static final float UNSURE = 0.5f;
  private static final float SURE = 0.93f;

  /**
   * What became of the noise.
   *
   * @param free where every picture was allowed
   * @param near where no value might leave the noise by more than a tenth of the range
   */
  record Figures(Verdict free, Verdict near) {
    boolean hold() {
      return free.before().get(0).probability() < UNSURE && isSure(free) && isSure(near);
    }

    private static boolean isSure(Verdict verdict) {
      return verdict.succeeded() && verdict.after().get(0).probability() >= SURE;
    }
  }

  @Override
  public String task() {
    return "noise to school bus";
  }

  @Override
  public long steps() {
    return 2 * STEPS;
  }

  @Override
  public Finding check(LongConsumer progress) {
    Bounds bounds = subject.model().bounds();
    float radius = RADIUS * bounds.range();
    AttackedPicture free = fool(Threat.unbounded(Norm.LINF), "noise-free", progress);
    AttackedPicture near = fool(Threat.linf(radius), "noise-near", progress);
    Figures figures = new Figures(free.verdict(), near.verdict());
    List<String> command = subject.command("fool");
    command.addAll(List.of("--target", Subject.BUS));
    List<String> within = new ArrayList<>(command);
    within.addAll(List.of("--epsilon", String.valueOf(radius)));
    Prediction start = figures.free.before().get(0);
    return new Finding(
        new Finding.Row(
            "A5",
            "Noise that nobody would take for anything is a school bus to the model",
            "at first prayer rug with low confidence, then school bus 93%",
            "at first %s, then %s; within %s of the noise %s; judged on the saved files"
                .formatted(
                    Wording.prediction(start),
                    Wording.prediction(figures.free.after().get(0)),
                    radius,
                    Wording.prediction(figures.near.after().get(0))),
            figures.hold(),
            List.of(ShellLine.of(command), ShellLine.of(within)),
            figures),
        List.of(
            new Section.Paragraph(
                "This picture is of nothing: each colour value is drawn at random. The model has to answer all the same, and its best guess is %s, of which it is %s sure. Now it is led to %s as the buses were led to ostriches, until the model is %s sure."
                    .formatted(
                        Wording.quoted(start.label()),
                        Wording.percent(start.probability()),
                        Wording.quoted(Subject.BUS),
                        Wording.percent(CONFIDENCE))),
            PictureSection.of(free, "Noise, changed as much as it takes"),
            PictureSection.of(
                near, "The same noise, no value changed by more than a tenth of the range")),
        free);
  }

  private AttackedPicture fool(Threat threat, String name, LongConsumer progress) {
    int[] shape = subject.model().inputShape();
    Batch noise =
        Fooling.noise(
            subject.model().bounds(), SEED, 1, Arrays.copyOfRange(shape, 1, shape.length));
    return Trial.run(
            subject.model(),
            subject.format(),
            new Fooling(threat.withGreyLevels(), STEPS, CONFIDENCE),
            GoalChoice.targeted(subject.model().label(Subject.BUS)),
            List.of(new Trial.Sample(name, noise)),
            out,
            progress)
        .pictures()
        .get(0);
  }
}
