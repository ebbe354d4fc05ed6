package org.ostrichml.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.ostrichml.Fixtures.numbers;
import static org.ostrichml.Fixtures.referenceVariable;
import static org.ostrichml.Fixtures.variable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.data.Offset;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ostrichml.Fixtures;
import org.ostrichml.OstrichException;
import org.ostrichml.data.Batch;
import org.ostrichml.data.Bounds;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.HashTable;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.VarHandleOp;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TString;

/** Models that an application runs itself; all have four inputs and three classes. */
class RunningModelTest {
  /** Products of our own add in another order than TensorFlow's. */
  private static final Offset<Float> ROUNDING = within(1e-6f);

  private static final String SIGNATURE = "serving_default";
  private static final Batch EXAMPLES = Fixtures.examples(3, 5, 4);

  @TempDir Path folder;

  /** How a model holds its weights. */
  enum Weights {
    RESOURCE,
    REFERENCE,
    CONSTANT;

    Operand<TFloat32> in(Ops tf, String name, Operand<TFloat32> value) {
      return switch (this) {
        case RESOURCE -> variable(tf, name, value);
        case REFERENCE -> referenceVariable(tf, name, value);
        case CONSTANT -> value;
      };
    }
  }

  @ParameterizedTest
  @EnumSource
  void copySaysWhatTheBundleSaysAndTheBundleStaysAsItWas(Weights weights) {
    try (SavedModelBundle bundle = bundle(weights)) {
      GraphDef before = bundle.graph().toGraphDef();
      float[] expected = run(bundle.session(), "x", "y");
      try (TargetModel model = TargetModel.of(bundle, SIGNATURE);
          TargetModel another = TargetModel.of(bundle, null)) {
        assertThat(model.run(EXAMPLES).values()).containsExactly(expected, ROUNDING);
        assertThat(another.run(EXAMPLES).values()).containsExactly(expected, ROUNDING);
        assertThat(model.outputKind()).isEqualTo(OutputKind.SOFTMAX);
        assertThat(model.graph()).isNotSameAs(bundle.graph());
        model.extend("key", tf -> tf.math.neg(model.input()));
      }
      assertThat(bundle.graph().toGraphDef()).isEqualTo(before);
      assertThat(run(bundle.session(), "x", "y")).isEqualTo(expected);
    }
  }

  @Test
  void copyOutlivesTheBundle() {
    SavedModelBundle bundle = bundle(Weights.RESOURCE);
    float[] expected = run(bundle.session(), "x", "y");
    try (TargetModel model = TargetModel.of(bundle, SIGNATURE)) {
      bundle.close();
      assertThat(model.run(EXAMPLES).values()).containsExactly(expected, ROUNDING);
    }
  }

  @Test
  void tensorsOfAGraphAreThePorts() {
    try (Graph graph = graph();
        Session session = new Session(graph)) {
      session.run("w_init");
      GraphDef before = graph.toGraphDef();
      ModelOptions options = ModelOptions.defaults().withBounds(new Bounds(-1, 1));
      try (TargetModel model = TargetModel.of(graph, session, "x:0", "y", options)) {
        assertThat(model.run(EXAMPLES).values()).containsExactly(run(session, "x", "y"), ROUNDING);
        assertThat(model.bounds()).isEqualTo(new Bounds(-1, 1));
        assertThat(model.boundsKnown()).isTrue();
        assertThat(model.signature()).isNull();
      }
      assertThat(graph.toGraphDef()).isEqualTo(before);
    }
  }

  /** A service that trains goes on; its copy is what the model was. */
  @Test
  void copyKeepsTheValuesOfItsMoment() {
    try (Graph graph = graph()) {
      Ops tf = Ops.create(graph);
      Operand<TFloat32> handle = graph.operationOrThrow("w").output(0);
      tf.withName("change").assignVariableOp(handle, numbers(tf, 9, 4, 3));
      try (Session session = new Session(graph)) {
        session.run("w_init");
        float[] before = run(session, "x", "y");
        try (TargetModel model = TargetModel.of(graph, session, "x", "y")) {
          session.run("change");
          assertThat(model.run(EXAMPLES).values()).containsExactly(before, ROUNDING);
          assertThat(run(session, "x", "y")).isNotEqualTo(before);
        }
      }
    }
  }

