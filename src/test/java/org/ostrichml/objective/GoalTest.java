package org.ostrichml.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.ostrichml.OstrichException;

class GoalTest {
  @Test
  void untargetedClimbsAwayFromTheLabelAndTargetedDescendsToIt() {
    assertThat(Goal.untargeted(3).sign()).isEqualTo(1);
    assertThat(Goal.targeted(3).sign()).isEqualTo(-1);
    assertThat(Goal.untargeted(3, 4).isReached(1, 3)).isTrue();
    assertThat(Goal.untargeted(3, 4).isReached(1, 4)).isFalse();
    assertThat(Goal.targeted(3, 4).isReached(1, 4)).isTrue();
    assertThat(Goal.targeted(3, 4).isReached(1, 3)).isFalse();
  }

  @Test
  void oneLabelServesEveryExample() {
    assertThat(Goal.targeted(7).label(12)).isEqualTo(7);
    assertThat(Goal.targeted(7).slice(5, 8).labels()).containsExactly(7, 7, 7);
    assertThat(Goal.targeted(4, 5, 6).slice(1, 3).labels()).containsExactly(5, 6);
  }

  @Test
  void labelsThatDoNotFitAreRefused() {
    refused(() -> Goal.untargeted(), "at least one label");
    refused(() -> Goal.untargeted(1, -1), "-1 is negative");
    refused(() -> Goal.untargeted(1, 2).check(10, 3), "2 labels for 3 examples");
    refused(() -> Goal.targeted(1, 10).check(10, 2), "10 is no class", "0 to 9");
    Goal.targeted(9).check(10, 5);
  }

  @Test
  void aMapHasALabelForEachPositionOrOneForAll() {
    Goal map = new Goal(true, new int[] {1, 2, 3, Goal.ANY, 5, 6}, 3, 0.5f);
    assertThat(map.label(1, 2)).isEqualTo(6);
    assertThat(map.isReached(0, 1, 2)).isTrue();
    assertThat(map.select(new int[] {1}).labels()).containsExactly(Goal.ANY, 5, 6);
    assertThat(map.select(new int[] {1}).share()).isEqualTo(0.5f);
    assertThat(Goal.untargeted(4, 7).on(3).labels()).containsExactly(4, 4, 4, 7, 7, 7);
    assertThat(Goal.untargeted(4).on(3).slice(1, 2).labels()).containsExactly(4, 4, 4);
    refused(() -> map.on(4), "labels for 3 positions", "output 4");
    refused(() -> map.check(6, 2), "6 is no class");
    refused(() -> map.check(7, 3), "2 labels for 3 examples");
    refused(() -> new Goal(true, new int[] {1, 2, 3}, 2, 1), "3 labels", "which is 2");
    refused(() -> new Goal(true, new int[] {1, 2}, 2, 0), "share of positions is 0");
    int[] none = {Goal.ANY, Goal.ANY};
    refused(() -> new Goal(true, none, 2, 1).check(3, 1), "No position of example 0 counts");
  }

  private static void refused(ThrowingCallable call, String... parts) {
    assertThatThrownBy(call).isInstanceOf(OstrichException.class).hasMessageContainingAll(parts);
  }
}
