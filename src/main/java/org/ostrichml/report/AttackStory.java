package org.ostrichml.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A run of an attack in plain sentences. */
final class AttackStory {
  private AttackStory() {}

  /** What the page is about. */
  static String lead(AttackReport report) {
    boolean one = report.pictures().size() == 1;
    return "An adversarial example is a picture changed on purpose, and ideally so little that people see what they saw before, while a model sees something else. This page shows what the attack %s did to %s, and what the model %s saw in %s before and after."
        .formatted(
            Wording.quoted(report.method()),
            one ? "one picture" : report.pictures().size() + " pictures",
            Wording.quoted(Wording.fileName(report.model())),
            one ? "it" : "each");
  }

  /** What was done, one paragraph each. */
  static List<String> of(AttackReport report) {
    List<String> story = new ArrayList<>();
    story.add(goal(report) + " " + budget(report) + " " + work(report));
    story.add(
        "Each result was saved as a PNG file, read back and shown to the model again: what this page says of it holds for the file. The percentages are how sure the model itself is, not how often it is right.");
    if (report.zeroGradients() > 0) {
      story.add(
          "For %d of the pictures all gradients were zero, so the attack learnt nothing from the model."
              .formatted(report.zeroGradients()));
    }
    if (!report.skipped().isEmpty()) {
      story.add(
          "Not attacked, because they were taken for the target already: "
              + String.join(", ", report.skipped().stream().map(Wording::fileName).toList())
              + ".");
    }
    if (!report.unreadable().isEmpty()) {
      story.add("%d files could not be read.".formatted(report.unreadable().size()));
    }
    return story;
  }

  private static String goal(AttackReport report) {
    if (report.target() == null) {
      return "The goal was that the model takes each picture for anything but what it took it for before.";
    }
    return report.targetIndex() == null
        ? "Each picture had a target class of its own, chosen as %s."
            .formatted(Wording.quoted(report.target()))
        : "The goal was that the model takes each picture for %s."
            .formatted(Wording.quoted(report.target()));
  }

  private static String budget(AttackReport report) {
    if (report.epsilon() == null) {
      return "The attack looked for the least change that reaches it, measured in the norm %s."
          .formatted(report.norm());
    }
    if (report.norm().equals("linf")) {
      return String.format(
          Locale.ROOT,
          "Every colour value might change by at most %s out of 255 (epsilon %.4g in input units, L-infinity).",
          greyLevels(report, report.epsilon()),
          report.epsilon());
    }
    return String.format(
        Locale.ROOT,
        "The whole change might be at most %.4g long (epsilon, in input units, norm %s).",
        report.epsilon(),
        report.norm());
  }

  private static String work(AttackReport report) {
    String size =
        report.stepSize() == null || !report.norm().equals("linf")
            ? ""
            : " of " + greyLevels(report, report.stepSize());
    return String.format(
        Locale.ROOT,
        "The attack made %s%s: %d forward and %d backward passes through the model for a picture at most, and %.1f seconds in all.%s%s",
        report.steps() == 1 ? "one step" : "up to %d steps".formatted(report.steps()),
        size,
        report.forwardPasses(),
        report.backwardPasses(),
        report.seconds(),
        report.seed() == null
            ? ""
            : " Random choices came from the seed %d.".formatted(report.seed()),
        report.clip() ? "" : " While it worked, values might leave the valid range.");
  }

  private static String greyLevels(AttackReport report, double units) {
    return String.format(Locale.ROOT, "%.3g grey levels", units / report.bounds().greyLevel());
  }
}
