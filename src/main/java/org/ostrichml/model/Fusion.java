package org.ostrichml.model;

import java.util.List;
import org.tensorflow.Output;
import org.tensorflow.proto.NodeDef;

/** Puts a faster op in the place of some of a model's. */
@FunctionalInterface
interface Fusion {
  /**
   * Builds its op under the name of a node, if that is one it knows.
   *
   * @param inputs what the node reads, in order
   * @return whether it did; if not, nothing was added
   */
  boolean build(NodeDef node, List<Output<?>> inputs);
}
