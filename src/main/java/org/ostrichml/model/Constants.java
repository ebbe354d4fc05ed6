package org.ostrichml.model;

import java.util.function.UnaryOperator;
import org.ostrichml.data.Batch;
import org.tensorflow.Graph;
import org.tensorflow.GraphOperation;
import org.tensorflow.Output;
import org.tensorflow.Tensor;
import org.tensorflow.types.TFloat32;

/** Adds constants to a graph under names that are known beforehand. */
public final class Constants {
  private Constants() {}

  /**
   * What {@code how} makes of a float32 constant. It stands in the graph once, however often it is
   * asked for.
   *
   * @param kind which of the constants that are made from this one
   */
  public static Output<?> from(GraphOperation constant, String kind, UnaryOperator<Batch> how) {
    Graph graph = constant.env();
    String name = "ostrich/" + kind + "/" + constant.name();
    GraphOperation known = graph.operation(name);
    if (known != null) {
      return known.output(0);
    }
    try (Tensor value = constant.attributes().getAttrTensor("value")) {
      return add(graph, name, how.apply(Tensors.batch(value)));
    }
  }

  /** Adds zeros for a node, [length], which are its bias where it has none of its own. */
  static Output<?> zeros(Graph graph, String node, int length) {
    return add(graph, "ostrich/zeros/" + node, new Batch(new float[length], length));
  }

  private static Output<?> add(Graph graph, String name, Batch value) {
    try (TFloat32 tensor = Tensors.of(value)) {
      return add(graph, name, tensor);
    }
  }

  /** Adds a constant; the graph has a copy of {@code value}. */
  static Output<?> add(Graph graph, String name, Tensor value) {
    return graph
        .opBuilder("Const", name, graph.baseScope())
        .setAttr("dtype", value.dataType())
        .setAttr("value", value)
        .build()
        .output(0);
  }
}
