package org.ostrichml.gradient;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.proto.DataType;

/** The operations on the ways from one tensor to another, along which gradients can flow. */
final class Path {
  /** The types of tensors that can have a gradient. */
  static final Set<DataType> DIFFERENTIABLE =
      Set.of(
          DataType.DT_FLOAT,
          DataType.DT_DOUBLE,
          DataType.DT_HALF,
          DataType.DT_BFLOAT16,
          DataType.DT_COMPLEX64,
          DataType.DT_COMPLEX128,
          DataType.DT_VARIANT);

  private final List<GraphOperation> operations;
  private final Set<GraphOperation> members;

  private Path(List<GraphOperation> operations) {
    this.operations = operations;
    this.members = new HashSet<>(operations);
  }

  /** The ways from {@code input} to {@code loss} over tensors that can have a gradient. */
  static Path between(Operand<?> input, Operand<?> loss) {
    Set<GraphOperation> ahead = differentiableFrom(input);
    List<GraphOperation> ordered = new ArrayList<>();
    if (ahead.contains((GraphOperation) loss.op())) {
      order((GraphOperation) loss.op(), (GraphOperation) input.op(), ahead, ordered);
    }
    return new Path(ordered);
  }

  /** Whether {@code loss} depends on {@code input} at all, along tensors of any type. */
  static boolean depends(Operand<?> input, Operand<?> loss) {
    return after((GraphOperation) input.op(), tensor -> true).contains((GraphOperation) loss.op());
  }

  /** What can be reached from a tensor over tensors that can have a gradient. */
  static Set<GraphOperation> differentiableFrom(Operand<?> input) {
    return after((GraphOperation) input.op(), Path::isDifferentiable);
  }

  /** The operations, each after those it reads. */
  List<GraphOperation> operations() {
    return operations;
  }

  boolean isEmpty() {
    return operations.isEmpty();
  }

  /** Whether a gradient can flow back into this tensor. */
  boolean carries(Operand<?> tensor) {
    return isDifferentiable(tensor) && members.contains((GraphOperation) tensor.op());
  }

  /** Whether no gradient goes further back than this operation, whatever lies before it. */
  private static boolean stops(GraphOperation operation) {
    return operation.type().equals("StopGradient");
  }

  static boolean isDifferentiable(Operand<?> tensor) {
    return DIFFERENTIABLE.contains(tensor.asOutput().dataType());
  }

  private static Set<GraphOperation> after(GraphOperation start, Predicate<Operand<?>> follows) {
    Set<GraphOperation> reached = new LinkedHashSet<>();
    Deque<GraphOperation> open = new ArrayDeque<>(List.of(start));
    while (!open.isEmpty()) {
      GraphOperation operation = open.remove();
      if (reached.add(operation)) {
        for (int i = 0; i < operation.numOutputs(); i++) {
          if (follows.test(operation.output(i))) {
            open.addAll(operation.consumers(i));
          }
        }
      }
    }
    return reached;
  }

  /** A depth-first walk from the loss; an explicit stack, as networks are deep. */
  private static void order(
      GraphOperation loss,
      GraphOperation input,
      Set<GraphOperation> ahead,
      List<GraphOperation> ordered) {
    Set<GraphOperation> done = new LinkedHashSet<>();
    Set<GraphOperation> entered = new HashSet<>();
    Deque<GraphOperation> stack = new ArrayDeque<>(List.of(loss));
    while (!stack.isEmpty()) {
      GraphOperation operation = stack.peek();
      if (entered.add(operation) && !operation.equals(input)) {
        for (Operand<?> read : stops(operation) ? List.<Operand<?>>of() : operation.inputs()) {
          GraphOperation before = (GraphOperation) read.op();
          if (isDifferentiable(read) && ahead.contains(before) && !entered.contains(before)) {
            stack.push(before);
          }
        }
      } else {
        stack.pop();
        done.add(operation);
      }
    }
    ordered.addAll(done);
  }
}
