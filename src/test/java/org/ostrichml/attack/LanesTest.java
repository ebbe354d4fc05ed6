package org.ostrichml.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ostrichml.Fixtures.numbers;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ostrichml.Fixtures;
import org.ostrichml.data.Batch;
import org.ostrichml.model.TargetModel;
import org.ostrichml.objective.Goal;
import org.tensorflow.ndarray.Shape;

/** Batches that are attacked in lanes, against the same in small ones, which are not. */
class LanesTest {
  private static final int EXAMPLES = 400;
  private static final int SMALL = 40;
  private static final int STEPS = 10;
  private static final Batch X = Fixtures.examples(4, EXAMPLES, 12);
  private static final Goal GOAL = Goal.untargeted(labels());
  private static final Pgd PGD =
      new Pgd(Threat.linf(0.1f), STEPS).withOptions(Options.DEFAULT.withEarlyStop());

  @TempDir Path folder;

  private static int[] labels() {
    int[] labels = new int[EXAMPLES];
    for (int i = 0; i < EXAMPLES; i++) {
      labels[i] = i % 4;
    }
    return labels;
  }

  private TargetModel model() {
    return TargetModel.load(
        Fixtures.savedModel(
            folder, Shape.of(-1, 12), (tf, x) -> tf.linalg.matMul(x, numbers(tf, 1, 12, 4))));
  }

  @Test
  void examplesComeToTheSameBytesInOrder() {
    try (TargetModel model = model()) {
      CompiledAttack attack = PGD.compile(model);
      AdversarialBatch together = attack.run(X, GOAL);
      for (int from = 0; from < EXAMPLES; from += SMALL) {
        AdversarialBatch some =
            attack.run(X.slice(from, from + SMALL), GOAL.slice(from, from + SMALL));
        assertThat(together.examples().slice(from, from + SMALL).values())
            .isEqualTo(some.examples().values());
        assertThat(together.effort().forward()[from]).isEqualTo(some.effort().forward()[0]);
      }
    }
  }

  @Test
  void listenersHearOfOneStepAtATimeAndOfEachExampleInOrder() {
    try (TargetModel model = model()) {
      AtomicInteger inside = new AtomicInteger();
      Map<Integer, List<Integer>> heard = new HashMap<>();
      AdversarialBatch result =
          PGD.compile(model)
              .run(
                  X,
                  GOAL,
                  step -> {
                    assertThat(inside.incrementAndGet()).isOne();
                    for (int example : step.examples()) {
                      heard.computeIfAbsent(example, i -> new ArrayList<>()).add(step.number());
                    }
                    inside.decrementAndGet();
                  });
      assertThat(heard).hasSize(EXAMPLES);
      heard.forEach(
          (example, steps) ->
              assertThat(steps).isSorted().hasSize(result.effort().forward()[example]));
    }
  }

  @Test
  void anExceptionOfTheListenerEndsAllOfThem() {
    try (TargetModel model = model()) {
      AtomicInteger calls = new AtomicInteger();
      CompiledAttack attack = PGD.compile(model);
      assertThatThrownBy(
              () ->
                  attack.run(
                      X,
                      GOAL,
                      step -> {
                        calls.incrementAndGet();
                        throw new IllegalStateException("enough");
                      }))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("enough");
      assertThat(calls).hasValue(1);
      assertThat(attack.run(X, GOAL).examples().size()).isEqualTo(EXAMPLES);
    }
  }

  @Test
  void listenersSeeThatTheCallerIsInterrupted() {
    try (TargetModel model = model()) {
      CompiledAttack attack = PGD.compile(model);
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> attack.run(X, GOAL, Limit.when(() -> false)))
          .isInstanceOf(CancellationException.class)
          .hasMessageContaining("after step 1");
      assertThat(Thread.interrupted()).isTrue();
    }
  }
}
