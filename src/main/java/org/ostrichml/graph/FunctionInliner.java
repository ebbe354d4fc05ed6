package org.ostrichml.graph;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ostrichml.OstrichException;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.OpDef;

/**
 * Replaces every call of a function by the function's body, to any depth. The flat graph computes
 * the same tensors; control dependencies on calls and on function arguments are dropped, which is
 * sound for a graph whose variables are about to be frozen.
 *
 * <p>Names: node {@code n} of the function that call {@code c} calls becomes {@code c/n}, with a
 * number added where that name is taken.
 */
public final class FunctionInliner {
  private static final int DEPTH_LIMIT = 2 * FunctionCalls.DEPTH_LIMIT;

  private final OpCatalog catalog;
  private final FunctionCalls calls;
  private final UniqueNames names = new UniqueNames();

  private FunctionInliner(OpCatalog catalog, GraphDef graph) {
    this.catalog = catalog;
    this.calls = new FunctionCalls(graph, catalog);
  }

  /**
   * A flat graph and where the asked-for tensors are in it.
   *
   * @param graph the graph without calls; its library is kept for control flow ops
   * @param tensors the tensors asked for, by their names in {@code graph}, in the order asked
   */
  public record Inlined(GraphDef graph, List<TensorName> tensors) {}

  /**
   * Inlines all calls of {@code graph}.
   *
   * @param tensors tensors of {@code graph} to find again in the result, outputs of calls included
   * @throws OstrichException if a tensor does not exist, a function is missing or calls itself, or
   *     the flat graph would be too large
   */
  public static Inlined inline(GraphDef graph, OpCatalog catalog, List<TensorName> tensors) {
    FunctionInliner inliner = new FunctionInliner(catalog, graph);
    inliner.calls.checkSize(graph.getNodeList());
    Scope top = inliner.new Scope(null, null, null, graph.getNodeList(), "");
    GraphDef.Builder flat = graph.toBuilder().clearNode();
    top.emit(flat);
    return new Inlined(flat.build(), tensors.stream().map(t -> top.tensor(t, 0)).toList());
  }

  /** One activation of a function, or the top level of the graph. */
  private final class Scope {
    private final Scope caller;
    private final NodeDef call;
    private final FunctionDef function;
    private final Map<String, NodeDef> body = new LinkedHashMap<>();
    private final Map<String, String> flatNames = new HashMap<>();
    private final Map<String, Scope> callees = new HashMap<>();
    private final Map<String, Integer> arguments = new HashMap<>();

    Scope(Scope caller, NodeDef call, FunctionDef function, List<NodeDef> nodes, String prefix) {
      this.caller = caller;
      this.call = call;
      this.function = function;
      if (function != null) {
        for (OpDef.ArgDef argument : function.getSignature().getInputArgList()) {
          arguments.put(argument.getName(), arguments.size());
        }
      }
      for (NodeDef node : nodes) {
        body.put(node.getName(), bound(node));
        flatNames.put(node.getName(), names.of(prefix + node.getName()));
      }
      for (NodeDef node : body.values()) {
        FunctionDef target = calls.target(node);
        if (target != null) {
          String inner = flatNames.get(node.getName()) + "/";
          callees.put(
              node.getName(), new Scope(this, node, target, target.getNodeDefList(), inner));
        }
      }
    }

    void emit(GraphDef.Builder flat) {
      for (NodeDef node : body.values()) {
        Scope callee = callees.get(node.getName());
        if (callee != null) {
          callee.emit(flat);
          continue;
        }
        NodeDef.Builder copy = node.toBuilder().setName(flatNames.get(node.getName())).clearInput();
        for (String input : node.getInputList()) {
          if (!TensorName.isControl(input)) {
            copy.addInput(resolve(input, 0).asInput());
          } else if (body.containsKey(input.substring(1))
              && !callees.containsKey(input.substring(1))) {
            copy.addInput("^" + flatNames.get(input.substring(1)));
          }
        }
        flat.addNode(copy);
      }
    }

    /** The node with the call's values for those of its attributes that stand for one of them. */
    private NodeDef bound(NodeDef node) {
      if (call == null) {
        return node;
      }
      Map<String, AttrValue> values =
          FunctionCalls.isByAttribute(call)
              ? call.getAttrOrThrow("f").getFunc().getAttrMap()
              : call.getAttrMap();
      NodeDef.Builder bound = node.toBuilder();
      for (Map.Entry<String, AttrValue> attribute : node.getAttrMap().entrySet()) {
        AttrValue value = values.get(attribute.getValue().getPlaceholder());
        if (value != null) {
          bound.putAttr(attribute.getKey(), value);
        }
      }
      return bound.build();
    }

    /** The flat tensor behind an input as this scope's nodes write it. */
    private TensorName resolve(String input, int depth) {
      if (function == null) {
        return tensor(TensorName.parse(input), depth);
      }
      String[] parts = input.split(":", -1);
      Integer argument = arguments.get(parts[0]);
      if (argument != null && parts.length <= 2) {
        return argument(argument, depth);
      }
      NodeDef node = body.get(parts[0]);
      if (node == null || parts.length < 2 || parts.length > 3) {
        throw damaged(input);
      }
      int index = parts.length == 3 ? parseIndex(parts[2], input) : 0;
      Scope callee = callees.get(parts[0]);
      if (callee == null) {
        return new TensorName(
            flatNames.get(parts[0]), catalog.outputOffset(node, parts[1]) + index);
      }
      return FunctionCalls.isByAttribute(node)
          ? callee.result(index, depth + 1)
          : callee.result(parts[1], depth + 1);
    }

    /** The flat tensor behind output {@code index} of one of this scope's nodes. */
    TensorName tensor(TensorName name, int depth) {
      if (!body.containsKey(name.node())) {
        throw caller == null
            ? new OstrichException(
                "The graph has no node called '%s': `ostrich inspect` lists what it has."
                    .formatted(name.node()))
            : damaged(name.toString());
      }
      Scope callee = callees.get(name.node());
      return callee == null
          ? new TensorName(flatNames.get(name.node()), name.index())
          : callee.result(name.index(), depth + 1);
    }

    private TensorName argument(int position, int depth) {
      if (position >= call.getInputCount() || TensorName.isControl(call.getInput(position))) {
        throw damaged("argument " + position + " of " + call.getName());
      }
      if (depth > DEPTH_LIMIT) {
        throw new OstrichException(
            "The model is damaged: the inputs of call '%s' depend on its own outputs."
                .formatted(call.getName()));
      }
      return caller.resolve(call.getInput(position), depth + 1);
    }

    private TensorName result(int index, int depth) {
      List<OpDef.ArgDef> outputs = function.getSignature().getOutputArgList();
      if (index >= outputs.size()) {
        throw damaged("output " + index + " of " + function.getSignature().getName());
      }
      return result(outputs.get(index).getName(), depth);
    }

    private TensorName result(String output, int depth) {
      String source = function.getRetMap().get(output);
      if (source == null) {
        throw damaged(output);
      }
      return resolve(source, depth);
    }

    private OstrichException damaged(String reference) {
      return new OstrichException(
          "The model is damaged: '%s' in function '%s' refers to nothing."
              .formatted(reference, function == null ? "main" : function.getSignature().getName()));
    }

    private int parseIndex(String text, String reference) {
      if (!text.matches("\\d{1,6}")) {
        throw damaged(reference);
      }
      return Integer.parseInt(text);
    }
  }
}
