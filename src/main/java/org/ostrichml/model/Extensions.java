package org.ostrichml.model;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.ostrichml.OstrichException;
import org.tensorflow.Graph;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.op.Ops;

/** What was added to a model's graph, each of it once, under a key that says what it computes. */
final class Extensions {
  private final Graph graph;
  private final Map<Object, Object> added = new HashMap<>();

  /** None yet. */
  Extensions(Graph graph) {
    this.graph = graph;
  }

  /** None yet, of the same graph: for another end of it. */
  Extensions ofAnotherEnd() {
    return new Extensions(graph);
  }

  /**
   * What {@code builder} adds; the first call for a {@code key} builds, later ones get what it
   * built.
   *
   * @throws OstrichException if TensorFlow refuses the ops for this graph
   */
  @SuppressWarnings("unchecked")
  <T> T add(Object key, Function<Ops, T> builder) {
    try {
      synchronized (graph) { // Other ends add to it too, and names are counted in it.
        return (T)
            added.computeIfAbsent(
                key, k -> builder.apply(Ops.create(graph).withSubScope("ostrich")));
      }
    } catch (TensorFlowException e) {
      throw new OstrichException(
          "TensorFlow cannot add a loss to this model: " + TensorFlowMessages.firstLine(e), e);
    }
  }
}
