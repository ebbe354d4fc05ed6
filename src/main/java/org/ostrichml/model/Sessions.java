package org.ostrichml.model;

import java.util.Iterator;
import java.util.Set;
import org.tensorflow.Graph;
import org.tensorflow.GraphOperation;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GPUOptions;
import org.tensorflow.proto.GraphOptions;
import org.tensorflow.proto.OptimizerOptions;
import org.tensorflow.proto.RewriterConfig;

/** How sessions are opened. */
final class Sessions {
  /**
   * Graphs of fewer ops, constants not counted, gain nothing from running some of them at a time:
   * handing them to other threads costs more. {@code docs/performance.md} has the figures.
   */
  private static final int FEW_OPS = 24;

  /** Where there are no more, each op keeps them all busy; {@code docs/performance.md} too. */
  private static final int FEW_PROCESSORS = 4;

  /** Constants, and what {@link Weights} adds in their place. */
  private static final Set<String> WEIGHTS = Set.of("Const", "VarHandleOp", "ReadVariableOp");

  private static final int IN_THE_CALLING_THREAD = -1;

  private Sessions() {}

  /** For a session that restores a model. */
  static ConfigProto config(Engine engine) {
    return builder(engine).build();
  }

  /** For a session that runs a graph. */
  static ConfigProto config(Engine engine, Graph graph) {
    ConfigProto.Builder config = builder(engine);
    int ops = ops(graph);
    if (ops >= FEW_OPS) {
      config
          .getGraphOptionsBuilder()
          .getOptimizerOptionsBuilder()
          .setOptLevel(OptimizerOptions.Level.L0);
    }
    if (engine.threads() == null
        && runsInTheCallingThread(ops, Runtime.getRuntime().availableProcessors())) {
      config.setInterOpParallelismThreads(IN_THE_CALLING_THREAD);
    }
    return config.build();
  }

  /** Whether ops are better run one after the other, each by as many threads as it wants. */
  static boolean runsInTheCallingThread(int ops, int processors) {
    return ops < FEW_OPS || processors <= FEW_PROCESSORS;
  }

  /**
   * TensorFlow's graph optimiser gains nothing on a frozen graph, and the first run would wait for
   * it. Graphs as they are run are not kept to be looked at: each would hold all weights; nor is
   * the whole graph as it is placed, but only what a run needs of it, while that is prepared. On a
   * GPU memory is taken as it is needed: the card may serve others too.
   */
  private static ConfigProto.Builder builder(Engine engine) {
    ConfigProto.Builder config =
        ConfigProto.newBuilder()
            .setAllowSoftPlacement(true)
            .setExperimental(
                ConfigProto.Experimental.newBuilder().setDisableOutputPartitionGraphs(true))
            .setGpuOptions(GPUOptions.newBuilder().setAllowGrowth(true))
            .setGraphOptions(
                GraphOptions.newBuilder()
                    .setPlacePrunedGraph(true)
                    .setRewriteOptions(RewriterConfig.newBuilder().setDisableMetaOptimizer(true)));
    if (engine.device() == Device.CPU) {
      config.putDeviceCount("GPU", 0);
    }
    if (engine.threads() != null) {
      config.setIntraOpParallelismThreads(engine.threads());
      config.setInterOpParallelismThreads(
          engine.threads() == 1 ? IN_THE_CALLING_THREAD : engine.threads());
    }
    return config;
  }

  private static int ops(Graph graph) {
    int ops = 0;
    Iterator<GraphOperation> operations = graph.operations();
    while (operations.hasNext()) {
      if (!WEIGHTS.contains(operations.next().type())) {
        ops++;
      }
    }
    return ops;
  }
}
