package org.ostrichml.demo;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.ostrichml.OstrichException;
import org.ostrichml.attack.Attack;
import org.ostrichml.attack.Fgsm;
import org.ostrichml.attack.GoalChoice;
import org.ostrichml.attack.Options;
import org.ostrichml.attack.Pgd;
import org.ostrichml.attack.Threat;
import org.ostrichml.data.Batch;
import org.ostrichml.data.DataSource;
import org.ostrichml.data.LabelledBatch;
import org.ostrichml.evaluate.DataChoice;
import org.ostrichml.evaluate.PictureFormat;
import org.ostrichml.evaluate.Prediction;
import org.ostrichml.evaluate.Verdict;
import org.ostrichml.model.Synsets;
import org.ostrichml.model.TargetModel;
import org.ostrichml.report.PictureSection;
import org.ostrichml.report.ShellLine;
import org.ostrichml.report.Wording;
import org.ostrichml.report.page.Section;

/**
 * A2: three layers that know digits lose nearly all of it to changes of 0.1, and a 5 becomes a 3.
 *
 * @param model of digits, from 0 to 1
 * @param folder where it is
 * @param data labelled digits: idx files, or a CSV file
 * @param out where pictures are saved
 */
record ThreeLayers(TargetModel model, Path folder, Path data, Path out) implements Claim {
  private static final float EPSILON = 0.1f;
  private static final float[] EPSILONS = {0.02f, 0.05f, EPSILON, 0.2f};
  private static final int STEPS = 40;
  private static final float SURE = 0.98f;
  private static final int FIVE = 5;
  private static final int THREE = 3;
  private static final String UNCLIPPED = "FGSM, unclipped";
  private static final String CLIPPED = "FGSM, clipped";
  private static final String ITERATED = "PGD, clipped";
  private static final double LEAST_CLEAN = 0.97;
  private static final double MOST_LEFT = 0.01;

  /**
   * What was measured.
   *
   * @param accuracy without and under attack
   * @param five what became of a 5
   */
  record Figures(Accuracy accuracy, Verdict five) {
    boolean hold() {
      return accuracy.clean().share() >= LEAST_CLEAN
          && accuracy.at(UNCLIPPED, EPSILON).share() < MOST_LEFT
          && accuracy.at(ITERATED, EPSILON).share() < MOST_LEFT
          && five.succeeded();
    }
  }

  @Override
  public String task() {
    return "digits";
  }

  @Override
  public long steps() {
    try (DataSource source = open(model, folder, data)) {
      return STEPS + (long) EPSILONS.length * source.size();
    }
  }

  /** The labelled digits; the caller closes them. */
  static DataSource open(TargetModel model, Path folder, Path data) {
    return new DataChoice(data, null, null, null)
        .open(model, Synsets.beside(folder, model.classes()), false);
  }

  /** The first 5 of which the model is sure. */
  private Batch five() {
    try (DataSource source = open(model, folder, data)) {
      while (true) {
        LabelledBatch next =
            source
                .next(1)
                .orElseThrow(
                    () ->
                        new OstrichException(
                            "In %s is no 5 of which the model is sure.".formatted(data)));
        if (next.labels()[0] == FIVE && model.predict(next.examples()).values()[FIVE] > SURE) {
          return next.examples();
        }
      }
    }
  }

  private Path original() {
    return out.resolve("digits/5.png");
  }

  @Override
  public Finding check(LongConsumer progress) {
    Threat threat = Threat.linf(EPSILON);
    Map<String, Attack> attacks = new LinkedHashMap<>();
    attacks.put(UNCLIPPED, new Fgsm(threat.withoutClip()));
    attacks.put(CLIPPED, new Fgsm(threat));
    attacks.put(
        ITERATED, new Pgd(threat, STEPS).withOptions(Options.DEFAULT.withRandomStart(0, 1)));
    Accuracy accuracy =
        Accuracy.measure(model, () -> open(model, folder, data), attacks, EPSILONS, progress);
    PictureFormat format = PictureFormat.of(model, false);
    Batch five = five();
    format.picture(five).write(original());
    Trial trial =
        Trial.run(
            model,
            format,
            new Pgd(threat.withGreyLevels(), STEPS),
            GoalChoice.targeted(THREE),
            List.of(new Trial.Sample("3", five)),
            original().getParent(),
            progress);
    Figures figures = new Figures(accuracy, trial.verdicts().get(0));
    List<Section> sections = new ArrayList<>();
    sections.add(
        new Section.Paragraph(
            "A small network of three fully connected layers reads handwritten digits of 28 by 28 pixels, black 0 and white 1. Here it is led from a 5 to a 3; no pixel changes by more than a tenth of the way from black to white."));
    sections.add(PictureSection.of(trial.pictures().get(0), "A 5 becomes a 3"));
    sections.add(
        new Section.Paragraph(
            "And this is what is left of its accuracy when every digit may be changed by so much. FGSM's formula as it stands leaves the range of colours that a picture can have (unclipped); most of its strength on digits is in that. Kept within the range (clipped) it does less, and many small steps (PGD, %d of them) do more."
                .formatted(STEPS)));
    sections.addAll(accuracy.sections("Digits still read right", "of 1", 1));
    return new Finding(row(figures), sections, trial.pictures().get(0));
  }

  private Finding.Row row(Figures figures) {
    Accuracy accuracy = figures.accuracy;
    Prediction before = figures.five.before().get(0);
    Prediction after = figures.five.after().get(0);
    return new Finding.Row(
        "A2",
        "Three layers that read digits fail under changes of 0.1, and a 5 becomes a 3",
        "97% right; under 1% after FGSM with epsilon 0.1",
        "%s of %,d digits right; left at 0.1: FGSM %s as its formula stands, %s clipped to pictures, PGD %s clipped; a %s (%s) becomes a %s (%s)"
            .formatted(
                Wording.percent(accuracy.clean().share()),
                accuracy.clean().total(),
                Wording.percent(accuracy.at(UNCLIPPED, EPSILON).share()),
                Wording.percent(accuracy.at(CLIPPED, EPSILON).share()),
                Wording.percent(accuracy.at(ITERATED, EPSILON).share()),
                before.label(),
                Wording.percent(before.probability()),
                after.label(),
                Wording.percent(after.probability())),
        figures.hold(),
        List.of(
            evaluate("fgsm", "--no-clip"),
            evaluate("fgsm,pgd"),
            ShellLine.of(
                List.of(
                    "./ostrich",
                    "attack",
                    "--model",
                    folder.toString(),
                    "--image",
                    original().toString(),
                    "--target",
                    "3",
                    "--epsilon",
                    "0.1"))),
        figures);
  }

  private String evaluate(String attacks, String... more) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "./ostrich",
                "evaluate",
                "--model",
                folder.toString(),
                "--data",
                data.toString(),
                "--attack",
                attacks,
                "--epsilon",
                "0.1"));
    words.addAll(List.of(more));
    return ShellLine.of(words);
  }
}
