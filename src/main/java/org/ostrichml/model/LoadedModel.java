package org.ostrichml.model;

import org.ostrichml.OstrichException;
import org.ostrichml.graph.InputCut;
import org.ostrichml.graph.OpCatalog;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.types.TFloat32;

/**
 * A model's flat, frozen graph in a session of its own, as it was loaded.
 *
 * @param graph the graph
 * @param session the session that runs it
 * @param ends the input and the outputs in it
 * @param facts what else is known of the model
 */
record LoadedModel(Graph graph, Session session, Ends ends, Facts facts) implements AutoCloseable {

  /**
   * Loads a model.
   *
   * @param asked what the caller chose; the sidecar decides what it leaves open
   * @param fuse whether ops may be folded and fused, where that is faster
   */
  static LoadedModel of(ModelOrigin origin, ModelOptions asked, boolean fuse) {
    Sidecar sidecar = Sidecar.beside(origin.folder());
    ModelOptions options = sidecar.complete(asked);
    MetaGraphDef metaGraph = origin.metaGraph(options.place().tags());
    Ports ports = Ports.choose(metaGraph, options);
    OpCatalog catalog = RegisteredOps.all();
    Engine engine = options.run().engine();
    Device device = Devices.of(engine);
    NativeKernels.limit(engine);
    Graph graph = new Graph();
    Session session = null;
    try (Prepared prepared = Prepared.of(origin, metaGraph, ports, options, catalog);
        GraphBuilder built =
            GraphBuilder.build(graph, catalog, prepared, fuse && device == Device.CPU)) {
      LargeTensors.check(graph);
      session = new Session(graph, Sessions.config(engine, graph));
      built.fill(session);
      Operand<TFloat32> input = graph.operation(InputCut.INPUT).<TFloat32>output(0);
      OutputHead head = OutputHead.of(graph, session, input, prepared);
      Facts facts =
          Facts.of(
              origin.folder(),
              options,
              device,
              sidecar,
              ports.signature(),
              prepared,
              head.classes());
      return new LoadedModel(graph, session, Ends.of(graph, input, head), facts);
    } catch (RuntimeException e) {
      if (session != null) {
        session.close();
      }
      graph.close();
      throw e instanceof OstrichException
          ? e
          : new OstrichException(
              "TensorFlow cannot load the graph of %s: %s"
                  .formatted(origin.name(), TensorFlowMessages.firstLine(e)),
              e);
    }
  }

  /** Frees the session and the graph; safe to call twice. */
  @Override
  public void close() {
    session.close();
    graph.close();
  }
}
