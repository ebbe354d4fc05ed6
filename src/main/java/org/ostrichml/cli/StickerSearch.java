package org.ostrichml.cli;

import org.ostrichml.attack.MomentumPgd;
import org.ostrichml.attack.Norm;
import org.ostrichml.attack.Options;
import org.ostrichml.attack.Threat;
import org.ostrichml.data.Bounds;
import org.ostrichml.objective.NonPrintability;
import org.ostrichml.objective.TotalVariation;
import picocli.CommandLine.Option;

/** How a sticker is looked for, and what it is to have little of. */
final class StickerSearch {
  /** Of the bounds' range. */
  private static final float USUAL_STEP = 0.005f;

  /** With steps by Adam, patches on a GoogLeNet got better and on a smaller Inception worse. */
  private static final float DECAY = 0.9f;

  @Option(
      names = "--steps",
      defaultValue = "480",
      paramLabel = "N",
      description = "How many steps (default: ${DEFAULT-VALUE}).")
  int steps;

  @Option(
      names = "--step-size",
      paramLabel = "S",
      description = "The size of a step, in input units (default: 1/200 of the range).")
  private Fraction stepSize;

  @Option(
      names = "--printable",
      defaultValue = "0",
      paramLabel = "W",
      description =
          "The weight of colours that no printer has, beside a photo's loss (default: ${DEFAULT-VALUE}).")
  private Fraction printable;

  @Option(
      names = "--smooth",
      defaultValue = "0",
      paramLabel = "W",
      description = "The weight of roughness, likewise (default: ${DEFAULT-VALUE}).")
  private Fraction smooth;

  /** How far a step goes, in input units. */
  float stepSize(Bounds bounds) {
    return stepSize == null ? USUAL_STEP * bounds.range() : stepSize.value();
  }

  /** The weight of colours that no printer has. */
  float printable() {
    return printable.value();
  }

  /** The weight of roughness. */
  float smooth() {
    return smooth.value();
  }

  /**
   * The attack.
   *
   * @param photos how many a step looks at, which is how many losses are summed
   */
  MomentumPgd attack(Bounds bounds, int photos) {
    Options options = Options.DEFAULT;
    if (smooth() > 0) {
      options = options.withPenalty(new TotalVariation(smooth() * photos, bounds.range()));
    }
    if (printable() > 0) {
      options =
          options.withPenalty(
              new NonPrintability(
                  printable() * photos,
                  NonPrintability.commonPrinter(),
                  bounds.lower(),
                  bounds.range()));
    }
    return MomentumPgd.momentum(Threat.unbounded(Norm.LINF), steps)
        .withRelativeStepSize(stepSize(bounds) / bounds.range())
        .withDecay(DECAY)
        .withOptions(options);
  }
}
