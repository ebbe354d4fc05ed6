package org.ostrichml.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.ostrichml.data.OutputFiles;
import org.ostrichml.model.SaverOps;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.Signature;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.VarHandleOp;
import org.tensorflow.types.TFloat32;

/** Writes the MLP as a SavedModel with variables, which Python's TensorFlow reads as well. */
final class MlpExport {
  private final Ops tf;
  private final Session session;
  private final Map<VarHandleOp, Operand<TFloat32>> variables = new LinkedHashMap<>();

  private MlpExport(Ops tf, Session session) {
    this.tf = tf;
    this.session = session;
  }

  /** Writes it: {@code image} [N, 784] to {@code probabilities} [N, 10]. */
  static void write(Mlp mlp, Path folder) {
    try (Graph graph = new Graph();
        Session session = new Session(graph)) {
      MlpExport export = new MlpExport(Ops.create(graph), session);
      Signature signature = export.network(mlp);
      SaverOps.add(export.tf, export.variables);
      SavedModelBundle.exporter(folder.toString())
          .withSession(session)
          .withSignature(signature)
          .export();
    } catch (IOException e) {
      throw OutputFiles.failure(folder, e);
    }
  }

  private Signature network(Mlp mlp) {
    Placeholder<TFloat32> image =
        tf.withName("image")
            .placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, mlp.inputs(0))));
    Operand<TFloat32> signal = image;
    for (int layer = 0; layer < mlp.layers(); layer++) {
      Operand<TFloat32> weights =
          variable(
              "weights" + layer, mlp.weights(layer), Shape.of(mlp.inputs(layer), mlp.units(layer)));
      Operand<TFloat32> biases =
          variable("biases" + layer, mlp.biases(layer), Shape.of(mlp.units(layer)));
      Operand<TFloat32> sums = tf.math.add(tf.linalg.matMul(signal, weights), biases);
      signal = layer + 1 < mlp.layers() ? tf.nn.relu(sums) : sums;
    }
    return Signature.builder("serving_default")
        .methodName("tensorflow/serving/predict")
        .input("image", image)
        .output("probabilities", tf.withName("probabilities").nn.softmax(signal))
        .build();
  }

  /** A variable that has its value. */
  private Operand<TFloat32> variable(String name, float[] initial, Shape shape) {
    VarHandleOp handle =
        tf.withName(name).varHandleOp(TFloat32.class, shape, VarHandleOp.sharedName(name));
    Operand<TFloat32> value = tf.readVariableOp(handle, TFloat32.class);
    Placeholder<TFloat32> fed = tf.placeholder(TFloat32.class, Placeholder.shape(shape));
    try (TFloat32 tensor = TFloat32.tensorOf(shape, DataBuffers.of(initial))) {
      session.runner().feed(fed, tensor).addTarget(tf.assignVariableOp(handle, fed)).run();
    }
    variables.put(handle, value);
    return value;
  }
}
