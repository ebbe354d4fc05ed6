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
import org.tensorflow.Result;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SavedObjectGraphOuterClass.SavedObject;
import org.tensorflow.proto.SavedObjectGraphOuterClass.SavedObjectGraph;
import org.tensorflow.proto.TrackableObjectGraphOuterClass.TrackableObjectGraph;
import org.tensorflow.types.TString;

/**
 * Where a checkpoint keeps variables, by the objects that own them, as in Python. The restoring op
 * of a model takes longer, and may fill copies of its variables and leave those that its functions
 * read; Keras 3 nets inside a module are saved so.
 */
final class CheckpointKeys {
  private static final String OBJECTS = "_CHECKPOINTABLE_OBJECT_GRAPH";
  private static final String VALUE = "VARIABLE_VALUE";

  private CheckpointKeys() {}

  /**
   * The key of each variable that an object of the model owns, by the variable's name; of none of
   * those that share a name, and none at all where a model has no objects.
   */
  static Map<String, String> of(MetaGraphDef metaGraph, Checkpoint checkpoint) {
    SavedObjectGraph saved = metaGraph.getObjectGraphDef();
    if (saved.getNodesCount() == 0) {
      return Map.of();
    }
    try (Result result = checkpoint.read(List.of(OBJECTS), List.of(DataType.DT_STRING))) {
      byte[] bytes = ((TString) result.get(0)).asBytes().getObject();
      return keys(saved, TrackableObjectGraph.parseFrom(bytes));
    } catch (InvalidProtocolBufferException e) {
      throw new OstrichException(
          "The checkpoint " + checkpoint.prefix() + " is damaged: " + e.getMessage(), e);
    }
  }

  /** Both graphs name the ways from the root to a variable alike, whatever they number. */
  private static Map<String, String> keys(SavedObjectGraph saved, TrackableObjectGraph kept) {
    Map<String, String> keys = new HashMap<>();
    Set<String> shared = new HashSet<>();
    Set<Integer> seen = new HashSet<>(Set.of(0));
    Deque<int[]> waiting = new ArrayDeque<>(List.of(new int[] {0, 0}));
    while (!waiting.isEmpty()) {
      int[] pair = waiting.remove();
      SavedObject object = saved.getNodes(pair[0]);
      TrackableObjectGraph.TrackableObject record = kept.getNodes(pair[1]);
      String variable = object.getVariable().getName();
      record.getAttributesList().stream()
          .filter(attribute -> object.hasVariable() && attribute.getName().equals(VALUE))
          .filter(attribute -> keys.put(variable, attribute.getCheckpointKey()) != null)
          .forEach(attribute -> shared.add(variable));
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
    keys.keySet().removeAll(shared);
    return keys;
  }
}
