package org.ostrichml.reader;

import org.ostrichml.OstrichException;
import org.ostrichml.gradient.Gradients;
import org.ostrichml.model.TargetModel;
import org.ostrichml.model.Tensors;
import org.ostrichml.objective.Goal;
import org.ostrichml.objective.Losses;
import org.ostrichml.objective.Positions;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The gradient of the loss of a span at the vectors of the tokens, an interior tensor of the model.
 *
 * @param model the reader's model
 * @param labels where the span starts and ends, fed
 * @param gradient of the shape of the tokens' vectors
 */
record SpanGradient(TargetModel model, Placeholder<TInt32> labels, Operand<TFloat32> gradient) {
  /**
   * The gradient of a reader's loss.
   *
   * @throws OstrichException if its tokens are not looked up in a table, or what follows has no
   *     gradient
   */
  static SpanGradient of(Reader reader) {
    if (reader.embedding() == null) {
      throw new OstrichException(
          "The model looks its tokens up in no constant table of floats, so there is no gradient to search along: choose the method addsent.");
    }
    return reader.model().extend(SpanGradient.class, tf -> build(tf, reader));
  }

  private static SpanGradient build(Ops tf, Reader reader) {
    Operand<TFloat32> scores = reader.model().logits();
    Placeholder<TInt32> fed = tf.placeholder(TInt32.class);
    Operand<TInt32> labels = Positions.labels(tf, scores, fed);
    Losses loss = Losses.CROSS_ENTROPY;
    Operand<TFloat32> losses = loss.perExample(tf, scores, labels);
    Operand<TFloat32> embedded = reader.embedding().embedded();
    return new SpanGradient(
        reader.model(), fed, Gradients.of(tf, loss, losses, scores, labels, embedded));
  }

  /**
   * The gradient for one example, [L * D]: a step along it, times the goal's sign, leads towards
   * the goal.
   *
   * @param goal the span to leave or to reach, of two positions
   */
  float[] at(Encoded example, Goal goal) {
    try (TFloat32 tokens = Tensors.of(example.batch());
        TInt32 span = TInt32.vectorOf(goal.labels());
        Result result =
            model
                .session()
                .runner()
                .feed(model.input(), tokens)
                .feed(labels, span)
                .fetch(gradient)
                .run()) {
      return Tensors.batch(result.get(0)).values();
    }
  }
}