  @Test
  void threadsMayCopyWhileTheServiceRuns() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try (SavedModelBundle bundle = bundle(Weights.RESOURCE)) {
      float[] expected = run(bundle.session(), "x", "y");
      List<Future<float[]>> results = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        results.add(threads.submit(() -> run(bundle.session(), "x", "y")));
        results.add(
            threads.submit(
                () -> {
                  try (TargetModel model = TargetModel.of(bundle, SIGNATURE)) {
                    return model.run(EXAMPLES).values();
                  }
                }));
      }
      for (Future<float[]> result : results) {
        assertThat(result.get()).containsExactly(expected, ROUNDING);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void copyingAndClosingLeaksNothing() {
    try (SavedModelBundle bundle = bundle(Weights.RESOURCE)) {
      Runnable copy = () -> TargetModel.of(bundle, SIGNATURE).close();
      copy.run();
      long before = Pointer.totalCount();
      for (int i = 0; i < 50; i++) {
        copy.run();
      }
      assertThat(Pointer.totalCount()).as("native objects alive").isLessThanOrEqualTo(before);
    }
  }

  @Test
  void whatIsNotThereIsNamed() {
    try (SavedModelBundle bundle = bundle(Weights.RESOURCE)) {
      refused(() -> TargetModel.of(bundle, "other"), "no signature 'other'", SIGNATURE);
      Graph graph = bundle.graph();
      refused(() -> TargetModel.of(graph, bundle.session(), "z", "y"), "no tensor 'z:0'");
      refused(() -> TargetModel.of(graph, bundle.session(), "x", "y:7"), "y:7");
    }
  }

  @Test
  void closedSessionsAreRefused() {
    SavedModelBundle bundle = bundle(Weights.RESOURCE);
    bundle.close();
    refused(() -> TargetModel.of(bundle, SIGNATURE), "is closed");
    try (Graph graph = graph()) {
      Session session = new Session(graph);
      session.close();
      refused(() -> TargetModel.of(graph, session, "x", "y"), "is closed");
    }
  }

  @Test
  void sessionOfAnotherGraphIsRefused() {
    try (Graph graph = graph();
        Graph other = graph();
        Session session = new Session(other)) {
      refused(() -> TargetModel.of(graph, session, "x", "y"), "runs another graph");
    }
  }

  @Test
  void variablesWithoutValuesAreNamed() {
    try (Graph graph = graph();
        Session session = new Session(graph)) {
      refused(
          () -> TargetModel.of(graph, session, "x", "y"),
          "The variables (w) cannot be read",
          "Initialise or restore them first.");
    }
  }

  /** A gather reads rows of a variable, which says nothing of the others. */
  @Test
  void variablesThatNoOpReadsAreNamed() {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Operand<TFloat32> x = tf.withName("x").placeholder(TFloat32.class);
      VarHandleOp handle = tf.withName("w").varHandleOp(TFloat32.class, Shape.of(4, 3));
      tf.withName("init").assignVariableOp(handle, numbers(tf, 1, 4, 3));
      tf.withName("y")
          .math
          .mul(x, tf.resourceGather(handle, tf.constant(new int[] {1}), TFloat32.class));
      try (Session session = new Session(graph)) {
        session.run("init");
        refused(() -> TargetModel.of(graph, session, "x", "y"), "reads the variable 'w'");
      }
    }
  }

  @Test
  void lookupTablesAreNamed() {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Operand<TFloat32> x = tf.withName("x").placeholder(TFloat32.class);
      HashTable table =
          tf.withName("table").hashTable(TString.class, TInt64.class, HashTable.sharedName("t"));
      Operand<TInt64> found = tf.lookupTableFind(table, tf.constant("dog"), tf.constant(-1L));
      tf.withName("y").math.mul(x, tf.dtypes.cast(found, TFloat32.class));
      try (Session session = new Session(graph)) {
        refused(() -> TargetModel.of(graph, session, "x", "y"), "The lookup table 'table'");
      }
    }
  }

  private SavedModelBundle bundle(Weights weights) {
    Path path =
        Fixtures.savedModel(
            folder.resolve(weights.name()),
            Shape.of(-1, 4),
            (tf, x) ->
                tf.nn.softmax(
                    tf.math.add(
                        tf.linalg.matMul(x, weights.in(tf, "w", numbers(tf, 1, 4, 3))),
                        weights.in(tf, "b", numbers(tf, 2, 3)))));
    return SavedModelBundle.load(path.toString(), "serve");
  }

  /** From x to y by the variable w, which {@code w_init} initialises. */
  private static Graph graph() {
    Graph graph = new Graph();
    Ops tf = Ops.create(graph);
    Operand<TFloat32> x =
        tf.withName("x").placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, 4)));
    tf.withName("y").linalg.matMul(x, variable(tf, "w", numbers(tf, 1, 4, 3)));
    return graph;
  }

  private static float[] run(Session session, String input, String output) {
    try (TFloat32 fed = Tensors.of(EXAMPLES);
        Result result = session.runner().feed(input, fed).fetch(output).run()) {
      return Tensors.batch(result.get(0)).values();
    }
  }

  private static void refused(ThrowingCallable call, String... parts) {
    assertThatThrownBy(call)
        .isInstanceOf(OstrichException.class)
        .hasMessageContainingAll(parts)
        .hasMessageNotContaining("\n");
  }
}
