package org.ostrichml.model;

import java.nio.file.Path;
import java.util.List;
import org.ostrichml.data.Bounds;
import org.ostrichml.graph.StandIn;

/**
 * What the caller knows better than the model's files, and what it is to run on. What is null is
 * open: then the sidecar {@code ostrich.json} beside the model decides, and after it the model
 * itself.
 *
 * @param place where in the model an attack works
 * @param known what the caller knows of the model
 * @param run how the model is to run
 */
public record ModelOptions(Place place, Known known, Run run) {

  /**
   * Where in a model an attack works; each component may be null.
   *
   * @param tags the tags of the meta graph, as in {@code [serve]}
   * @param signature the name of the signature
   * @param input an input of the signature, or any tensor of the graph as {@code node:index}
   * @param output an output of the signature, or any tensor of the graph as {@code node:index}
   * @param inputShape the lengths of the input's axes, the batch first, -1 for one that stays free
   */
  public record Place(
      List<String> tags, String signature, String input, String output, List<Long> inputShape) {}

  /**
   * What the caller knows of a model.
   *
   * @param bounds the valid range of the input, in its own units; may be null
   * @param labels a text file with one label a line, by class index; may be null
   * @param wholeNumbers whether the input may be of whole numbers, as token ids are; it is fed as
   *     floats, exact up to 2^24, and has no gradient
   */
  public record Known(Bounds bounds, Path labels, boolean wholeNumbers) {}

  /**
   * How a model is to run.
   *
   * @param engine what it is to run on; null is {@link Engine#DEFAULT}
   * @param backward what takes the place of ops on the way back; null is nothing
   * @param seed what the model itself draws at random follows from it
   */
  public record Run(Engine engine, List<StandIn> backward, long seed) {
    /** Leaves nothing open that no file decides. */
    public Run {
      engine = engine == null ? Engine.DEFAULT : engine;
      backward = backward == null ? List.of() : List.copyOf(backward);
    }
  }

  /** Nothing chosen. */
  public static ModelOptions defaults() {
    return new ModelOptions(
        new Place(null, null, null, null, null),
        new Known(null, null, false),
        new Run(null, null, 0));
  }

  /** These options at another place in the model. */
  public ModelOptions withPlace(Place other) {
    return new ModelOptions(other, known, run);
  }

  /** These options with another signature. */
  public ModelOptions withSignature(String name) {
    return withPlace(new Place(place.tags, name, place.input, place.output, place.inputShape));
  }

  /** These options with another input and output; null for the signature's own. */
  public ModelOptions withTensors(String input, String output) {
    return withPlace(new Place(place.tags, place.signature, input, output, place.inputShape));
  }

  /** These options with an input of this shape, -1 for an axis that stays free. */
  public ModelOptions withInputShape(List<Long> axes) {
    return withPlace(new Place(place.tags, place.signature, place.input, place.output, axes));
  }

  /** These options with other bounds. */
  public ModelOptions withBounds(Bounds range) {
    return with(new Known(range, known.labels, known.wholeNumbers));
  }

  /** These options with the labels in a file, one a line by class index. */
  public ModelOptions withLabels(Path file) {
    return with(new Known(known.bounds, file, known.wholeNumbers));
  }

  /** These options for a model whose input may be of whole numbers. */
  public ModelOptions withWholeNumbers() {
    return with(new Known(known.bounds, known.labels, true));
  }

  /** These options with something else to run on. */
  public ModelOptions withEngine(Engine other) {
    return with(new Run(other, run.backward, run.seed));
  }

  /**
   * These options with gradients that pass ops by what stands in for them; what the model puts out
   * stays the same to the bit.
   */
  public ModelOptions withBackward(List<StandIn> standIns) {
    return with(new Run(run.engine, standIns, run.seed));
  }

  /** These options with another seed of what the model itself draws at random. */
  public ModelOptions withSeed(long other) {
    return with(new Run(run.engine, run.backward, other));
  }

  private ModelOptions with(Known other) {
    return new ModelOptions(place, other, run);
  }

  private ModelOptions with(Run other) {
    return new ModelOptions(place, known, other);
  }
}
