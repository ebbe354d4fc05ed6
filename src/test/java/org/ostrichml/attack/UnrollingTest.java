package org.ostrichml.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.ostrichml.Fixtures.numbers;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ostrichml.Fixtures;
import org.ostrichml.data.Batch;
import org.ostrichml.model.NativeKernels;
import org.ostrichml.model.TargetModel;
import org.ostrichml.objective.Goal;
import org.tensorflow.ndarray.Shape;

/** Several steps a run against one step a run. */
class UnrollingTest {
  private static final int SIZE = 8;
  private static final Batch X = Fixtures.examples(4, SIZE, 12);
  private static final Threat THREAT = Threat.linf(0.2f);

  @TempDir Path folder;

  static Stream<StepAttack> attacks() {
    return Stream.of(
        new Pgd(THREAT, 10),
        new Pgd(THREAT, 23),
        new Pgd(Threat.l2(0.5f), 20),
        new Pgd(THREAT, 40).withOptions(Options.DEFAULT.withEarlyStop()),
        new Pgd(THREAT, 12).withOptions(Options.DEFAULT.withEarlyStop().withRandomStart(3, 2)),
        new Apgd(THREAT, 30, Options.DEFAULT),
        new MomentumPgd(THREAT, 16, 0.1f, 1, true, Options.DEFAULT.withEarlyStop()));
  }

  /** A batch of a fixed size, so that with native products no last bit depends on who has left. */
  private TargetModel model() {
    return TargetModel.load(
        Fixtures.savedModel(
            folder,
            Shape.of(SIZE, 12),
            (tf, x) ->
                tf.linalg.matMul(
                    tf.nn.relu(tf.linalg.matMul(x, numbers(tf, 1, 12, 20))),
                    numbers(tf, 2, 20, 4))));
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void comesToTheSameBytesEffortAndSteps(StepAttack attack) {
    assumeThat(NativeKernels.available()).as("TensorFlow's round by the place in a batch").isTrue();
    try (TargetModel model = model()) {
      StepSchedule schedule = StepSchedule.of(model, attack);
      assertThat(schedule.several()).isNotNull();
      StepSchedule single = new StepSchedule(schedule.step(), null, 0);
      float[] epsilon = new float[SIZE];
      Arrays.fill(epsilon, attack.threat().epsilon());
      Goal goal = Goal.untargeted(0, 1, 2, 3, 0, 1, 2, 3);
      Examples examples = Examples.of(X, goal, epsilon, attack.threat(), model.bounds());
      List<String> steps = new ArrayList<>();
      List<String> stepsOfOne = new ArrayList<>();
      Search.Found found =
          new StepLoop(model, attack, schedule).run(examples, step -> steps.add(told(step)));
      Search.Found ofOne =
          new StepLoop(model, attack, single).run(examples, step -> stepsOfOne.add(told(step)));
      assertThat(found.points().values()).isEqualTo(ofOne.points().values());
      assertThat(found.effort().forward()).isEqualTo(ofOne.effort().forward());
      assertThat(found.effort().zeroGradient()).isEqualTo(ofOne.effort().zeroGradient());
      assertThat(steps).isEqualTo(stepsOfOne);
    }
  }

  @Test
  void convolutionsAreRepeatedToo() {
    Threat threat = Threat.linf(0.1f);
    Batch x = Fixtures.examples(5, SIZE, 5, 5, 2);
    Goal goal = Goal.untargeted(0, 1, 2, 0, 1, 2, 0, 1);
    try (TargetModel model =
        TargetModel.load(
            Fixtures.savedModel(
                folder,
                Shape.of(SIZE, 5, 5, 2),
                (tf, in) ->
                    tf.math.mean(
                        tf.nn.relu(
                            tf.nn.biasAdd(
                                tf.nn.conv2d(
                                    in,
                                    numbers(tf, 1, 3, 3, 2, 3),
                                    List.of(1L, 1L, 1L, 1L),
                                    "SAME"),
                                numbers(tf, 2, 3))),
                        tf.constant(new int[] {1, 2}))))) {
      assertThat(StepSchedule.of(model, new Pgd(threat, 10)).several()).isNotNull();
      AdversarialBatch once = new Pgd(threat, 10).compile(model).run(x, goal);
      assertThat(once.effort().totalForward()).isEqualTo(10 * SIZE);
    }
  }

  private static String told(StepListener.Step step) {
    return step.restart()
        + " "
        + step.number()
        + Arrays.toString(step.examples())
        + Arrays.toString(step.losses())
        + Arrays.toString(step.reached());
  }

  @Test
  void largeBatchesMakeOneStepARun() {
    try (TargetModel model = model()) {
      StepSchedule schedule = StepSchedule.of(model, new Pgd(THREAT, 10));
      assertThat(schedule.work()).isGreaterThanOrEqualTo(12 * 20 + 20 * 4);
      assertThat(schedule.next(8, 10)).isSameAs(schedule.several());
      assertThat(schedule.next(8, 9)).isSameAs(schedule.step());
      assertThat(schedule.next(1_000_000, 10)).isSameAs(schedule.step());
    }
  }
}
