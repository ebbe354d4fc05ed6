package org.ostrichml.model;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ostrichml.OstrichException;
import org.tensorflow.Graph;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SavedObjectGraphOuterClass.SavedObject;
import org.tensorflow.proto.SavedObjectGraphOuterClass.SavedObjectGraph;
import org.tensorflow.proto.TrackableObjectGraphOuterClass.TrackableObjectGraph;
import org.tensorflow.types.TString;

/**
 * Where a checkpoint keeps variables, by the objects that own them. The restoring op of a model may
 * fill copies of its variables and leave those that its functions read; Keras 3 nets inside a
 * module are saved so. Then the objects tell, as they do in Python.
 */
final class CheckpointKeys {
  private static final String OBJECTS = "_CHECKPOINTABLE_OBJECT_GRAPH";

  private CheckpointKeys() {}

  /** The key of each variable that an object of the model owns, by the variable's name. */
  static Map<String, String> of(SavedModelBundle bundle, MetaGraphDef metaGraph, String prefix) {
    SavedObjectGraph saved = metaGraph.getObjectGraphDef();
    if (saved.getNodesCount() == 0) {
      return Map.of();
    }
    Output<?> objects = restore(bundle.graph(), prefix, OBJECTS, DataType.DT_STRING);
    try (Result result = bundle.session().runner().fetch(objects).run()) {
      byte[] bytes = ((TString) result.get(0)).asBytes().getObject();
      return keys(saved, TrackableObjectGraph.parseFrom(bytes));
    } catch (InvalidProtocolBufferException e) {
      throw new OstrichException("The checkpoint " + prefix + " is damaged: " + e.getMessage(), e);
    }
  }

  /** The value that a checkpoint keeps at a key. */
  static Output<?> restore(Graph graph, String prefix, String key, DataType type) {
    Ops tf = Ops.create(graph);
    return graph
        .opBuilder("RestoreV2", "ostrich_restore/" + key, graph.baseScope())
        .addInput(tf.constant(prefix).asOutput())
        .addInput(tf.array(key).asOutput())
        .addInput(tf.array("").asOutput())
        .setAttr("dtypes", new DataType[] {type})
        .build()
        .output(0);
  }

  /** Both graphs name the ways from the root to a variable alike, whatever they number. */
  private static Map<String, String> keys(SavedObjectGraph saved, TrackableObjectGraph kept) {
    Map<String, String> keys = new HashMap<>();
    Set<Integer> seen = new HashSet<>(Set.of(0));
    Deque<int[]> waiting = new ArrayDeque<>(List.of(new int[] {0, 0}));
    while (!waiting.isEmpty()) {
      int[] pair = waiting.remove();
      SavedObject object = saved.getNodes(pair[0]);
      TrackableObjectGraph.TrackableObject record = kept.getNodes(pair[1]);
      if (object.hasVariable() && record.getAttributesCount() > 0) {
        keys.put(object.getVariable().getName(), record.getAttributes(0).getCheckpointKey());
      }
      Map<String, Integer> children = new HashMap<>();
      record.getChildrenList().forEach(c -> children.put(c.getLocalName(), c.getNodeId()));
      object
          .getChildrenList()
          .forEach(
              child -> {
                Integer other = children.get(child.getLocalName());
                if (other != null && seen.add(child.getNodeId())) {
                  waiting.add(new int[] {child.getNodeId(), other});
                }
              });
    }
    return keys;
  }
}
