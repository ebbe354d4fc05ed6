package org.ostrichml.attack;

import java.util.List;
import org.ostrichml.OstrichException;
import org.ostrichml.gradient.Gradients;
import org.ostrichml.model.TargetModel;
import org.ostrichml.objective.Penalty;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.index.Indices;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * What an attack climbs, and its gradient at the model's input, less penalties.
 *
 * @param losses [N]; larger is nearer to the goal
 * @param gradient of their sum, of the input's shape
 */
record Penalised(Operand<TFloat32> losses, Operand<TFloat32> gradient) {

  /**
   * The same less the penalties of the input.
   *
   * @param mask where it may change, [1, D]; null everywhere
   */
  Penalised less(Ops tf, List<Penalty> penalties, TargetModel model, Operand<TFloat32> mask) {
    if (penalties.isEmpty()) {
      return this;
    }
    if (model.inputShape().length != 4) {
      throw new OstrichException("Only pictures with an axis for their channels have penalties.");
    }
    Operand<TInt32> example = tf.stridedSlice(tf.shape(model.input()), Indices.sliceFrom(1));
    Operand<TInt32> shape = tf.concat(List.of(tf.constant(new int[] {1}), example), tf.constant(0));
    Operand<TFloat32> where =
        mask == null ? tf.fill(shape, tf.constant(1f)) : tf.reshape(mask, shape);
    Operand<TFloat32> sum =
        penalties.stream()
            .map(penalty -> penalty.perExample(tf, model.input(), where))
            .reduce(tf.math::add)
            .orElseThrow();
    return new Penalised(
        tf.math.sub(losses, sum), tf.math.sub(gradient, Gradients.of(tf, sum, model.input())));
  }
}
