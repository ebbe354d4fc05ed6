package org.ostrichml.model;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ostrichml.OstrichException;
import org.ostrichml.graph.InputCut;
import org.ostrichml.graph.InteriorTensors;
import org.ostrichml.graph.OpCatalog;
import org.ostrichml.graph.Pruner;
import org.ostrichml.graph.TensorName;
import org.tensorflow.Graph;
import org.tensorflow.Output;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;

/** Says which tensor inside a model can be attacked where its inputs cannot. */
final class InputOffer {
  private static final int NAMED = 6;
  private static final int PICTURE_AXES = 4;
  private static final Set<Long> CHANNELS = Set.of(1L, 3L);

  /** What the ops that read strings take them for. */
  private static final Map<String, String> READERS =
      Map.ofEntries(
          Map.entry("ParseExample", "serialized tf.Examples"),
          Map.entry("ParseExampleV2", "serialized tf.Examples"),
          Map.entry("ParseSingleExample", "a serialized tf.Example"),
          Map.entry("ParseSequenceExample", "serialized tf.SequenceExamples"),
          Map.entry("ParseSequenceExampleV2", "serialized tf.SequenceExamples"),
          Map.entry("ParseSingleSequenceExample", "a serialized tf.SequenceExample"),
          Map.entry("DecodeBase64", "base64"),
          Map.entry("DecodeJpeg", "JPEG files"),
          Map.entry("DecodeAndCropJpeg", "JPEG files"),
          Map.entry("DecodePng", "PNG files"),
          Map.entry("DecodeImage", "picture files"),
          Map.entry("DecodeRaw", "raw bytes"),
          Map.entry("DecodeCSV", "CSV records"));

  private final GraphDef needed;
  private final InteriorTensors.Found found;

  private InputOffer(GraphDef flat, OpCatalog catalog, TensorName output) {
    needed = Pruner.prune(flat, List.of(output));
    found = InteriorTensors.between(needed, catalog, output);
  }

  /**
   * The refusal of an input, with what to attack instead.
   *
   * @param problem what is wrong with the input, a sentence
   * @param flat the graph without calls, no input cut off
   */
  static OstrichException instead(
      String problem, GraphDef flat, OpCatalog catalog, TensorName output) {
    InputOffer offer = new InputOffer(flat, catalog, output);
    return new OstrichException(problem + offer.readers() + offer.remedy());
  }

  /** Which ops read strings, those in loops and branches included. */
  private String readers() {
    String readers =
        Stream.concat(
                needed.getNodeList().stream(),
                needed.getLibrary().getFunctionList().stream()
                    .flatMap(function -> function.getNodeDefList().stream()))
            .map(NodeDef::getOp)
            .filter(READERS::containsKey)
            .distinct()
            .map(op -> op + " (" + READERS.get(op) + ")")
            .collect(Collectors.joining(", "));
    return readers.isEmpty() ? "" : " Its strings are read by " + readers + ".";
  }

  private String remedy() {
    if (found.first().isEmpty()) {
      return " No float tensor between it and the output has a gradient, so there is nothing to attack: choose another output with --output.";
    }
    try (Graph shapes = new Graph()) {
      shapes.importGraphDef(needed);
      return remedy(shapes);
    } catch (TensorFlowException | IllegalArgumentException | UnsupportedOperationException e) {
      throw new OstrichException(
          "TensorFlow cannot load the graph: " + TensorFlowMessages.firstLine(e), e);
    }
  }

  private String remedy(Graph shapes) {
    List<TensorName> first = found.first();
    String floats =
        first.stream()
            .limit(NAMED)
            .map(tensor -> described(shapes.outputOrThrow(tensor.toString()), tensor))
            .collect(Collectors.joining(", ", "", first.size() > NAMED ? ", ..." : ""));
    if (!found.joined().isEmpty()) {
      TensorName best = best(shapes);
      String option = "--input " + described(shapes.outputOrThrow(best.toString()), best);
      return first.size() == 1
          ? " Attack the float tensor behind it: %s.".formatted(option)
          : " Its floats are %s. Attack the tensor they are joined into: %s."
              .formatted(floats, option);
    }
    return first.size() == 1
        ? " Its floats are %s, but the output depends on it in other ways too: choose an output that does not with --output, or export a signature that takes floats."
            .formatted(floats)
        : " Its floats are %s. The output needs them all, but one can be attacked: choose an output that needs one with --output, or export a signature that takes them as one tensor."
            .formatted(floats);
  }

  /** The first tensor that holds a batch of pictures; else the first whose axes are known. */
  private TensorName best(Graph shapes) {
    List<TensorName> joined = found.joined();
    Function<TensorName, Shape> shape = t -> shapes.outputOrThrow(t.toString()).shape();
    return joined.stream()
        .filter(tensor -> isPictures(shape.apply(tensor)))
        .findFirst()
        .or(() -> joined.stream().filter(t -> !shape.apply(t).isUnknown()).findFirst())
        .orElse(joined.get(0));
  }

  private static boolean isPictures(Shape shape) {
    return shape.numDimensions() == PICTURE_AXES
        && shape.get(1) > 0
        && shape.get(2) > 0
        && CHANNELS.contains(shape.get(PICTURE_AXES - 1));
  }

  private static String described(Output<?> tensor, TensorName name) {
    String shape =
        tensor.shape().isUnknown() ? "any shape" : Arrays.toString(tensor.shape().asArray());
    return "%s (%s %s)".formatted(name, InputCut.readable(tensor.dataType()), shape);
  }
}
