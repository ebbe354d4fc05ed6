package org.ostrichml.model;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tensorflow.Graph;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operation;
import org.tensorflow.OperationBuilder;
import org.tensorflow.Output;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.DataType;

/**
 * The weights of a graph's products and convolutions. Those that native kernels read are variables,
 * whose values lie in memory once; TensorFlow copies a constant's several times before it runs
 * anything, and once more for each set of tensors that is fetched. Its own kernels read constants
 * all the same, as oneDNN prepares only those beforehand. Owns the values until it is closed.
 */
final class Weights implements AutoCloseable {
  private static final String FOLDER = "ostrich/weights/";
  private static final String READ = "ReadVariableOp";

  private final Graph graph;
  private final Map<String, Tensor> values = new HashMap<>();
  private final Set<String> read = new LinkedHashSet<>();

  Weights(Graph graph) {
    this.graph = graph;
  }

  /** Whether a tensor may be what a native kernel multiplies with. */
  static boolean are(Tensor value) {
    Shape shape = value.shape();
    return value.dataType() == DataType.DT_FLOAT
        && (shape.numDimensions() == 2 || shape.numDimensions() == 4)
        && shape.size() > 0;
  }

  /** Adds weights under the name of a node, and owns their value from here on. */
  void add(String name, Tensor value) {
    values.put(name, value);
    Output<?> variable =
        op("VarHandleOp", FOLDER + name)
            .setAttr("dtype", value.dataType())
            .setAttr("shape", value.shape())
            .setAttr("shared_name", name)
            .build()
            .output(0);
    op(READ, name).addInput(variable).setAttr("dtype", value.dataType()).build();
  }

  /**
   * What a native kernel reads where a node reads a tensor: weights of ours or a constant, perhaps
   * behind identities; empty if it is neither.
   */
  Optional<Output<?>> of(Output<?> tensor) {
    String name = name(tensor);
    if (name == null) {
      return Nodes.constant(tensor).map(constant -> constant.output(0));
    }
    read.add(name);
    return Optional.of(graph.operation(name).output(0));
  }

  /** What TensorFlow's kernels read instead: the same tensor, unless it is weights of ours. */
  Output<?> constant(Output<?> tensor) {
    String name = name(tensor);
    if (name == null) {
      return tensor;
    }
    GraphOperation known = graph.operation(FOLDER + name + "/constant");
    return known != null
        ? known.output(0)
        : Constants.add(graph, FOLDER + name + "/constant", values.get(name));
  }

  /** The name of the weights that a tensor is, perhaps behind identities; null if it is none. */
  private String name(Output<?> tensor) {
    GraphOperation source = Nodes.source(tensor);
    return source.type().equals(READ) && values.containsKey(source.name()) ? source.name() : null;
  }

  /** Gives a session the values that are read. */
  void fill(Session session) {
    if (read.isEmpty()) {
      return;
    }
    Session.Runner runner = session.runner();
    for (String name : read) {
      Tensor value = values.get(name);
      Output<?> fed =
          op("Placeholder", FOLDER + name + "/fed")
              .setAttr("dtype", value.dataType())
              .build()
              .output(0);
      Operation assign =
          op("AssignVariableOp", FOLDER + name + "/assign")
              .addInput(graph.operation(FOLDER + name).output(0))
              .addInput(fed)
              .setAttr("dtype", value.dataType())
              .build();
      runner.feed(fed, value).addTarget(assign);
    }
    runner.run().close();
  }

  private OperationBuilder op(String type, String name) {
    return graph.opBuilder(type, name, graph.baseScope());
  }

  @Override
  public void close() {
    values.values().forEach(Tensor::close);
    values.clear();
  }
}
