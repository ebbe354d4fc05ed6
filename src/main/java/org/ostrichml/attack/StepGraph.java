package org.ostrichml.attack;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.ostrichml.gradient.Gradients;
import org.ostrichml.model.TargetModel;
import org.ostrichml.objective.Loss;
import org.ostrichml.objective.Penalty;
import org.ostrichml.objective.Positions;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Tensor;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * One step of a rule on a model's graph, with the forward and the backward pass before it, or
 * several steps in a row. Everything that varies is fed, so one graph serves every epsilon, step
 * size and goal.
 *
 * @param length the number of steps, K
 * @param in what is fed
 * @param memoryIn the rule's memory before the step
 * @param seen the next point as the model is to see it, float32 of the input's shape
 * @param held the same, but where the attack stops early, an example that has reached its goal
 *     stays where it was seen; what a step after this one reads
 * @param point the next point, exact, [N, D]
 * @param result what the attack would return, [N, D]
 * @param memoryOut the rule's memory after the step
 * @param stop 1 where an example makes no further step, [N, 1]; null where all make every step
 * @param losses the loss of each example at the model's input before each step, [K, N]; larger is
 *     nearer to the goal
 * @param share the part of each example's positions there that are where they should be, [K, N]
 * @param magnitude the sum of the absolute gradient of each example there, [K, N]; its last bits
 *     depend on the batch
 * @param fetches all of the outputs, each once
 */
record StepGraph(
    int length,
    In in,
    List<Placeholder<TFloat32>> memoryIn,
    Operand<TFloat32> seen,
    Operand<TFloat32> held,
    Operand<TFloat32> point,
    Operand<TFloat32> result,
    List<Operand<TFloat32>> memoryOut,
    Operand<TFloat32> stop,
    Operand<TFloat32> losses,
    Operand<TFloat32> share,
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
      Placeholder<TInt32> goalLabels,
      Placeholder<TFloat32> goalShare) {}

  /** All that is built into a step. */
  record Key(
      Rule rule,
      Loss loss,
      List<Penalty> penalties,
      Norm norm,
      boolean greyLevels,
      boolean masked,
      boolean hold) {

    static Key of(StepAttack attack) {
      Threat threat = attack.threat();
      return new Key(
          attack.rule(),
          attack.options().loss(),
          attack.options().penalties(),
          threat.norm(),
          threat.greyLevels(),
          threat.mask() != null,
          attack.options().stopEarly());
    }
  }

  /** The step of {@code attack} on {@code model}; built at the first call. */
  static StepGraph of(TargetModel model, StepAttack attack) {
    Key key = Key.of(attack);
    return model.extend(key, tf -> build(tf, model, key));
  }

  private static StepGraph build(Ops tf, TargetModel model, Key key) {
    In in = in(tf);
    Rows rows = new Rows(tf);
    Loss loss = new SignedLoss(key.loss, in.sign);
    Operand<TFloat32> scores = model.logits();
    Operand<TInt32> labels = Positions.labels(tf, scores, in.labels);
    Operand<TFloat32> plain = loss.perExample(tf, scores, labels);
    Penalised climbed =
        new Penalised(plain, Gradients.of(tf, loss, plain, scores, labels, model.input()))
            .less(tf, key.penalties, model, key.masked ? in.mask : null);
    Operand<TFloat32> losses = climbed.losses();
    Operand<TFloat32> whole = shaped(tf, model, climbed.gradient(), in.point);
    Operand<TFloat32> gradient = key.masked ? tf.math.mul(whole, in.mask) : whole;
    Operand<TFloat32> share =
        Positions.share(tf, scores, Positions.labels(tf, scores, in.goalLabels), in.goalSign);
    Operand<TFloat32> reached =
        tf.dtypes.cast(tf.math.greaterEqual(share, in.goalShare), TFloat32.class);
    StepContext context =
        new StepContext(
            rows,
            key.norm,
            in.point,
            shaped(tf, model, model.input(), in.point),
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
            tf.reshape(reached, tf.shape(in.epsilon)));
    List<Placeholder<TFloat32>> memoryIn = new ArrayList<>();
    key.rule.memory().forEach(kind -> memoryIn.add(tf.placeholder(TFloat32.class)));
    Rule.Next next = key.rule.next(context, List.copyOf(memoryIn));
    Operand<TFloat32> rounded =
        key.greyLevels ? GreyLevels.round(tf, next.point(), model.bounds()) : next.point();
    Operand<TFloat32> seen = fetchable(tf, shaped(tf, model, rounded, model.input()));
    Operand<TFloat32> held =
        key.hold
            ? shaped(
                tf,
                model,
                tf.select(
                    tf.math.greater(context.reached(), tf.constant(0f)), context.seen(), rounded),
                model.input())
            : seen;
    Operand<TFloat32> point = fetchable(tf, next.point());
    Operand<TFloat32> result = fetchable(tf, next.result());
    List<Operand<TFloat32>> memoryOut =
        next.memory().stream().map(value -> fetchable(tf, value)).toList();
    Operand<TFloat32> magnitude = tf.reduceSum(tf.math.abs(whole), tf.constant(1));
    return of(
        1,
        in,
        memoryIn,
        seen,
        held,
        point,
        result,
        memoryOut,
        next.stop(),
        losses,
        share,
        magnitude);
  }

  /** The same with all outputs to be fetched. */
  static StepGraph of(
      int length,
      In in,
      List<Placeholder<TFloat32>> memoryIn,
      Operand<TFloat32> seen,
      Operand<TFloat32> held,
      Operand<TFloat32> point,
      Operand<TFloat32> result,
      List<Operand<TFloat32>> memoryOut,
      Operand<TFloat32> stop,
      Operand<TFloat32> losses,
      Operand<TFloat32> share,
      Operand<TFloat32> magnitude) {
    List<Output<?>> fetches =
        Stream.of(
                Stream.of(seen, point, result, losses, share, magnitude),
                memoryOut.stream(),
                Stream.ofNullable(stop))
            .flatMap(each -> each)
            .<Output<?>>map(Operand::asOutput)
            .distinct()
            .toList();
    return new StepGraph(
        length, in, memoryIn, seen, held, point, result, memoryOut, stop, losses, share, magnitude,
        fetches);
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
        tf.placeholder(TInt32.class),
        tf.placeholder(TFloat32.class));
  }

  /** Rows as examples or examples as rows, which are the same where an example is a vector. */
  private static Operand<TFloat32> shaped(
      Ops tf, TargetModel model, Operand<TFloat32> value, Operand<TFloat32> like) {
    return model.inputShape().length == 2 ? value : tf.reshape(value, tf.shape(like));
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
