package org.ostrichml.model;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.ostrichml.OstrichException;
import org.ostrichml.graph.LookupTables;
import org.ostrichml.graph.VariableFreezer;
import org.tensorflow.Graph;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.NodeDef;

/**
 * A model that an application runs in a session of its own. The graph is copied and variables are
 * read through ops that it has; nothing is added to it.
 *
 * @param metaGraph a copy of the graph, with the signatures that are known of it
 * @param session the application's session
 */
record RunningModel(MetaGraphDef metaGraph, Session session) implements ModelOrigin {
  private static final String CLOSED =
      "The session or its graph is closed: attack the model while the application holds it open.";

  /** The model of a bundle, with its signatures. */
  static RunningModel of(SavedModelBundle bundle) {
    return new RunningModel(
        bundle.metaGraphDef().toBuilder().setGraphDef(copy(bundle.graph())).build(),
        bundle.session());
  }

  /**
   * The model in a graph; it has no signatures.
   *
   * @throws OstrichException if the session runs another graph
   */
  static RunningModel of(Graph graph, Session session) {
    if (session.graph() != graph) {
      throw new OstrichException("The session runs another graph: give the one it was made for.");
    }
    return new RunningModel(MetaGraphDef.newBuilder().setGraphDef(copy(graph)).build(), session);
  }

  private static GraphDef copy(Graph graph) {
    try {
      return graph.toGraphDef();
    } catch (IllegalStateException e) {
      throw new OstrichException(CLOSED, e);
    }
  }

  @Override
  public String name() {
    return "the application";
  }

  @Override
  public Path folder() {
    return null;
  }

  @Override
  public MetaGraphDef metaGraph(List<String> tags) {
    return metaGraph;
  }

  @Override
  public SavedState state(MetaGraphDef ignored, GraphDef needed, Engine unused) {
    Collection<NodeDef> tables = LookupTables.in(needed);
    if (!tables.isEmpty()) {
      throw new OstrichException(
          "The lookup table '%s' cannot be read without adding to the application's graph: name an input behind it or an output before it, or load the model from its files."
              .formatted(tables.iterator().next().getName()));
    }
    Collection<NodeDef> variables = VariableFreezer.variables(needed);
    SavedState state = new SavedState();
    if (variables.isEmpty()) {
      return state;
    }
    try {
      state.addVariables(variables, VariableReader.read(session, metaGraph, variables));
      return state;
    } catch (IllegalStateException e) {
      throw new OstrichException(CLOSED, e);
    } catch (TensorFlowException e) {
      throw new OstrichException(
          "The variables (%s) cannot be read in the application's session: %s Initialise or restore them first."
              .formatted(
                  variables.stream()
                      .map(NodeDef::getName)
                      .limit(4)
                      .collect(Collectors.joining(", ")),
                  TensorFlowMessages.firstLine(e)),
          e);
    }
  }
}
