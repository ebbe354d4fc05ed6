package org.ostrichml.attack;

import java.util.ArrayList;
import java.util.List;
import org.ostrichml.gradient.Gradients;
import org.ostrichml.model.TargetModel;
import org.ostrichml.objective.Loss;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Tensor;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/**
 * One step of a rule on a model's graph, with the forward and the backward pass before it.
 * Everything that varies is fed, so one graph serves every epsilon, step size and goal.
 *
 * @param in what is fed
 * @param memoryIn the rule's memory before the step
 * @param seen the next point as the model is to see it, float32 of the input's shape
 * @param point the next point, exact, [N, D]
 * @param result what the attack would return, [N, D]
 * @param memoryOut the rule's memory after the step
 * @param stop 1 where an example makes no further step, [N, 1]; null where all make every step
 * @param losses the loss of each example at the model's input, [N]; larger is nearer to the goal
 * @param predicted the class of each example at the model's input, int64 [N]
 * @param magnitude the sum of the absolute gradient of each example, [N, 1]
 * @param fetches all of the outputs, each once
 */
record StepGraph(
    In in,
    List<Placeholder<TFloat32>> memoryIn,
    Operand<TFloat32> seen,
    Operand<TFloat32> point,
    Operand<TFloat32> result,
    List<Operand<TFloat32>> memoryOut,
    Operand<TFloat32> stop,
    Operand<TFloat32> losses,
    Operand<TInt64> predicted,
    Operand<TFloat32> magnitude,
    List<Output<?>> fetches) {

  /** What is fed beside the model's input and the rule's memory, as {@link StepContext} has it. */
  record In(
      Placeholder<TFloat32> point,
      Placeholder<TFloat32> original,
      Placeholder<TFloat32> lower,
      Placeholder<TFloat32> upper,
      Placeholder<TFloat32> mask,
      Placeholder<TFloat32> epsilon,
      Placeholder<TFloat32> stepSize,
      Placeholder<TFloat32> extra,
      Placeholder<TFloat32> number,
      Placeholder<TFloat32> steps,
      Placeholder<TFloat32> sign,
      Placeholder<TInt32> labels,
      Placeholder<TFloat32> goalSign,
      Placeholder<TInt32> goalLabels) {}

  private record Key(Rule rule, Loss loss, Norm norm, boolean greyLevels, boolean masked) {}

  /** The step of {@code rule} on {@code model}; built at the first call. */
  static StepGraph of(TargetModel model, Rule rule, Loss loss, Threat threat) {
    Key key = new Key(rule, loss, threat.norm(), threat.greyLevels(), threat.mask() != null);
    return model.extend(key, tf -> build(tf, model, key));
  }

  private static StepGraph build(Ops tf, TargetModel model, Key key) {
    In in = in(tf);
    Rows rows = new Rows(tf);
    Operand<TFloat32> losses =
        tf.math.mul(in.sign, key.loss.perExample(tf, model.logits(), in.labels));
    Operand<TFloat32> whole =
        tf.reshape(Gradients.of(tf, losses, model.input()), tf.shape(in.point));
    Operand<TFloat32> gradient = key.masked ? tf.math.mul(whole, in.mask) : whole;
    Operand<TInt64> predicted = tf.math.argMax(model.logits(), tf.constant(-1));
    StepContext context =
        new StepContext(
            rows,
            key.norm,
            in.point,
            tf.reshape(model.input(), tf.shape(in.point)),
            in.original,
            in.lower,
            in.upper,
            in.epsilon,
            in.stepSize,
            in.extra,
            in.number,
            in.steps,
            gradient,
            tf.reshape(losses, tf.shape(in.epsilon)),
            reached(tf, in, predicted));
    List<Placeholder<TFloat32>> memoryIn = new ArrayList<>();
    key.rule.memory().forEach(kind -> memoryIn.add(tf.placeholder(TFloat32.class)));
    Rule.Next next = key.rule.next(context, List.copyOf(memoryIn));
    Operand<TFloat32> rounded =
        key.greyLevels ? GreyLevels.round(tf, next.point(), model.bounds()) : next.point();
    Operand<TFloat32> seen = tf.reshape(rounded, tf.shape(model.input()));
    Operand<TFloat32> point = fetchable(tf, next.point());
    Operand<TFloat32> result = fetchable(tf, next.result());
    List<Operand<TFloat32>> memoryOut =
        next.memory().stream().map(value -> fetchable(tf, value)).toList();
    Operand<TFloat32> magnitude = rows.l1(whole);
    List<Output<?>> fetches = new ArrayList<>();
    for (Operand<?> each : List.of(seen, point, result, losses, predicted, magnitude)) {
      fetches.add(each.asOutput());
    }
    memoryOut.forEach(each -> fetches.add(each.asOutput()));
    if (next.stop() != null) {
      fetches.add(next.stop().asOutput());
    }
    return new StepGraph(
        in,
        memoryIn,
        seen,
        point,
        result,
        memoryOut,
        next.stop(),
        losses,
        predicted,
        magnitude,
        fetches.stream().distinct().toList());
  }

  private static In in(Ops tf) {
    return new In(
        tf.placeholder(TFloat32.class),
        tf.placeholder(TFloat32.class),
        tf.placeholder(TFloat32.class),
        tf.placeholder(TFloat32.class),
        tf.placeholder(TFloat32.class),
        tf.placeholder(TFloat32.class),
        tf.placeholder(TFloat32.class),
        tf.placeholder(TFloat32.class),
        tf.placeholder(TFloat32.class),
        tf.placeholder(TFloat32.class),
        tf.placeholder(TFloat32.class),
        tf.placeholder(TInt32.class),
        tf.placeholder(TFloat32.class),
        tf.placeholder(TInt32.class));
  }

  private static Operand<TFloat32> reached(Ops tf, In in, Operand<TInt64> predicted) {
    Operand<TFloat32> hit =
        tf.dtypes.cast(
            tf.math.equal(tf.dtypes.cast(predicted, TInt32.class), in.goalLabels), TFloat32.class);
    Operand<TFloat32> targeted =
        tf.dtypes.cast(tf.math.less(in.goalSign, tf.constant(0f)), TFloat32.class);
    Operand<TFloat32> miss = tf.math.abs(tf.math.sub(hit, targeted));
    return tf.reshape(tf.math.sub(tf.constant(1f), miss), tf.shape(in.epsilon));
  }

  /** A fed tensor cannot be fetched, a copy of it can. */
  private static Operand<TFloat32> fetchable(Ops tf, Operand<TFloat32> value) {
    return value.op().type().equals("Placeholder") ? tf.identity(value) : value;
  }

  /** One of the outputs, out of the results of a run that fetched all of them. */
  Tensor get(Result results, Operand<?> output) {
    return results.get(fetches.indexOf(output.asOutput()));
  }
}
