package org.ostrichml.model;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.ostrichml.graph.OpCatalog;
import org.tensorflow.GraphOperation;
import org.tensorflow.TensorFlow;
import org.tensorflow.proto.NodeDef;

/** The ops that TensorFlow has in this process, those of our own among them. */
public final class RegisteredOps {
  private static volatile CompletableFuture<OpCatalog> catalog =
      CompletableFuture.supplyAsync(RegisteredOps::withOurOwn);

  private RegisteredOps() {}

  private static OpCatalog withOurOwn() {
    NativeKernels.available(); // Loads them.
    return new OpCatalog(TensorFlow.registeredOpList());
  }

  /** Begins to load TensorFlow's library, which takes a while, and does not wait for it. */
  static void begin() {}

  /** A catalog of them. */
  static OpCatalog all() {
    try {
      return catalog.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof Error error) {
        throw error; // Memory that ran out, or a library that does not load.
      }
      throw e;
    }
  }

  /** A catalog with this type of op; a library may have brought it after the last look. */
  public static OpCatalog with(String type) {
    if (!all().knows(type)) {
      catalog = CompletableFuture.completedFuture(new OpCatalog(TensorFlow.registeredOpList()));
    }
    return all();
  }

  /** An op's type and attributes as a node that has no name and no inputs yet. */
  public static NodeDef.Builder node(GraphOperation op) {
    NodeDef.Builder node = NodeDef.newBuilder().setOp(op.type());
    for (String attribute : with(op.type()).attributes(op.type())) {
      node.putAttr(attribute, op.attributes().getAttrValueProto(attribute));
    }
    return node;
  }
}
