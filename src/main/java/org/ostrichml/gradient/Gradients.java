package org.ostrichml.gradient;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.ostrichml.OstrichException;
import org.ostrichml.objective.Loss;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;

/**
 * Reverse-mode differentiation of a graph, op by op: each op's rule is one of {@link
 * GradientRules}, or what TensorFlow's C++ registry has for it.
 */
public final class Gradients {
  private final Ops tf;
  private final Path path;
  private final GradientRules rules = new GradientRules();
  private final Map<Output<?>, List<Operand<?>>> arriving = new HashMap<>();

  /** The ops at which a gradient arrived and from which none went on. */
  private final List<GraphOperation> stopped = new ArrayList<>();

  private Gradients(Ops tf, Path path) {
    this.tf = tf;
    this.path = path;
  }

  /**
   * The gradient of a loss of the scores, summed over the batch, with respect to {@code input}.
   *
   * @param tf where the ops go
   * @param losses what {@code loss} gave for the scores and labels
   * @throws OstrichException as {@link #of(Ops, Operand, Operand)} does
   */
  public static Operand<TFloat32> of(
      Ops tf,
      Loss loss,
      Operand<TFloat32> losses,
      Operand<TFloat32> scores,
      Operand<TInt32> labels,
      Operand<TFloat32> input) {
    return loss.slopes(tf, scores, labels)
        .map(slopes -> of(tf, scores, slopes, input))
        .orElseGet(() -> of(tf, losses, input));
  }

  /**
   * The gradient of {@code loss}, summed over all its elements, with respect to {@code input}.
   *
   * @param tf where the ops go
   * @param loss of a floating type and any shape
   * @param input of a floating type and any shape
   * @return of the type and shape of {@code input}
   * @throws OstrichException if ops between the two have no gradient, with their types and nodes,
   *     or if the loss does not depend on the input; then nothing has been added to the graph
   */
  public static <T extends TNumber> Operand<T> of(Ops tf, Operand<T> loss, Operand<T> input) {
    return of(tf, loss, tf.onesLike(loss), input);
  }

  private static <T extends TNumber> Operand<T> of(
      Ops tf, Operand<T> end, Operand<T> arriving, Operand<T> input) {
    Path path = Path.between(input, end);
    if (path.isEmpty()) {
      throw Path.depends(input, end)
          ? DeadEnds.refusal(input, end, List.of())
          : new OstrichException(
              "The output does not depend on the input '%s', so there is nothing to differentiate."
                  .formatted(input.op().name()));
    }
    refuseBlocked(path, input);
    Gradients gradients = new Gradients(tf.withSubScope("gradient"), path);
    Operand<?> gradient = gradients.backwards(end, arriving, input);
    if (gradient == null) {
      throw DeadEnds.refusal(input, end, gradients.stopped);
    }
    @SuppressWarnings("unchecked")
    Operand<T> found = (Operand<T>) gradient;
    return found;
  }

  /** Carries the gradient at {@code end} back to {@code start}; null if none arrives. */
  static Operand<?> between(Ops tf, Operand<?> end, Operand<?> gradient, Operand<?> start) {
    return new Gradients(tf, Path.between(start, end)).backwards(end, gradient, start);
  }

  private static void refuseBlocked(Path path, Operand<?> input) {
    Map<String, String> blocked =
        path.operations().stream()
            .filter(op -> !op.equals(input.op()) && !GradientRules.exists(op.type()))
            .collect(Collectors.toMap(GraphOperation::type, GraphOperation::name, (a, b) -> b));
    if (!blocked.isEmpty()) {
      String names =
          blocked.entrySet().stream()
              .sorted(Map.Entry.comparingByKey())
              .map(op -> "op '%s' (node '%s')".formatted(op.getKey(), op.getValue()))
              .collect(Collectors.joining(", "));
      throw new OstrichException(
          "The loss cannot be differentiated, as there is no gradient of %s. Carry gradients past it with --bpda, or choose an output before it with --output, or an input behind it with --input."
              .formatted(names));
    }
  }

  private Operand<?> backwards(Operand<?> end, Operand<?> gradient, Operand<?> start) {
    arrive(end.asOutput(), gradient);
    List<GraphOperation> backwards = new ArrayList<>(path.operations());
    Collections.reverse(backwards);
    for (GraphOperation op : backwards) {
      if (!op.equals(start.op())) {
        differentiate(op);
      }
    }
    return at(start.asOutput());
  }

  private void differentiate(GraphOperation op) {
    List<Operand<?>> outputs = new ArrayList<>();
    for (int i = 0; i < op.numOutputs(); i++) {
      outputs.add(at(op.output(i)));
    }
    if (outputs.stream().allMatch(gradient -> gradient == null)) {
      return;
    }
    List<Operand<?>> inputs = op.inputs();
    boolean[] wanted = new boolean[inputs.size()];
    for (int i = 0; i < wanted.length; i++) {
      wanted[i] = path.carries(inputs.get(i));
    }
    List<Operand<?>> gradients = rules.of(op).apply(tf, op, outputs, wanted);
    boolean passed = false;
    for (int i = 0; i < wanted.length; i++) {
      if (wanted[i] && gradients.get(i) != null) {
        arrive(inputs.get(i).asOutput(), gradients.get(i));
        passed = true;
      }
    }
    if (!passed) {
      stopped.add(op);
    }
  }

  private void arrive(Output<?> tensor, Operand<?> gradient) {
    arriving.computeIfAbsent(tensor, t -> new ArrayList<>()).add(gradient);
  }

  /** The sum of the gradients that arrived at a tensor; null if none did. */
  private Operand<?> at(Output<?> tensor) {
    List<Operand<?>> gradients = arriving.getOrDefault(tensor, List.of());
    if (gradients.size() < 2) {
      return gradients.isEmpty() ? null : gradients.get(0);
    }
    @SuppressWarnings("unchecked")
    List<Operand<TNumber>> summands = (List<Operand<TNumber>>) (List<?>) gradients;
    return tf.math.addN(summands);
  }
}
