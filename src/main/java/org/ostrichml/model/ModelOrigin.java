package org.ostrichml.model;

import java.nio.file.Path;
import java.util.List;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.MetaGraphDef;

/** Where a model comes from: its files, or a session that runs it already. */
interface ModelOrigin {
  /** What to call it in a message. */
  String name();

  /** The folder in which a sidecar and labels may lie; null if there is none. */
  Path folder();

  /**
   * The graph with exactly these tags; see {@link ModelSource#metaGraph}.
   *
   * @param tags the tags, or null for the only graph
   */
  MetaGraphDef metaGraph(List<String> tags);

  /**
   * The values of the variables and tables of a graph; the caller closes them.
   *
   * @param needed a flat graph made from {@code metaGraph}
   * @param engine runs what has to be run for it
   * @throws org.ostrichml.OstrichException if one cannot be read
   */
  SavedState state(MetaGraphDef metaGraph, GraphDef needed, Engine engine);
}
