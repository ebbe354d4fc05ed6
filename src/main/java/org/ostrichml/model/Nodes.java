package org.ostrichml.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ostrichml.graph.OpCatalog;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operation;
import org.tensorflow.OperationBuilder;
import org.tensorflow.Output;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.NodeDef;

/** Builds and reads single nodes. */
public final class Nodes {
  private Nodes() {}

  /**
   * Builds {@code node} with its attributes, left aside those that are for notes only.
   *
   * @param inputs all data inputs in order, the members of lists one by one
   */
  public static Operation build(
      OpCatalog catalog, OperationBuilder builder, NodeDef node, List<Output<?>> inputs) {
    int next = 0;
    for (int length : catalog.inputLengths(node)) {
      if (length < 0) {
        builder.addInput(inputs.get(next++));
      } else {
        builder.addInputList(inputs.subList(next, next + length).toArray(Output<?>[]::new));
        next += length;
      }
    }
    for (Map.Entry<String, AttrValue> attribute : node.getAttrMap().entrySet()) {
      if (!attribute.getKey().startsWith("_")) {
        builder.setAttr(attribute.getKey(), attribute.getValue());
      }
    }
    return builder.build();
  }

  /** The constant that a tensor is, perhaps through identities; empty if it is none. */
  public static Optional<GraphOperation> constant(Output<?> tensor) {
    return Optional.of(source(tensor)).filter(op -> op.type().equals("Const"));
  }

  /** The op that made a tensor, identities left aside. */
  static GraphOperation source(Output<?> tensor) {
    GraphOperation op = (GraphOperation) tensor.op();
    while (op.type().equals("Identity")) {
      op = (GraphOperation) op.input(0).op();
    }
    return op;
  }
}
