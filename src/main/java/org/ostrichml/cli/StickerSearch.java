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
  /** How many photos with the sticker on them are shown in all where nobody says how many steps. */
  private static final int USUAL_SHOWN = 960;

  private static final int FEWEST_STEPS = 40;

  /** Of the bounds' range. */
  private static final float SMALLEST_STEP = 0.005f;

  /** How far all steps together go at least, in the bounds' range. */
  private static final float WAY = 1.2f;

  /** With steps by Adam, patches on a GoogLeNet got better and on a smaller Inception worse. */
  private static final float DECAY = 0.9f;

  @Option(
      names = "--steps",
      paramLabel = "N",
      description =
          "How many steps (default: as many as show 960 photos with it, those of --eot counted, but at least 40).")
  private Integer steps;

  @Option(
      names = "--step-size",
      paramLabel = "S",
      description =
          "The size of a step, in input units (default: 1.2 of the range in all steps together, each at least 0.005 of it).")
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

  /**
   * How many steps there are.
   *
   * @param shown how many photos a step shows
   */
  int steps(int shown) {
    return steps == null ? Math.max(FEWEST_STEPS, USUAL_SHOWN / shown) : steps;
  }

  /** How far a step goes, in input units. */
  float stepSize(Bounds bounds, int shown) {
    return stepSize == null
        ? Math.max(SMALLEST_STEP, WAY / Math.max(1, steps(shown))) * bounds.range()
        : stepSize.value();
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
   * @param shown how many photos a step shows, which is how many losses are summed
   */
  MomentumPgd attack(Bounds bounds, int shown) {
    Options options = Options.DEFAULT;
    if (smooth() > 0) {
      options = options.withPenalty(new TotalVariation(smooth() * shown, bounds.range()));
    }
    if (printable() > 0) {
      options =
          options.withPenalty(
              new NonPrintability(
                  printable() * shown,
                  NonPrintability.commonPrinter(),
                  bounds.lower(),
                  bounds.range()));
    }
    return MomentumPgd.momentum(Threat.unbounded(Norm.LINF), steps(shown))
        .withRelativeStepSize(stepSize(bounds, shown) / bounds.range())
        .withDecay(DECAY)
        .withOptions(options);
  }
}
