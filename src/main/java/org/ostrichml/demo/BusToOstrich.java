package org.ostrichml.demo;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.ostrichml.attack.GoalChoice;
import org.ostrichml.attack.Pgd;
import org.ostrichml.attack.Threat;
import org.ostrichml.data.Bounds;
import org.ostrichml.evaluate.Prediction;
import org.ostrichml.evaluate.Verdict;
import org.ostrichml.report.AttackedPicture;
import org.ostrichml.report.PictureSection;
import org.ostrichml.report.ShellLine;
import org.ostrichml.report.Wording;
import org.ostrichml.report.page.Section;

/**
 * A3: every school bus becomes an ostrich.
 *
 * @param subject a model and its pictures
 * @param out where pictures are saved
 */
record BusToOstrich(Subject subject, Path out) implements Claim {
  private static final float SURE = 0.98f;

  /**
   * What became of the buses within one budget.
   *
   * @param greyLevels the largest change of a value
   * @param steps how many steps were made
   * @param buses one for each
   */
  record Figures(int greyLevels, int steps, List<Verdict> buses) {
    boolean hold(int bus) {
      return buses.stream()
          .allMatch(
              each ->
                  each.before().get(0).index() == bus
                      && each.succeeded()
                      && each.after().get(0).probability() > SURE);
    }

    private String measured(int bus, int ostrich) {
      return "within %d of 255, %d of %d school buses (%s) become ostriches (%s)"
          .formatted(
              greyLevels,
              buses.stream().filter(Verdict::succeeded).count(),
              buses.size(),
              range(bus, buses.stream().map(Verdict::before).toList()),
              range(ostrich, buses.stream().map(Verdict::after).toList()));
    }

    /** How sure the model is of a class over several pictures, from the least to the most. */
    private static String range(int label, List<List<Prediction>> predictions) {
      List<String> shares =
          predictions.stream()
              .map(each -> each.stream().filter(p -> p.index() == label).findFirst())
              .map(p -> p.isPresent() ? p.get().probability() : 0f)
              .sorted()
              .map(Wording::percent)
              .distinct()
              .toList();
      String least = shares.get(0);
      String most = shares.get(shares.size() - 1);
      return least.equals(most) ? least : least + " to " + most;
    }
  }

  @Override
  public String task() {
    return "school bus to ostrich";
  }

  @Override
  public long steps() {
    return subject.budgets().stream().mapToLong(Budget::steps).sum() * subject.buses().size();
  }

  @Override
  public Finding check(LongConsumer progress) {
    List<Section> sections = new ArrayList<>();
    sections.add(
        new Section.Paragraph(
            "Instead of away from what it is, a picture can be led towards what it is not: step after step, each followed by another look at the gradient, and never farther from the original than a limit that nobody sees."));
    List<Figures> figures = new ArrayList<>();
    List<AttackedPicture> pictures = new ArrayList<>();
    List<String> commands = new ArrayList<>();
    Bounds bounds = subject.model().bounds();
    int bus = subject.model().label(Subject.BUS);
    int ostrich = subject.model().label(Subject.OSTRICH);
    for (Budget budget : subject.budgets()) {
      List<Photo> buses = subject.buses();
      Trial trial =
          Trial.run(
              subject.model(),
              subject.format(),
              new Pgd(Threat.linf(budget.epsilon(bounds)).withGreyLevels(), budget.steps()),
              GoalChoice.targeted(ostrich),
              buses.stream().map(each -> each.sample(subject.format())).toList(),
              out.resolve("ostriches-%d-of-255".formatted(budget.levels())),
              progress);
      figures.add(new Figures(budget.levels(), budget.steps(), trial.verdicts()));
      pictures.addAll(trial.pictures());
      trial
          .pictures()
          .forEach(
              picture ->
                  sections.add(
                      PictureSection.of(
                          picture,
                          "%s, changed by at most %d of 255"
                              .formatted(picture.verdict().image(), budget.levels()))));
      List<String> command = subject.attackCommand(buses.stream().map(Photo::file).toList());
      command.addAll(List.of("--target", Subject.OSTRICH, "--epsilon", budget.typed(bounds)));
      command.addAll(List.of("--steps", String.valueOf(budget.steps())));
      commands.add(ShellLine.of(command));
    }
    return new Finding(
        new Finding.Row(
            "A3",
            "A school bus becomes an ostrich by a change that nobody sees",
            "school bus 95% becomes ostrich, over 98%",
            figures.stream()
                    .map(each -> each.measured(bus, ostrich))
                    .collect(Collectors.joining("; "))
                + "; judged on the saved files",
            figures.stream().allMatch(each -> each.hold(bus)),
            commands,
            figures),
        sections,
        pictures.get(0));
  }
}
