package org.ostrichml.graph;

import org.tensorflow.proto.NodeDef;

/** What is known of the shapes of a graph's tensors before it runs. */
public interface ShapeInference {
  /** Takes in a node; the nodes it reads have come before it. */
  void add(NodeDef node);

  /** The shape of a tensor of a node that was added, -1 for an unknown axis; null if unknown. */
  long[] shape(TensorName tensor);
}
