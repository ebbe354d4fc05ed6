package org.ostrichml.model;

import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.NodeDef;

/** Computes a local response normalization of float32 by a native kernel, where there is one. */
final class NativeNormalization {
  private NativeNormalization() {}

  /** The node with the op of our own, or as it is. */
  static NodeDef of(NodeDef node) {
    DataType type =
        node.getAttrOrDefault("T", AttrValue.newBuilder().setType(DataType.DT_FLOAT).build())
            .getType();
    return node.getOp().equals("LRN") && type == DataType.DT_FLOAT && NativeKernels.available()
        ? node.toBuilder().setOp(NativeKernels.LRN).removeAttr("T").build()
        : node;
  }
}
