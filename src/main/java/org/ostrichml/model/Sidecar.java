package org.ostrichml.model;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.ostrichml.OstrichException;
import org.ostrichml.data.Bounds;

/**
 * The file {@code ostrich.json} beside a model, which says what a SavedModel cannot: {@code
 * {"bounds": [-1, 1], "labels": "labels.txt", "crop": "centre", "signature": "..", "input": "..",
 * "inputShape": [-1, 60, 8], "output": "..", "colours": ["#70a0ff", ..]}}, each key optional.
 */
record Sidecar(
    Bounds bounds,
    Path labels,
    boolean cropCentre,
    String signature,
    String input,
    List<Long> inputShape,
    String output,
    List<Integer> colours) {
  private static final String FILE = "ostrich.json";
  private static final Sidecar EMPTY = new Sidecar(null, null, false, null, null, null, null, null);

  /** The keys as they stand in the file. */
  private record Keys(
      List<Float> bounds,
      String labels,
      String crop,
      String signature,
      String input,
      List<Long> inputShape,
      String output,
      List<String> colours) {}

  /** Reads the sidecar in {@code folder}, or gives an empty one where there is none of either. */
  static Sidecar beside(Path folder) {
    if (folder == null || !Files.exists(folder.resolve(FILE))) {
      return EMPTY;
    }
    Path file = folder.resolve(FILE);
    try {
      Keys keys = new Gson().fromJson(Files.readString(file), Keys.class);
      if (keys == null) {
        return EMPTY;
      }
      return new Sidecar(
          bounds(keys.bounds, file),
          keys.labels == null ? null : folder.resolve(keys.labels),
          "centre".equals(choice(keys.crop, file)),
          keys.signature,
          keys.input,
          keys.inputShape,
          keys.output,
          keys.colours == null ? null : Palette.parse(keys.colours, file));
    } catch (IOException | JsonParseException | NumberFormatException | InvalidPathException e) {
      throw new OstrichException(
          "%s cannot be read: %s Mend or remove it.".formatted(file, sentence(e)), e);
    }
  }

  /** What the caller chose, and what this says where the caller chose nothing. */
  ModelOptions complete(ModelOptions options) {
    ModelOptions.Place place = options.place();
    ModelOptions.Known known = options.known();
    return new ModelOptions(
        new ModelOptions.Place(
            place.tags(),
            either(place.signature(), signature),
            either(place.input(), input),
            either(place.output(), output),
            either(place.inputShape(), inputShape)),
        new ModelOptions.Known(
            either(known.bounds(), bounds), either(known.labels(), labels), known.wholeNumbers()),
        options.run());
  }

  private static <T> T either(T first, T second) {
    return first != null ? first : second;
  }

  private static Bounds bounds(List<Float> ends, Path file) {
    if (ends == null) {
      return null;
    }
    if (ends.size() != 2 || ends.contains(null)) {
      throw new OstrichException(file + ": \"bounds\" must be two numbers, as in [0, 1].");
    }
    try {
      return new Bounds(ends.get(0), ends.get(1));
    } catch (OstrichException e) {
      throw new OstrichException(file + ": " + e.getMessage(), e);
    }
  }

  private static String choice(String crop, Path file) {
    if (crop != null && !List.of("none", "centre").contains(crop)) {
      throw new OstrichException(file + ": \"crop\" must be \"none\" or \"centre\".");
    }
    return crop;
  }

  private static String sentence(Exception e) {
    return String.valueOf(e.getMessage())
            .lines()
            .findFirst()
            .orElse("")
            .replaceAll("^[\\w.]+Exception: |\\.$", "")
        + ".";
  }
}
