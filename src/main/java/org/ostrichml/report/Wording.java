package org.ostrichml.report;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.ostrichml.evaluate.Distance;
import org.ostrichml.evaluate.Prediction;

/** Results in words, the same wherever they appear. */
public final class Wording {
  private Wording() {}

  /** A class and how sure the model is: {@code ostrich 99.98%}. */
  public static String prediction(Prediction prediction) {
    return prediction.label() + " " + percent(prediction.probability());
  }

  /** Several, the most probable first. */
  public static String predictions(List<Prediction> predictions) {
    return predictions.stream().map(Wording::prediction).collect(Collectors.joining(", "));
  }

  /** A share of 1 in percent, with more digits near the ends. */
  public static String percent(double share) {
    return String.format(
        Locale.ROOT, share > 0.99 || share < 0.01 ? "%.2f%%" : "%.1f%%", 100 * share);
  }

  /** The largest change of a value: {@code 4.00 grey levels}. */
  public static String greyLevels(Distance distance) {
    return String.format(Locale.ROOT, "%.3g grey levels", distance.greyLevels());
  }

  /** A distance in grey levels and in input units. */
  public static String distance(Distance distance) {
    return String.format(
        Locale.ROOT,
        "L-infinity %s (%.4g in input units), L2 %.4g",
        greyLevels(distance),
        distance.linf(),
        distance.l2());
  }

  /** A name that stands out of a sentence. */
  public static String quoted(String name) {
    return "\u201c" + name + "\u201d";
  }

  /** The last name of a path, which says nothing of the machine it is on. */
  public static String fileName(String path) {
    Path name = Path.of(path).normalize().getFileName();
    return name == null || name.toString().isEmpty() ? path : name.toString();
  }

  /** How the figures of an evaluation are to be read. */
  public static String evaluation() {
    return "Epsilons ascend: what reached its goal at one counts, with that perturbation, at every larger one and is not attacked again there; passes and seconds are those of the whole curve. Robust is the share of all examples still taken for their label; success the share of the attacked ones that reached their goal, and distances (mean / median) are theirs.";
  }
}
