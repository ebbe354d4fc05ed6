package org.ostrichml.graph;

import com.google.protobuf.ByteString;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ostrichml.OstrichException;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;

/**
 * Turns variables into constants: reads and gathers of resource variables ({@code VarHandleOp},
 * TF2) and reference variables ({@code VariableV2}, TF1) alike.
 */
public final class VariableFreezer {
  /** The attribute that tells of which variable a constant holds the value. */
  public static final String VARIABLE = "_variable";

  private static final Set<String> REFERENCE = Set.of("Variable", "VariableV2");
  private static final Set<String> RESOURCE = Set.of("VarHandleOp");
  private static final Set<String> READS =
      Set.of("ReadVariableOp", "ResourceGather", "ResourceGatherNd");

  private final Map<String, NodeDef> nodes = new HashMap<>();

  private VariableFreezer(GraphDef graph) {
    graph.getNodeList().forEach(node -> nodes.put(node.getName(), node));
  }

  /** Whether this node holds a variable by handle, so that its value is read by another op. */
  public static boolean isResource(NodeDef node) {
    return RESOURCE.contains(node.getOp());
  }

  /** Whether this node is a variable, or holds one by handle. */
  static boolean isVariable(NodeDef node) {
    return isResource(node) || REFERENCE.contains(node.getOp());
  }

  /** The variables of a flat graph, in its order. */
  public static Collection<NodeDef> variables(GraphDef graph) {
    return graph.getNodeList().stream().filter(VariableFreezer::isVariable).toList();
  }

  /**
   * The same graph with constants where variables were read.
   *
   * @param graph a flat graph
   * @param values the value of each variable, by the name of its node; its elements may be left
   *     out, the constant then has none
   * @throws OstrichException if a variable that is read has no value, or its handle goes elsewhere
   *     than into a read (into a branch of {@code If}, for example)
   */
  public static GraphDef freeze(GraphDef graph, Map<String, TensorProto> values) {
    VariableFreezer freezer = new VariableFreezer(graph);
    GraphDef.Builder frozen = graph.toBuilder().clearNode();
    Set<String> written = new LinkedHashSet<>();
    for (NodeDef node : graph.getNodeList()) {
      if (REFERENCE.contains(node.getOp())) {
        frozen.addNode(constant(node.getName(), values, node.getName()));
      } else if (READS.contains(node.getOp())) {
        String variable = freezer.handle(node);
        TensorProto value = value(values, variable);
        String name = variable + "/value";
        if (written.add(name)) {
          frozen.addNode(constant(name, values, variable));
        }
        frozen.addAllNode(read(node, name, value.getDtype()));
      } else {
        freezer.refuseHandles(node);
        frozen.addNode(node);
      }
    }
    return frozen.build();
  }

  /** The nodes that read a constant as {@code node} read the variable. */
  private static List<NodeDef> read(NodeDef node, String constant, DataType type) {
    NodeDef.Builder read = NodeDef.newBuilder().setName(node.getName()).addInput(constant);
    if (node.getOp().equals("ReadVariableOp")) {
      return List.of(read.setOp("Identity").putAttr("T", type(type)).build());
    }
    read.addInput(node.getInput(1))
        .putAttr("Tparams", type(type))
        .putAttr("Tindices", node.getAttrOrThrow("Tindices"));
    if (node.getOp().equals("ResourceGatherNd")) {
      return List.of(read.setOp("GatherNd").build());
    }
    AttrValue batchDims =
        node.getAttrOrDefault("batch_dims", AttrValue.newBuilder().setI(0).build());
    String axis = node.getName() + "/axis";
    TensorProto value =
        TensorProto.newBuilder()
            .setDtype(DataType.DT_INT32)
            .setTensorShape(TensorShapeProto.getDefaultInstance())
            .addIntVal((int) batchDims.getI())
            .build();
    return List.of(
        constant(axis, value),
        read.setOp("GatherV2")
            .addInput(axis)
            .putAttr("Taxis", type(DataType.DT_INT32))
            .putAttr("batch_dims", batchDims)
            .build());
  }

  private void refuseHandles(NodeDef node) {
    for (String input : node.getInputList()) {
      NodeDef source = nodes.get(TensorName.parse(input).node());
      if (source != null && isResource(source) && !node.getOp().equals("Identity")) {
        throw new OstrichException(
            "Op '%s' (node '%s') uses the variable '%s' other than by reading it, which is not supported. Choose an output before it with --output, or an input behind it with --input."
                .formatted(node.getOp(), node.getName(), source.getName()));
      }
    }
  }

  /** The VarHandleOp whose variable {@code read} reads. */
  private String handle(NodeDef read) {
    NodeDef node = read;
    for (int hops = 0; hops <= nodes.size(); hops++) {
      if (node == null || node.getInputCount() == 0) {
        break;
      }
      node = nodes.get(TensorName.parse(node.getInput(0)).node());
      if (node != null && isResource(node)) {
        return node.getName();
      }
      if (node == null || !node.getOp().equals("Identity")) {
        break;
      }
    }
    throw new OstrichException(
        "Node '%s' reads a variable by a handle that is no variable of the model (%s)."
            .formatted(read.getName(), node == null ? "missing" : node.getOp()));
  }

  private static TensorProto value(Map<String, TensorProto> values, String variable) {
    TensorProto value = values.get(variable);
    if (value == null) {
      throw new OstrichException("The variable '" + variable + "' has no value.");
    }
    return value;
  }

  private static NodeDef constant(String name, Map<String, TensorProto> values, String variable) {
    return constant(name, value(values, variable)).toBuilder()
        .putAttr(VARIABLE, AttrValue.newBuilder().setS(ByteString.copyFromUtf8(variable)).build())
        .build();
  }

  private static NodeDef constant(String name, TensorProto value) {
    return NodeDef.newBuilder()
        .setName(name)
        .setOp("Const")
        .putAttr("dtype", type(value.getDtype()))
        .putAttr("value", AttrValue.newBuilder().setTensor(value).build())
        .build();
  }

  static AttrValue type(DataType type) {
    if (type == DataType.UNRECOGNIZED) {
      throw new OstrichException("The model is damaged: it has a tensor of no known type.");
    }
    return AttrValue.newBuilder().setType(type).build();
  }
}
