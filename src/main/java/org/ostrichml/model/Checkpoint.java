package org.ostrichml.model;

import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operation;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.DataType;

/**
 * The tensors that a model's variables were saved as.
 *
 * @param prefix the path of its files, without their ends
 * @param config of the session that reads them
 */
record Checkpoint(String prefix, ConfigProto config) {
  /**
   * Reads tensors, in the order of their keys; the caller closes them.
   *
   * @param keys what the checkpoint calls them
   * @param types what each is a tensor of
   * @throws org.tensorflow.exceptions.TensorFlowException if a file or a key is missing, or damaged
   */
  Result read(List<String> keys, List<DataType> types) {
    try (Graph graph = new Graph();
        Session session = new Session(graph, config)) {
      Ops tf = Ops.create(graph);
      Operation restore =
          graph
              .opBuilder("RestoreV2", "restore", graph.baseScope())
              .addInput(tf.constant(prefix).asOutput())
              .addInput(tf.array(keys.toArray(String[]::new)).asOutput())
              .addInput(tf.fill(tf.array(keys.size()), tf.constant("")).asOutput())
              .setAttr("dtypes", types.toArray(DataType[]::new))
              .build();
      Session.Runner runner = session.runner();
      for (int i = 0; i < keys.size(); i++) {
        runner.fetch(restore.output(i));
      }
      return runner.run();
    }
  }
}
