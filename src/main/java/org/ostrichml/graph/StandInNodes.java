package org.ostrichml.graph;

import static org.ostrichml.graph.VariableFreezer.type;

import com.google.protobuf.ByteString;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ostrichml.graph.StandIn.Curve;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;

/**
 * Writes stand-ins into a graph. Whoever read a tensor B reads the first output of {@code
 * IdentityN(StopGradient(B), g)} instead, which is B to the bit; the gradient there goes into g.
 */
public final class StandInNodes {
  /**
   * The attribute of an {@code IdentityN} that hands the gradient of its first output to g; it
   * holds the name of B.
   */
  public static final String NOTE = "_ostrich_stand_in";

  private final GraphDef.Builder graph;
  private final OpCatalog catalog;
  private final UniqueNames names = new UniqueNames();
  private final Map<String, NodeDef> nodes = new HashMap<>();
  private final Map<TensorName, TensorName> instead = new HashMap<>();

  private StandInNodes(GraphDef flat, OpCatalog catalog) {
    this.graph = flat.toBuilder().clearNode();
    this.catalog = catalog;
    for (NodeDef node : flat.getNodeList()) {
      names.of(node.getName());
      nodes.put(node.getName(), node);
    }
  }

  /** The graph with {@code steps} in it, by the tensors they stand in for. */
  static FunctionInliner.Inlined add(
      GraphDef flat, OpCatalog catalog, TensorName output, Map<TensorName, SmoothStep> steps) {
    StandInNodes writer = new StandInNodes(flat, catalog);
    for (TensorName tensor : steps.keySet()) {
      String name = writer.names.of(tensor.node() + "/stand_in");
      writer.instead.put(tensor, new TensorName(name, 0));
    }
    for (NodeDef node : flat.getNodeList()) {
      writer.graph.addNode(writer.rewired(node));
    }
    steps.forEach(writer::write);
    return new FunctionInliner.Inlined(writer.graph.build(), List.of(writer.read(output)));
  }

  private NodeDef rewired(NodeDef node) {
    NodeDef.Builder copy = node.toBuilder();
    for (int i = 0; i < node.getInputCount(); i++) {
      if (!TensorName.isControl(node.getInput(i))) {
        copy.setInput(i, read(TensorName.parse(node.getInput(i))).asInput());
      }
    }
    return copy.build();
  }

  /** What takes a tensor's place for its readers. */
  private TensorName read(TensorName tensor) {
    return instead.getOrDefault(tensor, tensor);
  }

  private void write(TensorName tensor, SmoothStep step) {
    String name = instead.get(tensor).node();
    DataType type = typeOf(tensor);
    TensorName smooth = smooth(name, step, type);
    TensorName exact = add("StopGradient", name + "/exact", type, tensor);
    AttrValue types =
        AttrValue.newBuilder()
            .setList(AttrValue.ListValue.newBuilder().addType(type).addType(type))
            .build();
    graph.addNode(
        NodeDef.newBuilder()
            .setName(name)
            .setOp("IdentityN")
            .addInput(exact.asInput())
            .addInput(smooth.asInput())
            .putAttr("T", types)
            .putAttr(
                NOTE, AttrValue.newBuilder().setS(ByteString.copyFromUtf8(tensor.node())).build()));
  }

  private TensorName smooth(String name, SmoothStep step, DataType type) {
    DataType own = typeOf(step.from().get(0));
    TensorName value = read(step.from().get(0));
    if (step.from().size() > 1) {
      value = add("Sub", name + "/difference", own, value, read(step.from().get(1)));
    }
    if (step.slope() != 1) {
      value = add("Mul", name + "/steep", own, value, number(name, step.slope(), own));
    }
    if (step.curve() != Curve.IDENTITY) {
      value = add(step.curve() == Curve.TANH ? "Tanh" : "Sigmoid", name + "/curve", own, value);
    }
    TensorName weight = cast(name, value, own, type);
    if (step.choice() == null) {
      return weight;
    }
    List<TensorName> choices = DataFlow.inputs(step.choice());
    TensorName no = read(choices.get(2));
    TensorName gap = add("Sub", name + "/gap", type, read(choices.get(1)), no);
    return add("AddV2", name + "/choice", type, no, add("Mul", name + "/part", type, weight, gap));
  }

  private TensorName number(String name, float value, DataType type) {
    TensorProto scalar =
        TensorProto.newBuilder()
            .setDtype(DataType.DT_FLOAT)
            .setTensorShape(TensorShapeProto.getDefaultInstance())
            .addFloatVal(value)
            .build();
    String constant = names.of(name + "/slope");
    graph.addNode(
        NodeDef.newBuilder()
            .setName(constant)
            .setOp("Const")
            .putAttr("dtype", type(DataType.DT_FLOAT))
            .putAttr("value", AttrValue.newBuilder().setTensor(scalar).build()));
    return cast(name, new TensorName(constant, 0), DataType.DT_FLOAT, type);
  }

  private TensorName cast(String name, TensorName value, DataType from, DataType to) {
    if (from == to) {
      return value;
    }
    String cast = names.of(name + "/cast");
    graph.addNode(
        NodeDef.newBuilder()
            .setName(cast)
            .setOp("Cast")
            .addInput(value.asInput())
            .putAttr("SrcT", type(from))
            .putAttr("DstT", type(to)));
    return new TensorName(cast, 0);
  }

  private TensorName add(String op, String name, DataType type, TensorName... inputs) {
    NodeDef.Builder node =
        NodeDef.newBuilder().setName(names.of(name)).setOp(op).putAttr("T", type(type));
    for (TensorName input : inputs) {
      node.addInput(input.asInput());
    }
    graph.addNode(node);
    return new TensorName(node.getName(), 0);
  }

  private DataType typeOf(TensorName tensor) {
    return catalog.outputType(nodes.get(tensor.node()), tensor.index());
  }
}
