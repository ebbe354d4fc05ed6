package org.ostrichml.graph;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;

/**
 * Mends gradients that TensorFlow's C++ registry builds wrongly because it does not hand on the
 * attributes of the forward op: the window and exponents of {@code LRN}, and the dilations and
 * explicit paddings of {@code Conv2D}. Without this the gradient of an Inception with local
 * response normalisation is wrong, and nothing says so.
 */
public final class GradientRepair {
  private static final List<String> LRN = List.of("depth_radius", "bias", "alpha", "beta");
  private static final List<String> CONVOLUTION = List.of("dilations", "explicit_paddings");

  private final Map<String, NodeDef> nodes = new HashMap<>();
  private final Map<String, NodeDef> convolutions = new HashMap<>();

  private GradientRepair(GraphDef graph) {
    for (NodeDef node : graph.getNodeList()) {
      nodes.put(node.getName(), node);
      if (node.getOp().equals("Conv2D")) {
        convolutions.put(convolution(node.getInput(0), node.getInput(1), node), node);
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
   */
  public static List<NodeDef> added(GraphDef before, GraphDef after) {
    GradientRepair repair = new GradientRepair(after);
    Set<String> old = new HashSet<>();
    before.getNodeList().forEach(node -> old.add(node.getName()));
    return after.getNodeList().stream()
        .filter(node -> !old.contains(node.getName()))
        .map(repair::mend)
        .toList();
  }

  private NodeDef mend(NodeDef gradient) {
    return switch (gradient.getOp()) {
      case "LRNGrad" -> with(gradient, node(gradient.getInput(2)), LRN);
      case "Conv2DBackpropInput" -> with(gradient, forward(gradient), CONVOLUTION);
      default -> gradient;
    };
  }

  /** The convolution whose gradient this is: of the same input, filter and strides. */
  private NodeDef forward(NodeDef gradient) {
    NodeDef shape = node(gradient.getInput(0));
    return shape == null || shape.getInputCount() == 0
        ? null
        : convolutions.get(convolution(shape.getInput(0), gradient.getInput(1), gradient));
  }

  private static String convolution(String input, String filter, NodeDef node) {
    return input + " " + filter + " " + node.getAttrMap().get("strides");
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
