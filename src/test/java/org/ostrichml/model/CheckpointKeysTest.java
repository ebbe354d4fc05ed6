package org.ostrichml.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ostrichml.Fixtures;
import org.ostrichml.data.Batch;
import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.ndarray.NdArrays;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.VarHandleOp;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SavedObjectGraphOuterClass.SavedObject;
import org.tensorflow.proto.SavedObjectGraphOuterClass.SavedObjectGraph;
import org.tensorflow.proto.SavedObjectGraphOuterClass.SavedVariable;
import org.tensorflow.proto.SaverDef;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TrackableObjectGraphOuterClass.TrackableObjectGraph;
import org.tensorflow.proto.TrackableObjectGraphOuterClass.TrackableObjectGraph.TrackableObject;
import org.tensorflow.proto.TrackableObjectGraphOuterClass.TrackableObjectGraph.TrackableObject.ObjectReference;
import org.tensorflow.proto.TrackableObjectGraphOuterClass.TrackableObjectGraph.TrackableObject.SerializedTensor;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TString;

/** Models whose objects and whose restoring op tell of a variable, its copy, and another. */
class CheckpointKeysTest {
  private static final String KEY = "net/w/.ATTRIBUTES/VARIABLE_VALUE";
  private static final String OTHER = "net/v/.ATTRIBUTES/VARIABLE_VALUE";

  @TempDir Path folder;

  @Test
  void variableThatOnlyAnObjectKnowsIsReadFromTheCheckpoint() throws Exception {
    write("copy", "v");
    try (TargetModel model = TargetModel.load(folder)) {
      assertThat(model.run(new Batch(new float[] {1, 2}, 1, 2)).values()).containsExactly(3, 10);
    }
  }

  @Test
  void variableWhoseNameTwoObjectsHaveIsReadAsItWasRestored() throws Exception {
    write("w", "w");
    try (TargetModel model = TargetModel.load(folder)) {
      assertThat(model.run(new Batch(new float[] {1, 2}, 1, 2)).values()).containsExactly(3, 10);
    }
  }

  /**
   * Writes a model that multiplies by the variable w, which is saved as 3 and 5.
   *
   * @param restored the variable that the restoring op fills with that
   * @param other what another variable is called, which is saved as 7 and 9
   */
  private void write(String restored, String other) throws Exception {
    Path prefix = Files.createDirectories(folder.resolve("variables")).resolve("variables");
    try (Graph graph = new Graph();
        Session session = new Session(graph, false);
        TString to = TString.scalarOf(prefix.toString());
        TString objects =
            TString.tensorOfBytes(NdArrays.scalarOfObject(checkpointObjects().toByteArray()))) {
      Ops tf = Ops.create(graph);
      Placeholder<TFloat32> x =
          tf.withName("x").placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, 2)));
      VarHandleOp w = variable(tf, "w");
      VarHandleOp copy = variable(tf, "copy");
      tf.withName("y").math.mul(x, tf.withName("w_read").readVariableOp(w, TFloat32.class));
      Placeholder<TString> file = tf.withName("file").placeholder(TString.class);
      Placeholder<TString> bytes = tf.placeholder(TString.class);
      var saved =
          tf.train.save(
              file,
              tf.array(KEY, OTHER, "_CHECKPOINTABLE_OBJECT_GRAPH"),
              tf.array("", "", ""),
              List.of(tf.constant(new float[] {3, 5}), tf.constant(new float[] {7, 9}), bytes));
      var value = tf.train.restore(file, tf.array(KEY), tf.array(""), List.of(TFloat32.class));
      VarHandleOp filled = restored.equals("w") ? w : copy;
      tf.withControlDependencies(List.of(tf.assignVariableOp(filled, value.tensors().get(0))))
          .withName("restore")
          .noOp();
      session.runner().feed(file, to).feed(bytes, objects).addTarget(saved.op()).run();
      MetaGraphDef.Builder meta = MetaGraphDef.newBuilder().setGraphDef(graph.toGraphDef());
      meta.getMetaInfoDefBuilder().addTags("serve");
      meta.setSaverDef(
          SaverDef.newBuilder()
              .setFilenameTensorName("file:0")
              .setSaveTensorName("file:0")
              .setRestoreOpName("restore")
              .setVersion(SaverDef.CheckpointFormatVersion.V2));
      meta.putSignatureDef(
          "serving_default",
          SignatureDef.newBuilder()
              .putInputs("x", Fixtures.info("x:0", x))
              .putOutputs("y", Fixtures.info("y:0", x))
              .build());
      Fixtures.write(folder, meta.setObjectGraphDef(modelObjects(other)).build());
    }
  }

  private static VarHandleOp variable(Ops tf, String name) {
    return tf.withName(name).varHandleOp(TFloat32.class, Shape.of(2), VarHandleOp.sharedName(name));
  }

  /** The root, the net it owns, and the net's two variables. */
  private static SavedObjectGraph modelObjects(String other) {
    return SavedObjectGraph.newBuilder()
        .addNodes(SavedObject.newBuilder().addChildren(child("net", 2)))
        .addNodes(variable("w"))
        .addNodes(SavedObject.newBuilder().addChildren(child("w", 1)).addChildren(child("v", 3)))
        .addNodes(variable(other))
        .build();
  }

  private static SavedObject.Builder variable(String name) {
    return SavedObject.newBuilder().setVariable(SavedVariable.newBuilder().setName(name));
  }

  /** The same, numbered otherwise. */
  private static TrackableObjectGraph checkpointObjects() {
    return TrackableObjectGraph.newBuilder()
        .addNodes(TrackableObject.newBuilder().addChildren(child("net", 1)))
        .addNodes(
            TrackableObject.newBuilder().addChildren(child("w", 2)).addChildren(child("v", 3)))
        .addNodes(value(KEY))
        .addNodes(value(OTHER))
        .build();
  }

  private static TrackableObject.Builder value(String key) {
    return TrackableObject.newBuilder()
        .addAttributes(
            SerializedTensor.newBuilder().setName("VARIABLE_VALUE").setCheckpointKey(key));
  }

  private static ObjectReference child(String name, int node) {
    return ObjectReference.newBuilder().setLocalName(name).setNodeId(node).build();
  }
}
