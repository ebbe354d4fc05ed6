package org.ostrichml;

import java.util.Map;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.OpDef;

/** Graphs written down node by node, for what no exporter makes. All tensors are float32. */
public final class Protos {
  private static final AttrValue FLOAT = AttrValue.newBuilder().setType(DataType.DT_FLOAT).build();

  private Protos() {}

  /** A node whose op has the type attribute T. */
  public static NodeDef node(String name, String op, String... inputs) {
    NodeDef.Builder node = NodeDef.newBuilder().setName(name).setOp(op).putAttr("T", FLOAT);
    for (String input : inputs) {
      node.addInput(input);
    }
    return node.build();
  }

  /** A placeholder. */
  public static NodeDef placeholder(String name) {
    return node(name, "Placeholder").toBuilder().removeAttr("T").putAttr("dtype", FLOAT).build();
  }

  /** A call as TF2 writes it. */
  public static NodeDef call(String name, String function, int outputs, String... inputs) {
    AttrValue.Builder callee = AttrValue.newBuilder();
    callee.getFuncBuilder().setName(function);
    return node(name, "StatefulPartitionedCall", inputs).toBuilder()
        .removeAttr("T")
        .putAttr("f", callee.build())
        .putAttr("Tin", floats(inputs.length))
        .putAttr("Tout", floats(outputs))
        .build();
  }

  /** The same node with the value of its attribute {@code T} given by the caller's {@code name}. */
  public static NodeDef generic(NodeDef node, String name) {
    return node.toBuilder()
        .putAttr("T", AttrValue.newBuilder().setPlaceholder(name).build())
        .build();
  }

  /**
   * A function.
   *
   * @param name its name, then the names of its arguments, parted by blanks
   * @param outputs its outputs, parted by blanks, each written {@code name=tensor}
   */
  public static FunctionDef function(String name, String outputs, NodeDef... nodes) {
    FunctionDef.Builder function = FunctionDef.newBuilder();
    OpDef.Builder signature = function.getSignatureBuilder();
    String[] words = name.split(" ");
    signature.setName(words[0]);
    for (int i = 1; i < words.length; i++) {
      signature.addInputArgBuilder().setName(words[i]).setType(DataType.DT_FLOAT);
    }
    for (String output : outputs.split(" ")) {
      String[] parts = output.split("=");
      signature.addOutputArgBuilder().setName(parts[0]).setType(DataType.DT_FLOAT);
      function.putRet(parts[0], parts[1]);
    }
    for (NodeDef node : nodes) {
      function.addNodeDef(node);
    }
    return function.build();
  }

  /** A graph of nodes that may call {@code functions}. */
  public static GraphDef graph(Iterable<FunctionDef> functions, NodeDef... nodes) {
    GraphDef.Builder graph = GraphDef.newBuilder();
    graph.getVersionsBuilder().setProducer(1882);
    graph.getLibraryBuilder().addAllFunction(functions);
    for (NodeDef node : nodes) {
      graph.addNode(node);
    }
    return graph.build();
  }

  /** A node with further attributes. */
  public static NodeDef with(NodeDef node, Map<String, AttrValue> attributes) {
    return node.toBuilder().putAllAttr(attributes).build();
  }

  private static AttrValue floats(int count) {
    AttrValue.Builder types = AttrValue.newBuilder();
    types.getListBuilder();
    for (int i = 0; i < count; i++) {
      types.getListBuilder().addType(DataType.DT_FLOAT);
    }
    return types.build();
  }
}
