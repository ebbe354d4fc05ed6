package org.ostrichml.attack;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ostrichml.model.GraphCopy;
import org.ostrichml.model.TargetModel;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TType;

/**
 * Several steps in one run: copies of the ops of a step, each reading what the one before it wrote.
 * A small network spends more time between two runs than in them.
 */
final class Unrolling {
  private Unrolling() {}

  /** The ops that a step is copied of. */
  static GraphCopy ops(StepGraph step) {
    return new GraphCopy(
        Stream.concat(step.fetches().stream(), Stream.of(step.held().asOutput())).toList());
  }

  /**
   * {@code step}, {@code times} times.
   *
   * @param ops those of the step
   */
  static StepGraph of(Ops tf, TargetModel model, StepGraph step, GraphCopy ops, int times) {
    Copy last = new Copy(Map.of());
    List<Operand<TFloat32>> losses = new ArrayList<>(List.of(step.losses()));
    List<Operand<TFloat32>> shares = new ArrayList<>(List.of(step.share()));
    List<Operand<TFloat32>> magnitudes = new ArrayList<>(List.of(step.magnitude()));
    for (int number = 1; number < times; number++) {
      last = new Copy(ops.reading(tf, inputs(tf, model, step, last, number)));
      losses.add(last.of(step.losses()));
      shares.add(last.of(step.share()));
      magnitudes.add(last.of(step.magnitude()));
    }
    return StepGraph.of(
        times,
        step.in(),
        step.memoryIn(),
        last.of(step.held()),
        last.of(step.held()),
        last.of(step.point()),
        last.of(step.result()),
        step.memoryOut().stream().map(last::of).toList(),
        null,
        tf.stack(losses),
        tf.stack(shares),
        tf.stack(magnitudes));
  }

  /** What the step of that number reads instead of what is fed. */
  private static Map<Output<?>, Output<?>> inputs(
      Ops tf, TargetModel model, StepGraph step, Copy before, int number) {
    Map<Output<?>, Output<?>> instead = new HashMap<>();
    StepGraph.In in = step.in();
    instead.put(model.input().asOutput(), before.of(step.held()).asOutput());
    instead.put(in.point().asOutput(), before.of(step.point()).asOutput());
    instead.put(
        in.number().asOutput(), tf.math.add(in.number(), tf.constant((float) number)).asOutput());
    if (model.draw() != null) {
      instead.put(
          model.draw().asOutput(), tf.math.add(model.draw(), tf.constant(number)).asOutput());
    }
    for (int i = 0; i < step.memoryIn().size(); i++) {
      instead.put(step.memoryIn().get(i).asOutput(), before.of(step.memoryOut().get(i)).asOutput());
    }
    return instead;
  }

  /** Where the tensors of the step are in a copy of it. */
  private record Copy(Map<Output<?>, Output<?>> tensors) {
    @SuppressWarnings("unchecked")
    <T extends TType> Operand<T> of(Operand<T> tensor) {
      return (Operand<T>) tensors.getOrDefault(tensor.asOutput(), tensor.asOutput());
    }
  }
}
