package org.ostrichml.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ostrichml.data.Bounds;
import org.ostrichml.model.ModelOptions;
import org.ostrichml.model.TargetModel;
import org.tensorflow.Graph;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/** A model whose probabilities are the softmax of the last two values of its input. */
final class TwoClasses {
  private TwoClasses() {}

  static TargetModel load(Path folder) throws IOException {
    Path file = folder.resolve("two.pb");
    write(file, -1, 2);
    ModelOptions options =
        ModelOptions.defaults().withTensors("x:0", "y:0").withBounds(Bounds.UNIT);
    return TargetModel.load(file, options);
  }

  /** Writes a graph from {@code x}, of this shape, to {@code y}. */
  static void write(Path file, long... shape) throws IOException {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Placeholder<TFloat32> input =
          tf.withName("x").placeholder(TFloat32.class, Placeholder.shape(Shape.of(shape)));
      tf.withName("y").nn.softmax(tf.reshape(input, tf.constant(new int[] {-1, 2})));
      Files.write(file, graph.toGraphDef().toByteArray());
    }
  }
}
