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
    assertThat(Goal.targeted(7).labels(5, 3)).containsExactly(7, 7, 7);
    assertThat(Goal.targeted(4, 5, 6).labels(1, 2)).containsExactly(5, 6);
  }

  @Test
  void labelsThatDoNotFitAreRefused() {
    refused(() -> Goal.untargeted(), "at least one label");
    refused(() -> Goal.untargeted(1, -1), "-1 is negative");
    refused(() -> Goal.untargeted(1, 2).check(10, 3), "2 labels for 3 examples");
    refused(() -> Goal.targeted(1, 10).check(10, 2), "10 is no class", "0 to 9");
    Goal.targeted(9).check(10, 5);
  }

  private static void refused(ThrowingCallable call, String... parts) {
    assertThatThrownBy(call).isInstanceOf(OstrichException.class).hasMessageContainingAll(parts);
  }
}
