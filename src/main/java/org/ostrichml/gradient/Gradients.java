package org.ostrichml.gradient;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ostrichml.OstrichException;
import org.ostrichml.graph.GradientRepair;
import org.ostrichml.graph.OpCatalog;
import org.ostrichml.graph.Skeleton;
import org.ostrichml.graph.TensorName;
import org.tensorflow.Graph;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.TensorFlow;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.types.TFloat32;

/** Adds gradients to a graph. */
public final class Gradients {
  private static final Pattern NO_GRADIENT = Pattern.compile("No gradient defined for op: (\\w+)");

  private Gradients() {}

  /**
   * The gradient of {@code loss}, summed over all its elements, with respect to {@code input}.
   *
   * @param loss float32 of any shape
   * @param input float32 of any shape
   * @return float32 of the shape of {@code input}
   * @throws OstrichException if an op between the two has no gradient, with its type and node, or
   *     if the loss does not depend on the input
   */
  public static Operand<TFloat32> of(Graph graph, Operand<TFloat32> loss, Operand<TFloat32> input) {
    Set<GraphOperation> path = path(loss, input);
    if (path.isEmpty()) {
      throw new OstrichException(
          "The output does not depend on the input '%s', so there is nothing to differentiate."
              .formatted(input.op().name()));
    }
    GraphDef before = graph.toGraphDef();
    GraphDef after;
    String gradient;
    try (Graph scratch = new Graph()) {
      scratch.importGraphDef(Skeleton.of(before));
      Output<?>[] gradients =
          scratch.addGradients(
              scratch.outputOrThrow(name(loss)),
              new Output<?>[] {scratch.outputOrThrow(name(input))});
      if (gradients[0] == null || gradients[0].isClosed()) {
        throw new OstrichException(
            "No gradient reaches the input '%s': every way to the loss goes through an op that has none (a cast to integers, a comparison, an argmax)."
                .formatted(input.op().name()));
      }
      gradient = name(gradients[0]);
      after = scratch.toGraphDef();
    } catch (TensorFlowException | IllegalArgumentException | UnsupportedOperationException e) {
      Matcher missing = NO_GRADIENT.matcher(String.valueOf(e.getMessage()));
      throw missing.find()
          ? blocked(missing.group(1), path)
          : new OstrichException("The gradient cannot be built: " + e.getMessage(), e);
    }
    new Transplant(graph, new OpCatalog(TensorFlow.registeredOpList()))
        .add(GradientRepair.added(before, after));
    TensorName made = TensorName.parse(gradient);
    return graph.operationOrThrow(made.node()).output(made.index());
  }

  private static String name(Operand<?> tensor) {
    return tensor.op().name() + ":" + tensor.asOutput().index();
  }

  private static OstrichException blocked(String type, Set<GraphOperation> path) {
    Optional<String> node =
        path.stream()
            .filter(operation -> operation.type().equals(type))
            .map(GraphOperation::name)
            .min(String::compareTo);
    return new OstrichException(
        "The loss cannot be differentiated: op '%s'%s has no gradient in TensorFlow's registry. Choose an output before it with --output, or an input behind it with --input."
            .formatted(type, node.map(name -> " (node '" + name + "')").orElse("")));
  }

  /** The operations on any way from {@code input} to {@code loss}; empty if there is none. */
  private static Set<GraphOperation> path(Operand<?> loss, Operand<?> input) {
    Set<GraphOperation> before = closure((GraphOperation) loss.op(), true);
    before.retainAll(closure((GraphOperation) input.op(), false));
    return before;
  }

  private static Set<GraphOperation> closure(GraphOperation start, boolean backwards) {
    Set<GraphOperation> reached = new HashSet<>();
    Deque<GraphOperation> open = new ArrayDeque<>();
    open.add(start);
    while (!open.isEmpty()) {
      GraphOperation operation = open.remove();
      if (reached.add(operation)) {
        if (backwards) {
          operation.inputs().forEach(input -> open.add((GraphOperation) input.op()));
        } else {
          open.addAll(operation.consumers());
        }
      }
    }
    return reached;
  }
}
