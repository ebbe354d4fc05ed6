package org.ostrichml.attack;

import java.util.Optional;
import org.ostrichml.objective.Loss;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** A loss times a scalar, which says whether the goal is to raise or to lower it. */
record SignedLoss(Loss loss, Operand<TFloat32> sign) implements Loss {
  @Override
  public Operand<TFloat32> perExample(Ops tf, Operand<TFloat32> scores, Operand<TInt32> labels) {
    return tf.math.mul(sign, loss.perExample(tf, scores, labels));
  }

  @Override
  public Optional<Operand<TFloat32>> slopes(
      Ops tf, Operand<TFloat32> scores, Operand<TInt32> labels) {
    return loss.slopes(tf, scores, labels).map(slopes -> tf.math.mul(sign, slopes));
  }
}
