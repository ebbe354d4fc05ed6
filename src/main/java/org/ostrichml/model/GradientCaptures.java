package org.ostrichml.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SavedObjectGraphOuterClass.SavedObject;
import org.tensorflow.proto.SavedObjectGraphOuterClass.SavedObjectGraph;

/** What a SavedModel's object graph says of the tensors its gradient functions captured. */
final class GradientCaptures {
  private GradientCaptures() {}

  /** For each function that captured nothing but tensors their names, in order. */
  static Map<String, List<String>> of(MetaGraphDef metaGraph) {
    SavedObjectGraph objects = metaGraph.getObjectGraphDef();
    Map<String, List<String>> captures = new HashMap<>();
    objects
        .getConcreteFunctionsMap()
        .forEach(
            (name, function) -> {
              List<SavedObject> bound =
                  function.getBoundInputsList().stream()
                      .filter(id -> id >= 0 && id < objects.getNodesCount())
                      .map(objects::getNodes)
                      .toList();
              if (bound.stream().allMatch(SavedObject::hasCapturedTensor)) {
                captures.put(
                    name, bound.stream().map(o -> o.getCapturedTensor().getName()).toList());
              }
            });
    return captures;
  }
}
