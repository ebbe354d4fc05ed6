package org.ostrichml.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ostrichml.Fixtures.numbers;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ostrichml.Fixtures;
import org.ostrichml.data.Batch;
import org.ostrichml.data.Bounds;
import org.ostrichml.model.TargetModel;
import org.ostrichml.model.Tensors;
import org.ostrichml.objective.Goal;
import org.ostrichml.view.Spread;
import org.ostrichml.view.Transformations;
import org.tensorflow.Result;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Attacks on models behind views, which know nothing of it. */
class ViewAttackTest {
  private static final Threat THREAT = Threat.linf(0.1f);
  private static final Batch X = Fixtures.examples(3, 5, 6, 6, 2);
  private static final Goal GOAL = Goal.targeted(0, 1, 2, 0, 1);
  private static final Spread SPREAD = new Spread(0.1f, 0.1f, 10, 0.1f, 0, 0.01f);
  private static final Spread LIGHT = new Spread(0, 0, 0, 0.1f, 0.1f, 0.01f);

  @TempDir static Path folder;
  private static TargetModel model;

  @BeforeAll
  static void load() {
    model =
        TargetModel.load(
            Fixtures.savedModel(
                folder.resolve("model"),
                Shape.of(-1, 6, 6, 2),
                (tf, x) ->
                    tf.linalg.matMul(
                        tf.reshape(x, tf.constant(new int[] {-1, 72})), numbers(tf, 1, 72, 3))));
  }

  @AfterAll
  static void close() {
    model.close();
  }

  private static TargetModel through(Spread spread, int draws) {
    return model.through(new Transformations(spread, draws, Bounds.UNIT, 5));
  }

  static Stream<StepAttack> attacks() {
    return Stream.of(
        new Fgsm(THREAT),
        new Pgd(THREAT, 7),
        MomentumPgd.momentum(THREAT, 8),
        new Pgd(THREAT, 12, 0.2f, Options.DEFAULT.withRandomStart(1, 2)),
        new Apgd(THREAT, 20, Options.DEFAULT));
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void aPictureSeenTwiceAsItIsIsAttackedAsIfItWereSeenOnce(StepAttack attack) {
    Batch alone = attack.compile(model).run(X, GOAL).examples();
    Batch twice = attack.compile(through(Spread.NONE, 2)).run(X, GOAL).examples();
    assertThat(twice.values()).isEqualTo(alone.values()).isNotEqualTo(X.values());
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void sameBytesInAnyBatch(StepAttack attack) {
    CompiledAttack compiled = attack.compile(through(SPREAD, 3));
    float[] together = compiled.run(X, GOAL).examples().values();
    List<Batch> alone = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      Goal own = Goal.targeted(GOAL.label(i));
      alone.add(compiled.run(X.slice(i, i + 1), own).examples());
    }
    assertThat(Batch.concat(alone).values()).isEqualTo(together);
    assertThat(compiled.run(X, GOAL).examples().values()).isEqualTo(together);
  }

  /** The number of the step is that of the drawing, whether one run is one step or several. */
  @Test
  void everyStepDrawsAnew() {
    Pgd attack = new Pgd(THREAT, 5);
    TargetModel through = through(LIGHT, 3);
    StepSchedule schedule = StepSchedule.of(through, attack);
    assertThat(schedule.several()).isNotNull();
    List<float[]> heard = new ArrayList<>();
    List<float[]> heardOfOne = new ArrayList<>();
    Goal goal = GOAL.on(3).slice(0, 5);
    float[] epsilon = new float[5];
    Arrays.fill(epsilon, THREAT.epsilon());
    Examples examples = Examples.of(X, goal, epsilon, THREAT, Bounds.UNIT);
    new StepLoop(through, attack, schedule).run(examples, step -> heard.add(step.losses()));
    new StepLoop(through, attack, new StepSchedule(schedule.step(), null, 0))
        .run(examples, step -> heardOfOne.add(step.losses()));
    assertThat(heard).containsExactlyElementsOf(heardOfOne);
    // Steps of 0 stay where they are, and hear the loss of one drawing after another.
    Pgd still = new Pgd(Threat.linf(0), 5);
    Examples same = Examples.of(X, goal, new float[5], Threat.linf(0), Bounds.UNIT);
    heard.clear();
    new StepLoop(through, still).run(same, step -> heard.add(step.losses()));
    for (int step = 0; step < 5; step++) {
      assertThat(heard.get(step)).containsExactly(losses(through, step));
    }
    assertThat(heard.get(1)).isNotEqualTo(heard.get(0));
  }

  /** Minus the cross-entropy of the targets, summed over a drawing. */
  private static float[] losses(TargetModel through, int draw) {
    StepGraph graph = StepGraph.of(through, new Pgd(Threat.linf(0), 5));
    try (TFloat32 x = Tensors.of(X);
        TInt32 number = TInt32.scalarOf(draw);
        TFloat32 sign = TFloat32.scalarOf(-1);
        TInt32 labels = TInt32.vectorOf(GOAL.on(3).labels());
        Result result =
            through
                .session()
                .runner()
                .feed(through.input(), x)
                .feed(through.draw(), number)
                .feed(graph.in().sign(), sign)
                .feed(graph.in().labels(), labels)
                .fetch(graph.losses())
                .run()) {
      return Tensors.batch(result.get(0)).values();
    }
  }
}
