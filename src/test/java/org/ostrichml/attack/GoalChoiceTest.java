package org.ostrichml.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.ostrichml.Fixtures;
import org.ostrichml.OstrichException;
import org.ostrichml.data.Batch;
import org.ostrichml.objective.Goal;

class GoalChoiceTest {
  private static final Batch X = Fixtures.examples(1, 3, 4);
  private static final Batch P =
      new Batch(new float[] {.1f, .7f, .2f, .1f, .8f, .1f, .3f, .3f, .4f}, 3, 3);

  @Test
  void leastLikelyIsTheFirstOfTheSmallestButNeverTheLabel() {
    Goal goal = GoalChoice.LEAST_LIKELY.choose(X, new int[] {1, 0, 0}, P);

    assertThat(goal.targeted()).isTrue();
    assertThat(goal.labels()).containsExactly(0, 2, 1);
  }

  @Test
  void oneTargetOrNone() {
    int[] labels = {1, 0, 2};

    assertThat(GoalChoice.targeted(2).choose(X, labels, P).labels()).containsExactly(2, 2, 2);
    assertThat(GoalChoice.UNTARGETED.choose(X, labels, P).targeted()).isFalse();
    assertThat(GoalChoice.UNTARGETED.choose(X, labels, P).labels()).isEqualTo(labels);
  }

  @Test
  void randomTargetsAreAllButTheLabelAndDependOnTheExampleAlone() {
    int size = 3000;
    Batch many = Fixtures.examples(2, size, 4);
    Batch probabilities = new Batch(new float[size * 3], size, 3);
    int[] labels = IntStream.range(0, size).map(i -> i % 3).toArray();
    int[] targets = GoalChoice.random(7).choose(many, labels, probabilities).labels();
    int[] counts = new int[3];
    for (int i = 0; i < size; i++) {
      assertThat(targets[i]).isBetween(0, 2).isNotEqualTo(labels[i]);
      counts[(targets[i] - labels[i] + 3) % 3]++;
    }
    assertThat(counts[1]).isBetween(1390, 1610); // 4 standard deviations around a half.

    Goal alone =
        GoalChoice.random(7)
            .choose(many.slice(17, 19), new int[] {labels[17], labels[18]}, probabilities);
    assertThat(alone.labels()).isEqualTo(Arrays.copyOfRange(targets, 17, 19));
    assertThat(GoalChoice.random(8).choose(many, labels, probabilities).labels())
        .isNotEqualTo(targets);
  }

  @Test
  void aSingleClassHasNoOther() {
    Batch one = new Batch(new float[] {1, 1, 1}, 3, 1);

    assertThatThrownBy(() -> GoalChoice.random(0).choose(X, new int[3], one))
        .isInstanceOf(OstrichException.class)
        .hasMessageContaining("single class");
  }
}
