package org.ostrichml.cli;

import java.nio.file.Path;
import org.ostrichml.OstrichException;
import org.ostrichml.data.Batch;
import org.ostrichml.data.Picture;
import org.ostrichml.evaluate.PictureFormat;
import org.ostrichml.view.Outline;
import org.ostrichml.view.Spread;
import org.ostrichml.view.Sticker.Place;
import picocli.CommandLine.Option;

/** What a sticker looks like, where it goes, and how far it strays. */
final class StickerArguments {
  private static final float USUAL_SIZE = 0.05f;

  @Option(
      names = "--mask",
      paramLabel = "FILE",
      description =
          "Where on every photo it goes, as glasses do: a picture of the photos' size, white where it covers them; grey edges are soft.")
  Path mask;

  @Option(
      names = "--size",
      paramLabel = "S",
      description =
          "The part of the photo that it covers, anywhere in it, where there is no --mask (default: 0.05).")
  private Fraction size;

  @Option(
      names = "--shape",
      defaultValue = "disc",
      paramLabel = "disc|square",
      description = "What it looks like there (default: ${DEFAULT-VALUE}).")
  private Outline outline;

  @Option(
      names = "--eot",
      defaultValue = "1",
      paramLabel = "N",
      description =
          "How many times a step shows each photo, each time straying as below; 0 keeps it where it is while it is looked for (default: ${DEFAULT-VALUE}).")
  int eot;

  @Option(
      names = "--shift",
      defaultValue = "0",
      paramLabel = "S",
      description = "How far it moves, in parts of the photo's sides (default: ${DEFAULT-VALUE}).")
  private Fraction shift;

  @Option(
      names = "--scale",
      defaultValue = "0",
      paramLabel = "S",
      description =
          "How much larger or smaller it gets: 0.1 is up to 1.1 times (default: ${DEFAULT-VALUE}).")
  private Fraction scale;

  @Option(
      names = "--rotation",
      defaultValue = "0",
      paramLabel = "DEGREES",
      description = "How far it turns, either way (default: ${DEFAULT-VALUE}).")
  private Fraction rotation;

  @Option(
      names = "--brightness",
      defaultValue = "0",
      paramLabel = "B",
      description =
          "How much lighter or darker it gets, in parts of the range (default: ${DEFAULT-VALUE}).")
  private Fraction brightness;

  @Option(
      names = "--contrast",
      defaultValue = "0",
      paramLabel = "C",
      description = "By what part its contrast grows or shrinks (default: ${DEFAULT-VALUE}).")
  private Fraction contrast;

  @Option(
      names = "--noise",
      defaultValue = "0",
      paramLabel = "S",
      description =
          "The standard deviation of noise, in parts of the range (default: ${DEFAULT-VALUE}).")
  private Fraction noise;

  /** Checks what depends on no model. */
  void check() {
    if (eot < 0) {
      throw new OstrichException("--eot is " + eot + ": give 0 or more.");
    }
    if (mask != null && size != null) {
      throw new OstrichException("Give --mask or --size, not both: the mask says how large it is.");
    }
  }

  /** The cover, [1, h, w, 1], on photos of this size. */
  Batch cover(PictureFormat format, Picture photo) {
    if (mask == null) {
      float part = size == null ? USUAL_SIZE : size.value();
      return outline.mask(part, photo.height(), photo.width());
    }
    Batch weights = format.mask(mask).weights();
    int[] shape = weights.shape();
    if (shape[1] != photo.height() || shape[2] != photo.width()) {
      throw new OstrichException(
          "%s has %dx%d pixels, and the photos %dx%d: draw the mask at their size."
              .formatted(mask, shape[2], shape[1], photo.width(), photo.height()));
    }
    return new Batch(weights.values(), 1, shape[1], shape[2], 1);
  }

  /** Where it goes. */
  Place place() {
    return mask == null ? Place.ANYWHERE : Place.MIDDLE;
  }

  /** How far it strays. */
  Spread spread() {
    return new Spread(
        shift.value(),
        scale.value(),
        rotation.value(),
        brightness.value(),
        contrast.value(),
        noise.value());
  }
}
