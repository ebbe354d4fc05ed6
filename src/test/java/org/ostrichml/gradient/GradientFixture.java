package org.ostrichml.gradient;

import org.ostrichml.Fixtures.Network;
import org.ostrichml.data.Batch;
import org.ostrichml.model.Tensors;
import org.ostrichml.objective.Loss;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** A network with a loss and its gradient, in a session. */
final class GradientFixture implements AutoCloseable {
  private final Graph graph = new Graph();
  private final Session session;
  private final Placeholder<TFloat32> input;
  private final Placeholder<TInt32> labels;
  private final Operand<TFloat32> losses;
  private final Operand<TFloat32> gradient;

  @SuppressWarnings("unchecked")
  GradientFixture(Shape shape, Network network, Loss loss) {
    Ops tf = Ops.create(graph);
    try {
      input = tf.withName("x").placeholder(TFloat32.class, Placeholder.shape(shape));
      labels = tf.placeholder(TInt32.class);
      Operand<TFloat32> scores = (Operand<TFloat32>) network.build(tf, input);
      losses = loss.perExample(tf, scores, labels);
      gradient = Gradients.of(tf, loss, losses, scores, labels, input);
      session = new Session(graph);
    } catch (RuntimeException e) {
      graph.close();
      throw e;
    }
  }

  Batch losses(Batch x, int[] at, int... shape) {
    return run(losses, x, at, shape);
  }

  Batch gradient(Batch x, int[] at, int... shape) {
    return run(gradient, x, at, shape);
  }

  private Batch run(Operand<TFloat32> fetch, Batch x, int[] at, int... shape) {
    long[] axes = new long[shape.length];
    for (int i = 0; i < axes.length; i++) {
      axes[i] = shape[i];
    }
    try (TFloat32 fed = Tensors.of(x);
        TInt32 targets = TInt32.tensorOf(Shape.of(axes), DataBuffers.of(at));
        Result result =
            session.runner().feed(input, fed).feed(labels, targets).fetch(fetch).run()) {
      return Tensors.batch(result.get(0));
    }
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }
}
