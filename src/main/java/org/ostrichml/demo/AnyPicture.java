package org.ostrichml.demo;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.ostrichml.attack.Fgsm;
import org.ostrichml.attack.GoalChoice;
import org.ostrichml.attack.Pgd;
import org.ostrichml.attack.Threat;
import org.ostrichml.data.Bounds;
import org.ostrichml.evaluate.Proportion;
import org.ostrichml.evaluate.Verdict;
import org.ostrichml.report.AttackedPicture;
import org.ostrichml.report.PictureSection;
import org.ostrichml.report.ShellLine;
import org.ostrichml.report.Wording;
import org.ostrichml.report.page.Section;

/**
 * A4: it is not one lucky picture.
 *
 * @param subject a model and its pictures
 * @param out where pictures are saved
 */
record AnyPicture(Subject subject, Path out) implements Claim {
  private static final String FGSM = "FGSM";
  private static final int[] LEVELS = {1, 2, 4, 8, 16};
  private static final int BATCH = 8;
  private static final int SHOWN = 3;
  private static final double NEARLY_ALL = 0.9;

  /**
   * What was measured.
   *
   * @param fgsm the accuracy without and under FGSM
   * @param greyLevels the largest change of a value on the way to an ostrich
   * @param ostriches how many pictures became ostriches, of those that were none
   * @param pictures what became of each of them
   */
  record Figures(Accuracy fgsm, int greyLevels, Proportion ostriches, List<Verdict> pictures) {
    boolean hold() {
      return ostriches.share() >= NEARLY_ALL && lowest().share() < fgsm.clean().share() / 2;
    }

    private Proportion lowest() {
      List<Proportion> left = fgsm.left().get(FGSM);
      return left.get(left.size() - 1);
    }
  }

  @Override
  public String task() {
    return "every picture";
  }

  @Override
  public long steps() {
    long each = LEVELS.length + subject.sweep().steps();
    return each * subject.photos().size();
  }

  @Override
  public Finding check(LongConsumer progress) {
    Bounds bounds = subject.model().bounds();
    Budget budget = subject.sweep();
    float[] epsilons = new float[LEVELS.length];
    for (int i = 0; i < epsilons.length; i++) {
      epsilons[i] = new Budget(LEVELS[i], 1).epsilon(bounds);
    }
    Accuracy fgsm =
        Accuracy.measure(
            subject.model(),
            subject::data,
            Map.of(FGSM, new Fgsm(Threat.linf(epsilons[0]))),
            epsilons,
            progress);
    List<AttackedPicture> pictures = new ArrayList<>();
    List<Photo> photos = subject.photos();
    for (int from = 0; from < photos.size(); from += BATCH) {
      List<Photo> some = photos.subList(from, Math.min(from + BATCH, photos.size()));
      pictures.addAll(ostriches(some, budget, progress));
    }
    List<Verdict> verdicts = pictures.stream().map(AttackedPicture::verdict).toList();
    int fallen = (int) verdicts.stream().filter(Verdict::succeeded).count();
    Figures figures =
        new Figures(fgsm, budget.levels(), Proportion.of(fallen, verdicts.size()), verdicts);
    return new Finding(
        row(figures, budget, bounds),
        sections(figures, pictures.subList(0, Math.min(SHOWN, pictures.size())), bounds),
        pictures.get(0));
  }

  /** Leads those that are no ostriches already to being taken for one. */
  private List<AttackedPicture> ostriches(
      List<Photo> photos, Budget budget, LongConsumer progress) {
    int ostrich = subject.model().label(Subject.OSTRICH);
    List<Trial.Sample> samples =
        photos.stream()
            .filter(photo -> photo.label() != ostrich)
            .map(photo -> photo.sample(subject.format()))
            .toList();
    if (samples.isEmpty()) {
      return List.of();
    }
    return Trial.run(
            subject.model(),
            subject.format(),
            new Pgd(
                Threat.linf(budget.epsilon(subject.model().bounds())).withGreyLevels(),
                budget.steps()),
            GoalChoice.targeted(ostrich),
            samples,
            out.resolve("all-ostriches"),
            progress)
        .pictures();
  }

  private List<Section> sections(Figures figures, List<AttackedPicture> shown, Bounds bounds) {
    List<Section> sections = new ArrayList<>();
    sections.add(
        new Section.Paragraph(
            "First the crudest attack, one step of FGSM away from the right answer: how many of the pictures does the model still get right?"));
    sections.addAll(
        figures.fgsm.sections("Pictures still named rightly", "of 255", bounds.greyLevel()));
    sections.add(
        new Section.Paragraph(
            "Then each of them is led to be taken for an ostrich, changed by at most %d of 255: %d of %d were, as saved."
                .formatted(
                    figures.greyLevels, figures.ostriches.count(), figures.ostriches.total())));
    sections.add(
        new Section.Table(
            List.of("picture", "taken for before", "and after", "largest change"),
            figures.pictures.stream()
                .map(
                    verdict ->
                        List.of(
                            verdict.image(),
                            Wording.prediction(verdict.before().get(0)),
                            Wording.prediction(verdict.after().get(0)),
                            Wording.greyLevels(verdict.distance())))
                .toList()));
    shown.forEach(picture -> sections.add(PictureSection.of(picture, picture.verdict().image())));
    return sections;
  }

  private Finding.Row row(Figures figures, Budget budget, Bounds bounds) {
    String left =
        figures.fgsm.left().get(FGSM).stream()
            .map(share -> Wording.percent(share.share()))
            .collect(Collectors.joining(" / "));
    List<String> commands = new ArrayList<>();
    if (subject.images() != null) {
      List<String> evaluate = subject.pictureCommand("evaluate");
      evaluate.addAll(List.of("--data", subject.images().toString(), "--attack", "fgsm"));
      evaluate.addAll(List.of("--epsilon", budget.typed(bounds)));
      commands.add(ShellLine.of(evaluate));
    }
    List<String> attack =
        subject.attackCommand(
            subject.photos().stream().map(photo -> photo.file().getParent()).distinct().toList());
    attack.addAll(List.of("--target", Subject.OSTRICH, "--epsilon", budget.typed(bounds)));
    attack.addAll(List.of("--steps", String.valueOf(budget.steps())));
    commands.add(ShellLine.of(attack));
    return new Finding.Row(
        "A4",
        "It works with nearly any picture",
        "nearly any image",
        "FGSM leaves %s of %s at 1 / 2 / 4 / 8 / 16 of 255 (%d pictures); %d of %d become ostriches within %d of 255, as saved"
            .formatted(
                left,
                Wording.percent(figures.fgsm.clean().share()),
                figures.fgsm.clean().total(),
                figures.ostriches.count(),
                figures.ostriches.total(),
                figures.greyLevels),
        figures.hold(),
        commands,
        figures);
  }
}
