package org.ostrichml.model;

import java.util.List;
import org.ostrichml.graph.OpCatalog;
import org.tensorflow.Graph;
import org.tensorflow.Output;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.NodeDef;

/** Computes a local response normalization of float32 by a native kernel. */
record NativeNormalization(Graph graph, OpCatalog catalog) implements Fusion {
  @Override
  public boolean build(NodeDef node, List<Output<?>> inputs) {
    if (!node.getOp().equals("LRN") || inputs.get(0).dataType() != DataType.DT_FLOAT) {
      return false;
    }
    Nodes.build(
        catalog,
        graph.opBuilder(NativeKernels.LRN, node.getName(), graph.baseScope()),
        node.toBuilder().setOp(NativeKernels.LRN).removeAttr("T").build(),
        inputs);
    return true;
  }
}
