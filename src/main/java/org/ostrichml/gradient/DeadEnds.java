package org.ostrichml.gradient;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ostrichml.OstrichException;
import org.ostrichml.graph.OpCatalog;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;

/** The ops at which gradients end, where none reaches the input. */
final class DeadEnds {
  private static final int NAMED = 4;

  private DeadEnds() {}

  /**
   * Why no gradient reaches the input, with the ops that stop it.
   *
   * @param stopped ops at whose outputs a gradient arrived, and at none of their inputs
   */
  static OstrichException refusal(
      Operand<?> input, Operand<?> loss, Collection<GraphOperation> stopped) {
    Set<GraphOperation> needed = before((GraphOperation) loss.op());
    Set<GraphOperation> ends = new LinkedHashSet<>(stopped);
    Path.differentiableFrom(input).stream()
        .filter(op -> needed.contains(op) && !OpCatalog.readsShapeAlone(op.type()))
        .filter(op -> !op.equals(input.op()) && outputs(op).noneMatch(Path::isDifferentiable))
        .forEach(ends::add);
    if (ends.isEmpty()) {
      return new OstrichException(
          "The output depends on the shape of the input '%s' alone, so there is nothing to differentiate."
              .formatted(input.op().name()));
    }
    String names =
        ends.stream()
            .limit(NAMED)
            .map(op -> "op '%s' (node '%s')".formatted(op.type(), op.name()))
            .collect(Collectors.joining(", "));
    return new NoGradient(
        "No gradient reaches the input '%s': on every way to the loss it is zero from %s%s on. Carry gradients past that with --bpda, or choose an output before it with --output, or an input behind it with --input%s."
            .formatted(
                input.op().name(),
                names,
                ends.size() > NAMED ? " and others" : "",
                ends.size() > 1
                    ? ""
                    : behind(ends.iterator().next(), needed).map(name -> " " + name).orElse("")),
        ends.stream().map(GraphOperation::type).distinct().toList());
  }

  /** The first float tensor behind an op that the loss needs. */
  private static Optional<String> behind(GraphOperation end, Set<GraphOperation> needed) {
    Set<GraphOperation> reached = new HashSet<>();
    Deque<GraphOperation> open = new ArrayDeque<>(List.of(end));
    while (!open.isEmpty()) {
      GraphOperation op = open.remove();
      if (!needed.contains(op) || !reached.add(op)) {
        continue;
      }
      if (outputs(op).anyMatch(Path::isDifferentiable)) {
        return Optional.of(op.name() + ":0");
      }
      for (int i = 0; i < op.numOutputs(); i++) {
        open.addAll(op.consumers(i));
      }
    }
    return Optional.empty();
  }

  private static Stream<Operand<?>> outputs(GraphOperation op) {
    return IntStream.range(0, op.numOutputs()).mapToObj(op::output);
  }

  /** What an op needs, itself included. */
  private static Set<GraphOperation> before(GraphOperation end) {
    Set<GraphOperation> needed = new HashSet<>();
    Deque<GraphOperation> open = new ArrayDeque<>(List.of(end));
    while (!open.isEmpty()) {
      GraphOperation op = open.remove();
      if (needed.add(op)) {
        op.inputs().forEach(input -> open.add((GraphOperation) input.op()));
      }
    }
    return needed;
  }
}
