package org.ostrichml.model;

import java.util.Arrays;
import java.util.Iterator;
import org.ostrichml.OstrichException;
import org.tensorflow.Graph;
import org.tensorflow.GraphOperation;
import org.tensorflow.ndarray.Shape;

/** Tensors that no run should try to make. */
final class LargeTensors {
  private static final long LIMIT = 1L << 29;

  private LargeTensors() {}

  /**
   * Checks the tensors whose shapes are known before the graph runs.
   *
   * @throws OstrichException if one is too large, by the name of the node that makes it
   */
  static void check(Graph graph) {
    for (Iterator<GraphOperation> all = graph.operations(); all.hasNext(); ) {
      GraphOperation operation = all.next();
      for (int i = 0; i < operation.numOutputs(); i++) {
        Shape shape = operation.output(i).shape();
        if (!shape.hasUnknownDimension()
            && Arrays.stream(shape.asArray()).asDoubleStream().reduce(1, (a, b) -> a * b) > LIMIT) {
          throw new OstrichException(
              "Node '%s' (%s) makes a tensor of shape %s, which is too large. Choose an output before it with --output, or an input behind it with --input."
                  .formatted(operation.name(), operation.type(), shape));
        }
      }
    }
  }
}
