package org.ostrichml.model;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Stack;
import org.tensorflow.types.TFloat32;

/**
 * The end of a model that draws at random, several times in one run: what depends on no draw is
 * computed once, the rest once for each, with random ops of its own.
 */
final class Draws {
  private final Ops tf;
  private final List<Map<Output<?>, Output<?>>> copies = new ArrayList<>();

  private Draws(Ops tf, OutputHead head, int draws) {
    this.tf = tf;
    Set<Output<?>> ends = new LinkedHashSet<>();
    List.of(head.output(), head.logits(), head.probabilities())
        .forEach(end -> ends.add(end.asOutput()));
    GraphCopy ops = new GraphCopy(ends);
    copies.add(Map.of());
    for (int draw = 1; draw < draws; draw++) {
      copies.add(ops.drawnAgain(tf, draw));
    }
  }

  /**
   * The end of so many draws: the means of outputs and probabilities, and the logits of each draw,
   * [N, draws, .., classes].
   */
  static OutputHead of(Ops tf, OutputHead head, int draws) {
    Draws all = new Draws(tf, head, draws);
    return new OutputHead(
        head.kind(),
        all.mean(head.output()),
        tf.stack(all.each(head.logits()), Stack.axis(1L)),
        all.mean(head.probabilities()),
        head.classes());
  }

  private List<Operand<TFloat32>> each(Operand<TFloat32> end) {
    List<Operand<TFloat32>> each = new ArrayList<>();
    for (Map<Output<?>, Output<?>> copy : copies) {
      @SuppressWarnings("unchecked")
      Operand<TFloat32> drawn =
          (Operand<TFloat32>) copy.getOrDefault(end.asOutput(), end.asOutput());
      each.add(drawn);
    }
    return each;
  }

  private Operand<TFloat32> mean(Operand<TFloat32> end) {
    return tf.math.div(tf.math.addN(each(end)), tf.constant((float) copies.size()));
  }
}
