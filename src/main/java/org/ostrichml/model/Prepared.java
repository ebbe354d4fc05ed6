package org.ostrichml.model;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ostrichml.OstrichException;
import org.ostrichml.graph.BackwardPass;
import org.ostrichml.graph.ControlFlow;
import org.ostrichml.graph.CustomGradients;
import org.ostrichml.graph.DefaultInputs;
import org.ostrichml.graph.FunctionInliner;
import org.ostrichml.graph.InputCut;
import org.ostrichml.graph.OpCatalog;
import org.ostrichml.graph.Pruner;
import org.ostrichml.graph.RandomSeeds;
import org.ostrichml.graph.RepeatedConstants;
import org.ostrichml.graph.StandIn;
import org.ostrichml.graph.StandInNodes;
import org.ostrichml.graph.TensorName;
import org.ostrichml.graph.VariableFreezer;
import org.tensorflow.Graph;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;

/**
 * A model's graph, made flat, frozen and pruned between one input and one output. Its input is the
 * placeholder {@link InputCut#INPUT}.
 *
 * @param graph the prepared graph; large constants that hold variables are without their elements
 * @param output the output tensor
 * @param state the values of the variables and the entries of the tables
 */
record Prepared(GraphDef graph, TensorName output, SavedState state) implements AutoCloseable {
  private static final String IDENTITY_N = "IdentityN";
  private static final int NAMED = 4;

  /**
   * Prepares the graph between {@code ports}; reads the variables through a session.
   *
   * @param options the type of the input, the lengths of its axes, and what runs that session
   */
  static Prepared of(
      ModelOrigin origin,
      MetaGraphDef metaGraph,
      Ports ports,
      ModelOptions options,
      OpCatalog catalog) {
    AssetNames.check(metaGraph);
    GraphDef saved =
        CustomGradients.attach(metaGraph.getGraphDef(), catalog, GradientCaptures.of(metaGraph));
    List<String> top = saved.getNodeList().stream().map(NodeDef::getName).toList();
    List<TensorName> known =
        Stream.of(ports.input(), ports.output())
            .filter(tensor -> tensor != null && top.contains(tensor.node()))
            .toList();
    FunctionInliner.Inlined flat = FunctionInliner.inline(saved, catalog, known);
    TensorName output = locate(flat, known, ports.output());
    if (ports.input() == null) {
      String problem =
          "Signature '%s' has no float input (it has: %s)."
              .formatted(ports.signature(), ports.inputs());
      throw InputOffer.instead(problem, flat.graph(), catalog, output);
    }
    TensorName input = locate(flat, known, ports.input());
    DataType type = catalog.outputType(node(flat.graph(), input), input.index());
    boolean whole = options.known().wholeNumbers() && InputCut.WHOLE.contains(type);
    if (!whole && !InputCut.FLOATING.contains(type)) {
      String problem =
          "Input '%s' is %s, which has no gradient."
              .formatted(ports.input(), InputCut.readable(type));
      throw InputOffer.instead(problem, flat.graph(), catalog, output);
    }
    TensorShapeProto shape = ports.shape() != null ? ports.shape() : shape(flat.graph(), input);
    GraphDef cut =
        InputCut.cut(
            flat.graph(), input, type, InputShape.fixed(shape, options.place().inputShape()));
    TensorName end = output.equals(input) ? new TensorName(InputCut.INPUT, 0) : output;
    TensorName start = new TensorName(InputCut.INPUT, 0);
    GraphDef needed = Pruner.prune(DefaultInputs.fix(cut), List.of(end, start));
    RepeatedConstants.check(needed);
    String others = otherInputs(needed);
    if (!others.isEmpty()) {
      String problem =
          "Beside '%s' the output depends on %s, which cannot be fed."
              .formatted(ports.input(), others);
      throw InputOffer.instead(problem, flat.graph(), catalog, output);
    }

    SavedState state = origin.state(metaGraph, needed, options.run().engine());
    try {
      return frozen(needed, catalog, List.of(end, start), state, options.run().seed())
          .with(options.run().backward(), input, flat.graph(), catalog);
    } catch (RuntimeException e) {
      state.close();
      throw e;
    }
  }

  private static Prepared frozen(
      GraphDef needed, OpCatalog catalog, List<TensorName> ends, SavedState state, long seed) {
    Map<String, TensorProto> values = state.values();
    FunctionInliner.Inlined ready = new FunctionInliner.Inlined(needed, ends);
    if (ControlFlow.isIn(needed)) {
      try (InferredShapes shapes = new InferredShapes(catalog)) {
        ready = ControlFlow.flatten(needed, catalog, ready.tensors(), values, shapes);
      }
    }
    GraphDef seeded = RandomSeeds.set(ready.graph(), catalog, seed);
    GraphDef frozen = VariableFreezer.freeze(seeded, values);
    return new Prepared(Pruner.prune(frozen, ready.tensors()), ready.tensors().get(0), state);
  }

