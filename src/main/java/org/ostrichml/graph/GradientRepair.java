package org.ostrichml.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.ostrichml.OstrichException;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;

/**
 * Mends gradients that TensorFlow's C++ registry builds wrongly because it does not hand on the
 * attributes of the forward op: the window and exponents of {@code LRN}, and the dilations and
 * explicit paddings of {@code Conv2D}; and that of {@code LogSoftmax}, which it sums over axis 1
 * although the classes stand last. Without this the gradient of an Inception with local response
 * normalisation is wrong, and nothing says so.
 */
public final class GradientRepair {
  private static final List<String> LRN = List.of("depth_radius", "bias", "alpha", "beta");
  private static final List<String> CONVOLUTION = List.of("dilations", "explicit_paddings");

  private final Map<String, NodeDef> nodes = new HashMap<>();
  private final Map<String, List<NodeDef>> convolutions = new HashMap<>();

  /** The constants by which gradients of LogSoftmax are summed, always over axis 1. */
  private final Set<String> logSoftmaxAxes = new HashSet<>();

  private GradientRepair(GraphDef graph) {
    for (NodeDef node : graph.getNodeList()) {
      nodes.put(node.getName(), node);
      if (node.getOp().equals("Conv2D")) {
        String key = convolution(node.getInput(0), node.getInput(1), node);
        convolutions.computeIfAbsent(key, k -> new ArrayList<>()).add(node);
      }
    }
  }

  /**
   * The nodes that gradients added to a graph, mended.
   *
   * @param before the graph without the gradients
   * @param after the graph with them
   * @return the nodes of {@code after} that are not in {@code before}, in the order of {@code
   *     after}
   * @throws OstrichException if two convolutions cannot be told apart
   */
  public static List<NodeDef> added(GraphDef before, GraphDef after) {
    GradientRepair repair = new GradientRepair(after);
    Set<String> old = new HashSet<>();
    before.getNodeList().forEach(node -> old.add(node.getName()));
    List<NodeDef> added =
        after.getNodeList().stream().filter(node -> !old.contains(node.getName())).toList();
    added.forEach(repair::findLogSoftmaxAxis);
    return added.stream().map(repair::mend).toList();
  }

  private NodeDef mend(NodeDef gradient) {
    return switch (gradient.getOp()) {
      case "LRNGrad" -> with(gradient, node(gradient.getInput(2)), LRN);
      case "Conv2DBackpropInput" -> with(gradient, forward(gradient), CONVOLUTION);
      case "Const" -> logSoftmaxAxes.contains(gradient.getName()) ? last(gradient) : gradient;
      default -> gradient;
    };
  }

  /** Notes the axis of {@code sum(grad, axis) * exp(logSoftmax)}, as the registry writes it. */
  private void findLogSoftmaxAxis(NodeDef product) {
    if (product.getOp().equals("Mul")) {
      NodeDef sum = node(product.getInput(0));
      NodeDef exp = node(product.getInput(1));
      if (sum.getOp().equals("Sum")
          && exp.getOp().equals("Exp")
          && node(exp.getInput(0)).getOp().equals("LogSoftmax")) {
        logSoftmaxAxes.add(TensorName.parse(sum.getInput(1)).node());
      }
    }
  }

  /** A constant axis, made the last one. */
  private static NodeDef last(NodeDef axis) {
    AttrValue.Builder value = axis.getAttrOrThrow("value").toBuilder();
    value.getTensorBuilder().clearTensorContent().clearIntVal().addIntVal(-1);
    return axis.toBuilder().putAttr("value", value.build()).build();
  }

  /**
   * The convolution whose gradient this is: of the same input, filter, strides and kind of padding.
   */
  private NodeDef forward(NodeDef gradient) {
    NodeDef shape = node(gradient.getInput(0));
    if (shape == null || shape.getInputCount() == 0) {
      return null;
    }
    String key = convolution(shape.getInput(0), gradient.getInput(1), gradient);
    List<NodeDef> candidates = convolutions.getOrDefault(key, List.of());
    for (NodeDef other : candidates) {
      if (!CONVOLUTION.stream().allMatch(name -> equal(candidates.get(0), other, name))) {
        throw new OstrichException(
            "The convolutions '%s' and '%s' share input and filter but differ in dilations or paddings: TensorFlow does not tell their gradients apart."
                .formatted(candidates.get(0).getName(), other.getName()));
      }
    }
    return candidates.isEmpty() ? null : candidates.get(0);
  }

  private static boolean equal(NodeDef one, NodeDef other, String attribute) {
    return Objects.equals(one.getAttrMap().get(attribute), other.getAttrMap().get(attribute));
  }

  private static String convolution(String input, String filter, NodeDef node) {
    Map<String, AttrValue> attributes = node.getAttrMap();
    return String.join(
        " ",
        input,
        filter,
        String.valueOf(attributes.get("strides")),
        String.valueOf(attributes.get("padding")));
  }

  private NodeDef node(String input) {
    return nodes.get(TensorName.parse(input).node());
  }

  private static NodeDef with(NodeDef gradient, NodeDef forward, List<String> attributes) {
    if (forward == null) {
      return gradient;
    }
    NodeDef.Builder mended = gradient.toBuilder();
    for (String name : attributes) {
      if (forward.containsAttr(name)) {
        mended.putAttr(name, forward.getAttrOrThrow(name));
      }
    }
    return mended.build();
  }
}
