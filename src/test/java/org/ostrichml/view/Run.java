package org.ostrichml.view;

import java.util.List;
import java.util.function.BiFunction;
import org.ostrichml.data.Batch;
import org.ostrichml.model.Tensors;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Ops on one input, run once. */
final class Run {
  private Run() {}

  /** What ops make of {@code x} and of the number of the drawing. */
  interface Network {
    List<Operand<TFloat32>> of(Ops tf, Operand<TFloat32> x, Operand<TInt32> draw);
  }

  /** The values of all outputs. */
  static List<Batch> all(Batch x, int draw, Network network) {
    int[] example = x.exampleShape();
    long[] axes = new long[example.length + 1];
    axes[0] = -1;
    for (int i = 0; i < example.length; i++) {
      axes[i + 1] = example[i];
    }
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Placeholder<TFloat32> in = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(axes)));
      List<Operand<TFloat32>> outputs = network.of(tf, in, tf.constant(draw));
      try (Session session = new Session(graph);
          TFloat32 fed = Tensors.of(x)) {
        Session.Runner runner = session.runner().feed(in, fed);
        outputs.forEach(runner::fetch);
        try (Result result = runner.run()) {
          return outputs.stream().map(o -> Tensors.batch(result.get(outputs.indexOf(o)))).toList();
        }
      }
    }
  }

  /** The value of one output. */
  static Batch one(Batch x, int draw, BiFunction<Ops, In, Operand<TFloat32>> network) {
    return all(x, draw, (tf, in, number) -> List.of(network.apply(tf, new In(in, number)))).get(0);
  }

  /** What a view reads. */
  record In(Operand<TFloat32> x, Operand<TInt32> draw) {}
}