  /**
   * This with stand-ins on the way back.
   *
   * @param input the tensor whose place the input took
   * @param whole the graph before it was pruned
   */
  private Prepared with(
      List<StandIn> standIns, TensorName input, GraphDef whole, OpCatalog catalog) {
    if (standIns.isEmpty()) {
      return this;
    }
    try (InferredShapes shapes = new InferredShapes(catalog)) {
      FunctionInliner.Inlined replaced =
          BackwardPass.replace(
              graph, catalog, output, input, standIns, whole.getNodeList(), shapes);
      return new Prepared(replaced.graph(), replaced.tensors().get(0), state);
    }
  }

  /** Frees what was read of variables and tables. */
  @Override
  public void close() {
    state.close();
  }

  /** What may make gradients differ from what the model's author meant, one sentence each. */
  List<String> notes() {
    Stream<String> unknown =
        identities(CustomGradients.TYPE)
            .filter(node -> !node.containsAttr(CustomGradients.FUNCTION))
            .map(NodeDef::getName)
            .map(
                "Node '%s' has a custom gradient that the model does not hold: gradients pass it unchanged."
                    ::formatted);
    List<String> replaced =
        identities(StandInNodes.NOTE)
            .map(node -> node.getAttrOrThrow(StandInNodes.NOTE).getS().toStringUtf8())
            .toList();
    Stream<String> passed =
        Stream.of(replaced)
            .filter(names -> !names.isEmpty())
            .map(
                names ->
                    "On the way back something smooth stands in for %s%s."
                        .formatted(
                            String.join(", ", names.subList(0, Math.min(NAMED, names.size()))),
                            names.size() > NAMED
                                ? " and %d more".formatted(names.size() - NAMED)
                                : ""));
    return Stream.concat(unknown, passed).toList();
  }

  /** The {@code IdentityN}s with an attribute. */
  private Stream<NodeDef> identities(String attribute) {
    return graph.getNodeList().stream()
        .filter(node -> node.getOp().equals(IDENTITY_N))
        .filter(node -> node.containsAttr(attribute));
  }

  /** Whether two runs may differ. */
  boolean isRandom() {
    return graph.getNodeList().stream()
        .anyMatch(node -> RandomSeeds.isDrawn(RegisteredOps.all(), node.getOp()));
  }

  /** The number of floating-point values in the graph's constants. */
  long parameters() {
    return constants().mapToLong(Prepared::elements).sum();
  }

  /** The bytes of the graph's floating-point constants. */
  long parameterBytes() {
    return constants().mapToLong(value -> elements(value) * bytes(value.getDtype())).sum();
  }

  private Stream<TensorProto> constants() {
    return graph.getNodeList().stream()
        .filter(node -> node.getOp().equals("Const"))
        .filter(node -> node.containsAttr(VariableFreezer.VARIABLE) || isWritten(node))
        .map(Prepared::value)
        .filter(value -> InputCut.FLOATING.contains(value.getDtype()));
  }

  /** Whether a constant is written element by element, and not as one that fills it. */
  private static boolean isWritten(NodeDef constant) {
    return !value(constant).getTensorContent().isEmpty();
  }

  private static TensorProto value(NodeDef constant) {
    return constant.getAttrOrDefault("value", AttrValue.getDefaultInstance()).getTensor();
  }

  private static int bytes(DataType type) {
    return switch (type) {
      case DT_DOUBLE -> Double.BYTES;
      case DT_FLOAT -> Float.BYTES;
      default -> Short.BYTES;
    };
  }

  private static long elements(TensorProto value) {
    return value.getTensorShape().getDimList().stream()
        .mapToLong(TensorShapeProto.Dim::getSize)
        .reduce(1, (a, b) -> a * b);
  }

  /** Where a tensor of the saved graph, or of the flat one, is in the flat one. */
  private static TensorName locate(
      FunctionInliner.Inlined flat, List<TensorName> known, TensorName wanted) {
    TensorName found = known.contains(wanted) ? flat.tensors().get(known.indexOf(wanted)) : wanted;
    node(flat.graph(), found);
    return found;
  }

  private static NodeDef node(GraphDef graph, TensorName tensor) {
    return graph.getNodeList().stream()
        .filter(node -> node.getName().equals(tensor.node()))
        .findFirst()
        .orElseThrow(
            () ->
                new OstrichException(
                    "The graph has no tensor '%s': `ostrich inspect` lists what it has."
                        .formatted(tensor)));
  }

  /** The shape TensorFlow infers for a tensor. */
  private static TensorShapeProto shape(GraphDef graph, TensorName tensor) {
    GraphDef needed = Pruner.prune(graph, List.of(tensor));
    RepeatedConstants.check(needed);
    try (Graph inferred = new Graph()) {
      inferred.importGraphDef(needed);
      return Tensors.proto(inferred.outputOrThrow(tensor.toString()).shape());
    } catch (TensorFlowException | IllegalArgumentException | UnsupportedOperationException e) {
      throw new OstrichException(
          "TensorFlow cannot load the graph: " + TensorFlowMessages.firstLine(e), e);
    }
  }

  /** The inputs beside the one that is attacked. */
  private static String otherInputs(GraphDef graph) {
    return graph.getNodeList().stream()
        .filter(node -> node.getOp().equals("Placeholder"))
        .map(NodeDef::getName)
        .filter(name -> !name.equals(InputCut.INPUT))
        .collect(Collectors.joining(", "));
  }
}
