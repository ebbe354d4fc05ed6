package org.ostrichml.attack;

import org.ostrichml.gradient.Gradients;
import org.ostrichml.model.TargetModel;
import org.ostrichml.objective.Loss;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/**
 * One sign step on the graph: {@code next = clip(base + step * sign(gradient), lower, upper)},
 * where the gradient is taken at the model's input. Everything that varies is fed, so one graph
 * serves every epsilon, step size and goal.
 *
 * @param base where the step starts from, float32 of the input's shape
 * @param labels the label or target of each example, int32 [N]
 * @param step the signed step size, a float32 scalar
 * @param lower the smallest allowed value of each element, float32 of the input's shape
 * @param upper the largest allowed value of each element, likewise
 * @param next the result of the step, float32 of the input's shape
 * @param greyLevels the result rounded to whole grey levels of the model's bounds, likewise
 * @param losses the loss of each example at the model's input, float32 [N]
 * @param predicted the class of each example at the model's input, int64 [N]
 */
record StepGraph(
    Placeholder<TFloat32> base,
    Placeholder<TInt32> labels,
    Placeholder<TFloat32> step,
    Placeholder<TFloat32> lower,
    Placeholder<TFloat32> upper,
    Operand<TFloat32> next,
    Operand<TFloat32> greyLevels,
    Operand<TFloat32> losses,
    Operand<TInt64> predicted) {

  private record Key(Loss loss) {}

  /** The step that climbs {@code loss} on {@code model}; built at the first call. */
  static StepGraph of(TargetModel model, Loss loss) {
    return model.extend(new Key(loss), tf -> build(tf, model, loss));
  }

  private static StepGraph build(Ops tf, TargetModel model, Loss loss) {
    Placeholder<TInt32> labels = tf.placeholder(TInt32.class);
    Operand<TFloat32> losses = loss.perExample(tf, model.logits(), labels);
    Operand<TFloat32> gradient = Gradients.of(tf, losses, model.input());
    Placeholder<TFloat32> base = tf.placeholder(TFloat32.class);
    Placeholder<TFloat32> step = tf.placeholder(TFloat32.class);
    Placeholder<TFloat32> lower = tf.placeholder(TFloat32.class);
    Placeholder<TFloat32> upper = tf.placeholder(TFloat32.class);
    Operand<TFloat32> moved = tf.math.add(base, tf.math.mul(step, tf.math.sign(gradient)));
    Operand<TFloat32> next = tf.math.minimum(tf.math.maximum(moved, lower), upper);
    return new StepGraph(
        base,
        labels,
        step,
        lower,
        upper,
        next,
        GreyLevels.round(tf, next, model.bounds()),
        losses,
        tf.math.argMax(model.logits(), tf.constant(-1)));
  }
}
