package org.ostrichml.graph;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.FunctionDefLibrary;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NameAttrList;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.OpDef;
import org.tensorflow.proto.RegisteredGradient;

/**
 * Ties the gradients that a model brings along to the ops they belong to.
 *
 * <p>{@code tf.custom_gradient} leaves an {@code IdentityN} of the results and the arguments, whose
 * attribute {@code _gradient_op_type} names a gradient. A SavedModel may hold the function that
 * computes it, from the gradients at the results and from tensors it captured of the forward
 * function. After this pass the {@code IdentityN} reads those tensors too, as further inputs, so
 * that they survive inlining and pruning, and says which function to call.
 */
public final class CustomGradients {
  /** Attribute: the function that computes the gradient. */
  public static final String FUNCTION = "_ostrich_gradient";

  /** Attribute: the types of that function's results. */
  public static final String RESULTS = "_ostrich_gradient_results";

  /** Attribute: how many inputs the op had before the captured ones. */
  public static final String INPUTS = "_ostrich_gradient_inputs";

  /** All three, which a copy of such an op needs too. */
  public static final List<String> NOTES = List.of(FUNCTION, RESULTS, INPUTS);

  /** Attribute that TensorFlow gives an op with a gradient of its own. */
  public static final String TYPE = "_gradient_op_type";

  private final OpCatalog catalog;
  private final Map<String, List<String>> captures;
  private final Map<String, FunctionDef> gradients = new HashMap<>();

  private CustomGradients(
      FunctionDefLibrary library, OpCatalog catalog, Map<String, List<String>> captures) {
    this.catalog = catalog;
    this.captures = captures;
    Map<String, FunctionDef> functions =
        library.getFunctionList().stream()
            .collect(Collectors.toMap(f -> f.getSignature().getName(), f -> f, (a, b) -> a));
    for (RegisteredGradient gradient : library.getRegisteredGradientsList()) {
      FunctionDef function = functions.get(gradient.getGradientFunc());
      if (function != null) {
        gradients.put(gradient.getRegisteredOpType(), function);
      }
    }
  }

  /**
   * The same graph with each known gradient tied to its op.
   *
   * @param captures for each gradient function the tensors it captured, as {@code node:index} of
   *     the function its op is in
   */
  public static GraphDef attach(
      GraphDef graph, OpCatalog catalog, Map<String, List<String>> captures) {
    if (graph.getLibrary().getRegisteredGradientsCount() == 0) {
      return graph;
    }
    CustomGradients pass = new CustomGradients(graph.getLibrary(), catalog, captures);
    GraphDef.Builder attached = graph.toBuilder();
    FunctionDefLibrary.Builder library = attached.getLibraryBuilder();
    for (FunctionDef.Builder function : library.getFunctionBuilderList()) {
      pass.attach(function);
    }
    return attached.build();
  }

  private void attach(FunctionDef.Builder function) {
    Map<String, NodeDef> body =
        function.getNodeDefList().stream()
            .collect(Collectors.toMap(NodeDef::getName, n -> n, (a, b) -> a));
    for (NodeDef.Builder node : function.getNodeDefBuilderList()) {
      FunctionDef gradient =
          gradients.get(
              node.getAttrOrDefault(TYPE, AttrValue.getDefaultInstance()).getS().toStringUtf8());
      if (gradient == null || !node.getOp().equals("IdentityN")) {
        continue;
      }
      List<String> captured =
          captures.getOrDefault(gradient.getSignature().getName(), List.of()).stream()
              .map(tensor -> reference(TensorName.parse(tensor), function.getSignature(), body))
              .toList();
      int inputs = node.getAttrOrThrow("T").getList().getTypeCount();
      if (!captured.contains(null)
          && gradient.getSignature().getInputArgCount() == inputs + captured.size()) {
        attach(node, gradient.getSignature(), inputs, captured);
      }
    }
  }

  /** How a function body refers to a tensor of it; null if it has no such tensor. */
  private String reference(TensorName tensor, OpDef signature, Map<String, NodeDef> body) {
    if (signature.getInputArgList().stream().anyMatch(a -> a.getName().equals(tensor.node()))) {
      return tensor.node();
    }
    NodeDef node = body.get(tensor.node());
    return node == null || !catalog.knows(node.getOp())
        ? null
        : catalog.bodyReference(node, tensor.index());
  }

  private static void attach(
      NodeDef.Builder node, OpDef gradient, int inputs, List<String> captured) {
    List<String> control = node.getInputList().stream().filter(TensorName::isControl).toList();
    List<String> data =
        node.getInputList().stream().filter(input -> !TensorName.isControl(input)).toList();
    node.clearInput().addAllInput(data).addAllInput(captured).addAllInput(control);
    AttrValue.ListValue.Builder types = node.getAttrOrThrow("T").getList().toBuilder();
    gradient.getInputArgList().stream().skip(inputs).forEach(a -> types.addType(a.getType()));
    AttrValue.ListValue.Builder results = AttrValue.ListValue.newBuilder();
    gradient.getOutputArgList().forEach(a -> results.addType(a.getType()));
    NameAttrList function = NameAttrList.newBuilder().setName(gradient.getName()).build();
    node.putAttr("T", AttrValue.newBuilder().setList(types).build())
        .putAttr(FUNCTION, AttrValue.newBuilder().setFunc(function).build())
        .putAttr(RESULTS, AttrValue.newBuilder().setList(results).build())
        .putAttr(INPUTS, AttrValue.newBuilder().setI(inputs).build());
  }
}
