package org.ostrichml.model;

import java.nio.file.Path;
import java.util.List;
import org.ostrichml.data.Bounds;
import org.ostrichml.graph.StandIn;

/**
 * What the caller knows better than the model's files, and what it is to run on. Every component
 * may be null: then the sidecar {@code ostrich.json} beside the model decides, and after it the
 * model itself.
 *
 * @param tags the tags of the meta graph, as in {@code [serve]}
 * @param signature the name of the signature
 * @param input an input of the signature, or any tensor of the graph as {@code node:index}
 * @param output an output of the signature, or any tensor of the graph as {@code node:index}
 * @param bounds the valid range of the input, in its own units
 * @param labels a text file with one label a line, by class index
 * @param inputShape the lengths of the input's axes, the batch first, -1 for one that stays free
 * @param engine what the model is to run on; null is {@link Engine#DEFAULT}
 * @param backward what takes the place of ops on the way back; null is nothing
 * @param seed what the model itself draws at random follows from it
 * @param wholeNumbers whether the input may be of whole numbers, as token ids are; it is fed as
 *     floats, exact up to 2^24, and has no gradient
 */
public record ModelOptions(
    List<String> tags,
    String signature,
    String input,
    String output,
    Bounds bounds,
    Path labels,
    List<Long> inputShape,
    Engine engine,
    List<StandIn> backward,
    long seed,
    boolean wholeNumbers) {

  /** Leaves nothing open that no file decides. */
  public ModelOptions {
    engine = engine == null ? Engine.DEFAULT : engine;
    backward = backward == null ? List.of() : List.copyOf(backward);
  }

  /** Nothing chosen. */
  public static ModelOptions defaults() {
    return new ModelOptions(null, null, null, null, null, null, null, null, null, 0, false);
  }

  /** These options with another signature. */
  public ModelOptions withSignature(String name) {
    return new ModelOptions(
        tags,
        name,
        input,
        output,
        bounds,
        labels,
        inputShape,
        engine,
        backward,
        seed,
        wholeNumbers);
  }

  /** These options with another input and output; null for the signature's own. */
  public ModelOptions withTensors(String inputName, String outputName) {
    return new ModelOptions(
        tags,
        signature,
        inputName,
        outputName,
        bounds,
        labels,
        inputShape,
        engine,
        backward,
        seed,
        wholeNumbers);
  }

  /** These options with other bounds. */
  public ModelOptions withBounds(Bounds range) {
    return new ModelOptions(
        tags,
        signature,
        input,
        output,
        range,
        labels,
        inputShape,
        engine,
        backward,
        seed,
        wholeNumbers);
  }

  /** These options with the labels in a file, one a line by class index. */
  public ModelOptions withLabels(Path file) {
    return new ModelOptions(
        tags,
        signature,
        input,
        output,
        bounds,
        file,
        inputShape,
        engine,
        backward,
        seed,
        wholeNumbers);
  }

  /** These options with an input of this shape, -1 for an axis that stays free. */
  public ModelOptions withInputShape(List<Long> axes) {
    return new ModelOptions(
        tags, signature, input, output, bounds, labels, axes, engine, backward, seed, wholeNumbers);
  }

  /** These options with something else to run on. */
  public ModelOptions withEngine(Engine other) {
    return new ModelOptions(
        tags,
        signature,
        input,
        output,
        bounds,
        labels,
        inputShape,
        other,
        backward,
        seed,
        wholeNumbers);
  }

  /**
   * These options with gradients that pass ops by what stands in for them; what the model puts out
   * stays the same to the bit.
   */
  public ModelOptions withBackward(List<StandIn> standIns) {
    return new ModelOptions(
        tags,
        signature,
        input,
        output,
        bounds,
        labels,
        inputShape,
        engine,
        standIns,
        seed,
        wholeNumbers);
  }

  /** These options with another seed of what the model itself draws at random. */
  public ModelOptions withSeed(long other) {
    return new ModelOptions(
        tags,
        signature,
        input,
        output,
        bounds,
        labels,
        inputShape,
        engine,
        backward,
        other,
        wholeNumbers);
  }

  /** These options for a model whose input may be of whole numbers. */
  public ModelOptions withWholeNumbers() {
    return new ModelOptions(
        tags, signature, input, output, bounds, labels, inputShape, engine, backward, seed, true);
  }
}
