package org.ostrichml.graph;

import static org.ostrichml.graph.VariableFreezer.type;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;

/**
 * Makes all that a model draws at random follow from one seed. Ops with a state of their own get
 * the seed and a number each. What a generator keeps in a variable would be frozen, and every run
 * draw the same: an op that draws its seed anew takes its place.
 */
public final class RandomSeeds {
  /** The attribute that has the seed. */
  private static final String SEED = "seed";

  /** The attribute that sets ops of one seed apart. */
  public static final String NUMBER = "seed2";

  private static final String GENERATOR = "RngReadAndSkip";

  /** As many integers as the longest state of a generator has. */
  private static final int STATE = 3;

  private final OpCatalog catalog;
  private final long seed;
  private final Map<String, NodeDef> nodes = new HashMap<>();
  private final GraphDef.Builder seeded;
  private final UniqueNames names = new UniqueNames();
  private long number;

  private RandomSeeds(GraphDef flat, OpCatalog catalog, long seed) {
    this.catalog = catalog;
    this.seed = seed;
    this.seeded = flat.toBuilder().clearNode();
    for (NodeDef node : flat.getNodeList()) {
      nodes.put(node.getName(), node);
      names.of(node.getName());
    }
  }

  /**
   * The same graph with seeds.
   *
   * @param flat a graph without calls and control flow, its variables not frozen yet
   */
  public static GraphDef set(GraphDef flat, OpCatalog catalog, long seed) {
    RandomSeeds pass = new RandomSeeds(flat, catalog, seed);
    flat.getNodeList().forEach(pass::add);
    return pass.seeded.build();
  }

  /** Whether ops of this type draw at random, each run anew. */
  public static boolean isDrawn(OpCatalog catalog, String type) {
    return catalog.knows(type) && catalog.attributes(type).containsAll(List.of(SEED, NUMBER));
  }

  private void add(NodeDef node) {
    if (isDrawn(catalog, node.getOp())) {
      seeded.addNode(numbered(node.toBuilder()));
    } else if (node.getOp().equals(GENERATOR)) {
      draw(node.getName(), DataType.DT_INT64, STATE);
    } else {
      seeded.addNode(node.getOp().startsWith("Stateless") ? unfrozen(node) : node);
    }
  }

  private NodeDef.Builder numbered(NodeDef.Builder node) {
    return node.putAttr(SEED, integer(seed)).putAttr(NUMBER, integer(++number));
  }

  private static AttrValue integer(long value) {
    return AttrValue.newBuilder().setI(value).build();
  }

  /** An op whose seed a variable holds gets one that is drawn. */
  private NodeDef unfrozen(NodeDef node) {
    int input = catalog.inputOffset(node, SEED);
    if (input < 0 || !dependsOnVariables(TensorName.parse(node.getInput(input)))) {
      return node;
    }
    TensorName read = TensorName.parse(node.getInput(input));
    DataType type = catalog.outputType(nodes.get(read.node()), read.index());
    String name = names.of(node.getName() + "/drawn_seed");
    draw(name, type, 2);
    return node.toBuilder().setInput(input, name).build();
  }

  private boolean dependsOnVariables(TensorName tensor) {
    Set<String> met = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(List.of(tensor.node()));
    while (!open.isEmpty()) {
      NodeDef node = nodes.get(open.remove());
      if (VariableFreezer.isVariable(node)) {
        return true;
      }
      if (met.add(node.getName())) {
        DataFlow.inputs(node).forEach(read -> open.add(read.node()));
      }
    }
    return false;
  }

  /** Adds a vector of integers of 0 or more, drawn anew in every run. */
  private void draw(String name, DataType type, int length) {
    String shape = constant(name + "/shape", DataType.DT_INT32, 1, length);
    String least = constant(name + "/least", type, 0, 0);
    String most = constant(name + "/most", type, 0, Integer.MAX_VALUE);
    seeded.addNode(
        numbered(
            NodeDef.newBuilder()
                .setName(name)
                .setOp("RandomUniformInt")
                .addAllInput(List.of(shape, least, most))
                .putAttr("T", type(DataType.DT_INT32))
                .putAttr("Tout", type(type))));
  }

  /** Adds a constant of one number: a scalar, or a vector. */
  private String constant(String wanted, DataType type, int axes, int value) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    for (int axis = 0; axis < axes; axis++) {
      shape.addDimBuilder().setSize(1);
    }
    TensorProto.Builder tensor = TensorProto.newBuilder().setDtype(type).setTensorShape(shape);
    String name = names.of(wanted);
    seeded.addNode(
        NodeDef.newBuilder()
            .setName(name)
            .setOp("Const")
            .putAttr("dtype", type(type))
            .putAttr(
                "value",
                AttrValue.newBuilder()
                    .setTensor(
                        type == DataType.DT_INT64
                            ? tensor.addInt64Val(value)
                            : tensor.addIntVal(value))
                    .build()));
    return name;
  }
}
