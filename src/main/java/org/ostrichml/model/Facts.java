package org.ostrichml.model;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ostrichml.OstrichException;
import org.ostrichml.data.Bounds;

/**
 * What is known of a model beside its graph.
 *
 * @param signature the signature that is attacked, or null where input and output are named tensors
 * @param labels the names of the classes
 * @param colours the colours of the classes, {@code 0xRRGGBB}
 * @param bounds the range of valid inputs
 * @param boundsKnown whether the bounds were given, rather than assumed
 * @param cropCentre whether pictures are cropped to their central square
 * @param parameters the number of floating-point parameters
 * @param parameterBytes their size in bytes
 * @param device where it runs: {@link Device#CPU} or {@link Device#GPU}
 * @param random whether the graph draws at random
 * @param notes what was assumed, and what would be faster, one sentence each
 */
record Facts(
    String signature,
    Labels labels,
    List<Integer> colours,
    Bounds bounds,
    boolean boundsKnown,
    boolean cropCentre,
    long parameters,
    long parameterBytes,
    Device device,
    boolean random,
    List<String> notes) {

  /**
   * Gathers the facts of a model of {@code classes} classes.
   *
   * @param folder where labels may lie that nobody asked for; null if there is none
   * @param options what the caller chose, completed by the sidecar
   * @param device what came of the choice of one
   * @throws OstrichException if labels that were asked for cannot be read
   */
  static Facts of(
      Path folder,
      ModelOptions options,
      Device device,
      Sidecar sidecar,
      String signature,
      Prepared prepared,
      int classes) {
    List<String> notes = new ArrayList<>(prepared.notes());
    Labels labels = labels(folder, options.known().labels(), classes, notes);
    boolean boundsKnown = options.known().bounds() != null;
    if (!boundsKnown) {
      notes.add("The model does not say its input range: [0, 1] is assumed (--bounds to change).");
    }
    OneDnn.hint().ifPresent(notes::add);
    Devices.note(options.run().engine(), device).ifPresent(notes::add);
    return new Facts(
        signature,
        labels,
        colours(sidecar.colours(), classes, notes),
        boundsKnown ? options.known().bounds() : Bounds.UNIT,
        boundsKnown,
        sidecar.cropCentre(),
        prepared.parameters(),
        prepared.parameterBytes(),
        device,
        prepared.isRandom(),
        List.copyOf(notes));
  }

  /** The labels; those that only lie beside the model are left out, with a note, if they misfit. */
  private static Labels labels(Path folder, Path asked, int classes, List<String> notes) {
    if (asked != null) {
      return Labels.read(asked, classes);
    }
    if (folder == null || !Files.exists(folder.resolve("labels.txt"))) {
      return Labels.unnamed(classes);
    }
    try {
      return Labels.read(folder.resolve("labels.txt"), classes);
    } catch (OstrichException e) {
      notes.add("Labels ignored: " + e.getMessage());
      return Labels.unnamed(classes);
    }
  }

  /** The sidecar's colours; others, with a note, if they are not one for each class. */
  private static List<Integer> colours(List<Integer> given, int classes, List<String> notes) {
    if (given != null && given.size() == classes) {
      return given;
    }
    if (given != null) {
      notes.add(
          "Colours ignored: ostrich.json has %d of them, but the model has %d classes."
              .formatted(given.size(), classes));
    }
    return Palette.spread(classes);
  }
}
