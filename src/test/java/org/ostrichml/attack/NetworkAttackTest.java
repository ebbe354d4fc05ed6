package org.ostrichml.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ostrichml.Fixtures.numbers;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ostrichml.Fixtures;
import org.ostrichml.Fixtures.Network;
import org.ostrichml.OstrichException;
import org.ostrichml.data.Batch;
import org.ostrichml.model.NativeKernels;
import org.ostrichml.model.TargetModel;
import org.ostrichml.model.Tensors;
import org.ostrichml.objective.Goal;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.proto.DeviceStepStats;
import org.tensorflow.proto.NodeExecStats;
import org.tensorflow.proto.RunOptions;
import org.tensorflow.types.TFloat32;

/** Attacks on a small convolutional net. */
class NetworkAttackTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 32})
  void batchSizeChangesNoByte(int size) {
    Batch x = Fixtures.examples(1, 32, 8, 8, 3);
    int[] labels = new int[32];
    for (int i = 0; i < 32; i++) {
      labels[i] = i % 4;
    }
    try (TargetModel model = net(-1);
        TargetModel fixed = net(size)) {
      for (Attack attack :
          List.of(
              new Fgsm(Threat.linf(0.05f)),
              new Pgd(Threat.linf(0.05f), 3).withOptions(Options.DEFAULT.withRandomStart(4, 1)),
              new Pgd(Threat.linf(0.05f), 3)
                  .withRelativeStepSize(0.4f)
                  .withOptions(Options.DEFAULT.withRandomStart(4, 1)))) {
        float[] expected =
            attack.compile(model).run(x, Goal.untargeted(labels)).examples().values();
        assertThat(attack.compile(fixed).run(x, Goal.untargeted(labels)).examples().values())
            .isEqualTo(expected);
        List<Batch> parts = new ArrayList<>();
        for (int from = 0; from < 32; from += size) {
          int to = Math.min(32, from + size);
          Goal goal = new Goal(false, java.util.Arrays.copyOfRange(labels, from, to));
          parts.add(attack.compile(model).run(x.slice(from, to), goal).examples());
        }
        assertThat(Batch.concat(parts).values()).isEqualTo(expected);
      }
    }
  }

  @Test
  void everyExampleComesNearerToItsGoal() {
    Batch x = Fixtures.examples(2, 8, 8, 8, 3);
    try (TargetModel model = net(-1)) {
      for (boolean targeted : new boolean[] {false, true}) {
        List<float[]> losses = new ArrayList<>();
        new Pgd(Threat.linf(0.02f), 5)
            .compile(model)
            .run(x, new Goal(targeted, 1), step -> losses.add(step.losses()));
        for (int i = 0; i < 8; i++) {
          float change = losses.get(4)[i] - losses.get(0)[i];
          assertThat(change).isPositive();
        }
      }
    }
  }

  /** Counted by TensorFlow's own trace of what one step of the loop runs. */
  @Test
  void stepIsOneForwardAndOneBackwardPass() {
    Batch x = Fixtures.examples(3, 2, 8, 8, 3);
    try (TargetModel model = net(-1)) {
      new Fgsm(Threat.linf(0.1f)).compile(model);
      Threat threat = Threat.linf(0.1f);
      StepGraph graph = StepGraph.of(model, new Fgsm(threat));
      Examples examples =
          Examples.of(x, Goal.untargeted(0, 1), new float[] {0.1f, 0.1f}, threat, model.bounds());
      Session.Runner runner = model.session().runner();
      runner.setOptions(
          RunOptions.newBuilder().setTraceLevel(RunOptions.TraceLevel.FULL_TRACE).build());
      Map<String, Integer> runs = new TreeMap<>();
      try (TFloat32 in = Tensors.of(x);
          TFloat32 point = Tensors.of(x.flat());
          StepFeeds feeds =
              new StepFeeds(graph.in(), new Fgsm(threat), examples, new float[2], null)) {
        feeds.select(new int[] {0, 1});
        feeds.feed(runner.feed(model.input(), in).feed(graph.in().point(), point), 0);
        graph.fetches().forEach(runner::fetch);
        try (Result result = runner.runAndFetchMetadata()) {
          for (DeviceStepStats device :
              result.getMetadata().orElseThrow().getStepStats().getDevStatsList()) {
            for (NodeExecStats node : device.getNodeStatsList()) {
              var operation = model.graph().operation(node.getNodeName());
              if (operation != null) {
                runs.merge(operation.type(), 1, Integer::sum);
              }
            }
          }
        }
      }
      boolean isNative = NativeKernels.available();
      // Without native kernels the backward pass is one on the turned filter.
      runs.merge("Conv2D", isNative ? runs.get(NativeKernels.IMAGE_GRAD) : 0, Integer::sum);
      assertThat(runs)
          .containsEntry("Conv2D", 2)
          .containsEntry(isNative ? NativeKernels.PRODUCT : "MatMul", 2)
          .containsEntry("Relu", 1)
          .containsEntry("ReluGrad", 1)
          .doesNotContainKeys("Softmax", "Conv2DBackpropInput", "Conv2DBackpropFilter");
    }
  }

  @Test
  void everyStepIsOneRun() {
    Batch x = Fixtures.examples(4, 5, 8, 8, 3);
    try (TargetModel model = net(2)) {
      List<Integer> steps = new ArrayList<>();
      AdversarialBatch result =
          new Pgd(Threat.linf(0.1f), 4)
              .compile(model)
              .run(x, Goal.untargeted(0), step -> steps.add(step.examples().length));
      assertThat(steps).containsExactlyInAnyOrder(2, 2, 2, 2, 2, 2, 2, 2, 1, 1, 1, 1);
      assertThat(result.effort().totalForward()).isEqualTo(20);
      assertThat(result.effort().totalBackward()).isEqualTo(20);
      assertThat(new Fgsm(Threat.linf(0.1f)).steps()).isEqualTo(1);
    }
  }

  @Test
  void modelsWithoutClassesAreRefused() {
    Network value = (tf, x) -> tf.linalg.matMul(x, numbers(tf, 1, 4, 1));
    try (TargetModel model = load(Shape.of(-1, 4), value)) {
      refused(() -> new Fgsm(Threat.linf(0.1f)).compile(model), "holds no class scores");
    }
  }

  @Test
  void opWithoutGradientIsNamedWhenTheAttackIsCompiled() {
    try (TargetModel model =
        load(
            Shape.of(-1, 4),
            (tf, x) ->
                tf.linalg.matMul(
                    tf.scope()
                        .opBuilder("RandomShuffle", "shuffle")
                        .addInput(x.asOutput())
                        .build()
                        .<TFloat32>output(0),
                    numbers(tf, 1, 4, 3)))) {
      refused(() -> new Fgsm(Threat.linf(0.1f)).compile(model), "'RandomShuffle' (node 'shuffle')");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 8, 33})
  void gradientThatIsNoNumberIsAnError(int size) {
    try (TargetModel model =
        load(
            Shape.of(-1, size),
            (tf, x) -> {
              Operand<TFloat32> root = tf.math.sqrt(tf.math.mul(x, tf.constant(0f)));
              Operand<TFloat32> sum = tf.reduceSum(root, tf.constant(1), ReduceSum.keepDims(true));
              return tf.linalg.matMul(sum, numbers(tf, 1, 1, 3));
            })) {
      for (Attack attack :
          List.of(
              new Fgsm(Threat.linf(0.1f)),
              new Pgd(Threat.linf(0.1f), 3),
              new Fgsm(Threat.linf(0.1f).withoutClip()))) {
        refused(
            () ->
                attack
                    .compile(model)
                    .run(new Batch(new float[2 * size], 2, size), Goal.untargeted(0)),
            "gradient of the loss is not a number");
      }
    }
  }

  @Test
  void attackingLeaksNoMemoryEvenWhereTheListenerThrows() {
    Batch x = Fixtures.examples(5, 64, 8, 8, 3);
    try (TargetModel model = net(-1)) {
      CompiledAttack attack = new Pgd(Threat.linf(0.1f), 4).compile(model);
      StepListener angry =
          step -> {
            throw new IllegalStateException();
          };
      attack.run(x, Goal.untargeted(0));
      long before = Pointer.totalCount();
      for (int i = 0; i < 100; i++) {
        attack.run(x, Goal.untargeted(0));
        assertThatThrownBy(() -> attack.run(x, Goal.untargeted(0), angry))
            .isInstanceOf(IllegalStateException.class);
      }
      assertThat(Pointer.totalCount()).as("native tensors alive").isLessThanOrEqualTo(before);
    }
  }

  private TargetModel net(int batch) {
    return load(Shape.of(batch, 8, 8, 3), NetworkAttackTest::layers);
  }

  private static Operand<TFloat32> layers(Ops tf, Operand<TFloat32> x) {
    Operand<TFloat32> features =
        tf.nn.relu(tf.nn.conv2d(x, numbers(tf, 1, 3, 3, 3, 4), List.of(1L, 2L, 2L, 1L), "SAME"));
    return tf.nn.softmax(
        tf.linalg.matMul(
            tf.reshape(features, tf.constant(new int[] {-1, 64})), numbers(tf, 2, 64, 4)));
  }

  private TargetModel load(Shape input, Network network) {
    return TargetModel.load(Fixtures.savedModel(folder.resolve("model"), input, network));
  }

  private static void refused(ThrowingCallable call, String... parts) {
    assertThatThrownBy(call).isInstanceOf(OstrichException.class).hasMessageContainingAll(parts);
  }
}
