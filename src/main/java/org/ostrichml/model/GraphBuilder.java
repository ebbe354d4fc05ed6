package org.ostrichml.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.ostrichml.OstrichException;
import org.ostrichml.graph.ConstantPools;
import org.ostrichml.graph.ConvolutionFolder;
import org.ostrichml.graph.ConvolutionFolder.Folded;
import org.ostrichml.graph.InputCut;
import org.ostrichml.graph.LookupTables;
import org.ostrichml.graph.OpCatalog;
import org.ostrichml.graph.PaddingFolder;
import org.ostrichml.graph.TensorName;
import org.ostrichml.graph.TopologicalOrder;
import org.ostrichml.graph.VariableFreezer;
import org.ostrichml.model.SavedState.Entries;
import org.tensorflow.Graph;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operation;
import org.tensorflow.OperationBuilder;
import org.tensorflow.Output;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;

/**
 * Brings a prepared graph into TensorFlow node by node, so that no weight is ever held more than
 * twice: importing it as one message would make five copies of all.
 */
final class GraphBuilder implements AutoCloseable {
  /** The op that fills the lookup tables; there is none where there are no tables. */
  static final String FILL_TABLES = "ostrich_fill_tables";

  private static final String IDENTITY = "Identity";

  private final Graph graph;
  private final OpCatalog catalog;
  private final SavedState state;
  private final Folded model;
  private final Weights weights;
  private final boolean runsNative;
  private final List<Fusion> fusions;

  private GraphBuilder(Graph graph, OpCatalog catalog, Prepared prepared, boolean fuse) {
    this.graph = graph;
    this.catalog = catalog;
    this.state = prepared.state();
    this.model =
        fuse
            ? ConvolutionFolder.fold(
                PaddingFolder.fold(ConstantPools.rewrite(prepared.graph())), prepared.output())
            : new Folded(prepared.graph(), Map.of());
    this.weights = new Weights(graph);
    this.runsNative = fuse && NativeKernels.available();
    this.fusions = fuse ? fusions(new ReadCounts(model.graph())) : List.of();
  }

  /**
   * Adds {@code prepared}'s nodes to an empty graph, and what fills its tables. Until this is
   * closed, it can fill a session of the graph.
   *
   * @param fuse whether faster ops may take the place of several of the model's
   */
  static GraphBuilder build(Graph graph, OpCatalog catalog, Prepared prepared, boolean fuse) {
    GraphBuilder builder = new GraphBuilder(graph, catalog, prepared, fuse);
    try {
      builder.build();
      return builder;
    } catch (RuntimeException e) {
      builder.close();
      throw e;
    }
  }

  private List<Fusion> fusions(ReadCounts reads) {
    Fusion convolutions = new FusedConvolution(graph, reads);
    return runsNative
        ? List.of(
            convolutions,
            new NativeLayer(graph, reads, weights),
            new NativeNormalization(graph, catalog))
        : List.of(convolutions);
  }

  private void build() {
    List<NodeDef> others = new ArrayList<>();
    GraphDef.Builder start = model.graph().toBuilder().clearNode();
    for (NodeDef node : model.graph().getNodeList()) {
      if (node.getName().equals(InputCut.INPUT)) {
        start.addNode(node); // With it come the format's version and the functions.
      } else {
        others.add(node);
      }
    }
    graph.importGraphDef(start.build());
    TopologicalOrder.of(others).forEach(this::add);
    addFills(LookupTables.in(model.graph()));
    graph.baseScope().refreshNames(); // So that ops added later get names of their own.
  }

  /** Gives a session of the graph its weights, and fills its lookup tables. */
  void fill(Session session) {
    weights.fill(session);
    if (graph.operation(FILL_TABLES) != null) {
      session.runner().addTarget(FILL_TABLES).run().close();
    }
  }

  @Override
  public void close() {
    weights.close();
  }

  private void add(NodeDef node) {
    Tensor value = value(node);
    if (value != null) {
      addConstant(node.getName(), value);
      return;
    }
    List<Output<?>> inputs = new ArrayList<>();
    for (String input : node.getInputList()) {
      inputs.add(output(TensorName.parse(input), node));
    }
    if (fusions.stream().anyMatch(fusion -> fusion.build(node, inputs))) {
      return;
    }
    if (!node.getOp().equals(IDENTITY)) {
      inputs.replaceAll(weights::constant);
    }
    OperationBuilder operation = graph.opBuilder(node.getOp(), node.getName(), graph.baseScope());
    node.getAttrMap().forEach((name, attribute) -> keepNote(operation, name, attribute));
    Nodes.build(catalog, operation, node, inputs);
  }

  private void addConstant(String name, Tensor value) {
    if (runsNative && Weights.are(value)) {
      weights.add(name, value);
    } else {
      Constants.add(graph, name, value);
      value.close(); // Its copy in the graph is the only one from here on.
    }
  }

  /** The value of a constant that was a variable or is scaled; null for all other nodes. */
  private Tensor value(NodeDef node) {
    Tensor value = state.variable(variable(node));
    double[] scale = model.scales().get(node.getName());
    if (scale == null) {
      return value;
    }
    Tensor scaled = ScaledFilter.of(node, value, scale);
    if (value != null) {
      value.close();
    }
    return scaled;
  }

  /** Gradients are told by attributes that the op itself does not have. */
  private static void keepNote(OperationBuilder operation, String name, AttrValue attribute) {
    if (name.startsWith("_")) {
      operation.setAttr(name, attribute);
    }
  }

  private static String variable(NodeDef node) {
    return node.getAttrOrDefault(VariableFreezer.VARIABLE, AttrValue.getDefaultInstance())
        .getS()
        .toStringUtf8();
  }

  private Output<?> output(TensorName tensor, NodeDef reader) {
    GraphOperation source = graph.operation(tensor.node());
    if (source == null || tensor.index() >= source.numOutputs()) {
      throw new OstrichException(
          "The model is damaged: node '%s' reads '%s', which is not there or depends on it."
              .formatted(reader.getName(), tensor));
    }
    return source.output(tensor.index());
  }

  private void addFills(Collection<NodeDef> tables) {
    List<Operation> fills = new ArrayList<>();
    for (NodeDef table : tables) {
      String name = FILL_TABLES + "/" + table.getName();
      Entries entries = state.tables().get(table.getName());
      fills.add(
          graph
              .opBuilder(LookupTables.op("LookupTableImport", table), name, graph.baseScope())
              .addInput(graph.operationOrThrow(table.getName()).output(0))
              .addInput(Constants.add(graph, name + "/keys", entries.keys()))
              .addInput(Constants.add(graph, name + "/values", entries.values()))
              .build());
    }
    if (!fills.isEmpty()) {
      OperationBuilder all = graph.opBuilder("NoOp", FILL_TABLES, graph.baseScope());
      fills.forEach(all::addControlInput);
      all.build();
    }
  }
}
