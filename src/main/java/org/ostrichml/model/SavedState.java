package org.ostrichml.model;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.ostrichml.OstrichException;
import org.ostrichml.graph.ControlFlow;
import org.ostrichml.graph.LookupTables;
import org.ostrichml.graph.VariableFreezer;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Tensor;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.TensorProto;

/**
 * The values of variables and the entries of lookup tables, read once: from the checkpoint where
 * the model says what it calls them there, else through a session, one that TensorFlow itself
 * restores, or an application's. Values are not copied: they stay in the native memory in which
 * they were until this is closed.
 */
final class SavedState implements AutoCloseable {
  private final Map<String, Tensor> variables = new HashMap<>();
  private final Map<String, Entries> tables = new HashMap<>();
  private final List<Result> results = new ArrayList<>();

  /** The entries of a lookup table. */
  record Entries(Tensor keys, Tensor values) {}

  /** Nothing yet. */
  SavedState() {}

  /** Takes the values of variables, one for each in order, and owns them from here on. */
  void addVariables(Collection<NodeDef> nodes, Result values) {
    results.add(values);
    int next = 0;
    for (NodeDef node : nodes) {
      variables.put(node.getName(), values.get(next++));
    }
  }

  /**
   * Reads the variables and tables of a graph.
   *
   * @param needed a flat graph made from {@code metaGraph}
   * @throws OstrichException if a file is missing, incomplete or damaged
   */
  static SavedState read(
      ModelSource source, MetaGraphDef metaGraph, GraphDef needed, Engine engine) {
    SavedState state = new SavedState();
    Collection<NodeDef> variables = VariableFreezer.variables(needed);
    Collection<NodeDef> tables = LookupTables.in(needed);
    check(source, variables, tables);
    try {
      Collection<NodeDef> rest =
          variables.isEmpty()
              ? variables
              : state.addSaved(variables, metaGraph, source.checkpoint(engine));
      if (!rest.isEmpty() || !tables.isEmpty()) {
        state.addRestored(rest, tables, source, metaGraph, engine);
      }
      return state;
    } catch (TensorFlowException | IllegalArgumentException | UnsupportedOperationException e) {
      state.close();
      Path missing = missingAsset(source, metaGraph);
      throw new OstrichException(
          missing != null
              ? "%s needs the asset %s, which is missing: copy the whole folder of the model."
                  .formatted(source.path(), missing)
              : "The variables of %s cannot be restored: %s"
                  .formatted(source.path(), TensorFlowMessages.firstLine(e)),
          e);
    } catch (OstrichException e) {
      state.close();
      throw e;
    }
  }

  /** Adds the variables for which the checkpoint has keys, and returns the others. */
  private Collection<NodeDef> addSaved(
      Collection<NodeDef> variables, MetaGraphDef metaGraph, Checkpoint checkpoint) {
    Map<String, String> keys = CheckpointKeys.of(metaGraph, checkpoint);
    Map<Boolean, List<NodeDef>> parts =
        variables.stream()
            .collect(Collectors.partitioningBy(node -> keys.containsKey(sharedName(node))));
    List<NodeDef> saved = parts.get(true);
    if (!saved.isEmpty()) {
      addVariables(
          saved,
          checkpoint.read(
              saved.stream().map(node -> keys.get(sharedName(node))).toList(),
              saved.stream().map(node -> node.getAttrOrThrow("dtype").getType()).toList()));
    }
    return parts.get(false);
  }

  private static String sharedName(NodeDef variable) {
    return variable
        .getAttrOrDefault("shared_name", AttrValue.getDefaultInstance())
        .getS()
        .toStringUtf8();
  }

  /** Adds variables and tables as TensorFlow restores them. */
  private void addRestored(
      Collection<NodeDef> variables,
      Collection<NodeDef> tables,
      ModelSource source,
      MetaGraphDef metaGraph,
      Engine engine) {
    String[] tags = metaGraph.getMetaInfoDef().getTagsList().toArray(String[]::new);
    try (SavedModelBundle bundle =
        SavedModelBundle.loader(source.path().toString())
            .withTags(tags)
            .withConfigProto(Sessions.config(engine))
            .load()) {
      if (!variables.isEmpty()) {
        addVariables(variables, VariableReader.read(bundle, metaGraph, variables));
      }
      if (!tables.isEmpty()) {
        results.add(TableReader.read(bundle, tables, this.tables));
      }
    }
  }

  private static void check(
      ModelSource source, Collection<NodeDef> variables, Collection<NodeDef> tables) {
    if (source.frozen() && !(variables.isEmpty() && tables.isEmpty())) {
      throw new OstrichException(
          variables.isEmpty()
              ? "%s has the lookup table '%s', but not its entries. Give the SavedModel."
                  .formatted(source.path(), tables.iterator().next().getName())
              : "%s is not frozen: it has %d variables and no values for them. Give the SavedModel."
                  .formatted(source.path(), variables.size()));
    }
    if (!variables.isEmpty() && !Files.exists(source.variables())) {
      throw new OstrichException(
          "%s has %d variables, but %s is missing: copy the whole folder of the model."
              .formatted(source.path(), variables.size(), source.variables()));
    }
  }

  /** The first asset that is not there, which is no harm if nothing reads it; or null. */
  private static Path missingAsset(ModelSource source, MetaGraphDef metaGraph) {
    return metaGraph.getAssetFileDefList().stream()
        .map(source::asset)
        .filter(file -> !Files.isRegularFile(file))
        .findFirst()
        .orElse(null);
  }

  /** What is needed of each variable while the graph is prepared, by the name of its node. */
  Map<String, TensorProto> values() {
    Map<String, TensorProto> values = new HashMap<>();
    variables.forEach(
        (name, value) -> values.put(name, Tensors.proto(value, ControlFlow.LARGEST_KNOWN)));
    return values;
  }

  /** The value of a variable; null if there is none. */
  Tensor variable(String name) {
    return variables.get(name);
  }

  /** The entries of each table, by the name of its node. */
  Map<String, Entries> tables() {
    return tables;
  }

  /** Frees the values. */
  @Override
  public void close() {
    results.forEach(Result::close);
    results.clear();
  }
}
