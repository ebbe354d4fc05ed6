package org.ostrichml.evaluate;

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

/** Models whose classes are the pixels: the probabilities are the softmax of the input values. */
final class TinyModel {
  private TinyModel() {}

  /** A model of an input of this shape, whose examples have {@code classes} values. */
  static TargetModel load(Path folder, int classes, long... shape) throws IOException {
    Path file = folder.resolve("tiny.pb");
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Placeholder<TFloat32> input =
          tf.withName("x").placeholder(TFloat32.class, Placeholder.shape(Shape.of(shape)));
      tf.withName("y").nn.softmax(tf.reshape(input, tf.constant(new int[] {-1, classes})));
      Files.write(file, graph.toGraphDef().toByteArray());
    }
    ModelOptions options =
        ModelOptions.defaults().withTensors("x:0", "y:0").withBounds(Bounds.UNIT);
    return TargetModel.load(file, options);
  }
}
