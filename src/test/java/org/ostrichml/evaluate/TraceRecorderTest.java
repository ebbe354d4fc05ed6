package org.ostrichml.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.ostrichml.attack.Attack;
import org.ostrichml.attack.Ensemble;
import org.ostrichml.attack.Norm;
import org.ostrichml.attack.Options;
import org.ostrichml.attack.Pgd;
import org.ostrichml.attack.StepListener;
import org.ostrichml.attack.Threat;
import org.ostrichml.objective.Goal;
import org.ostrichml.objective.Losses;

class TraceRecorderTest {
  private static final Threat THREAT = Threat.of(Norm.LINF, 0.1f);
  private static final Pgd CROSS_ENTROPY = new Pgd(THREAT, 2, 1, Options.DEFAULT);
  private static final Pgd MARGIN = new Pgd(THREAT, 2, 1, Options.DEFAULT.withLoss(Losses.MARGIN));

  /** The loss of a step is the logarithm of the confidence, towards a target. */
  @Test
  void crossEntropyIsConfidence() {
    Trace target = record(CROSS_ENTROPY, Goal.targeted(1), Math.log(0.25), Math.log(0.5));
    assertThat(target.quantity()).isEqualTo(Trace.Quantity.CONFIDENCE);
    assertThat(target.label()).isEqualTo("b");
    assertThat(target.values().get(0)).isEqualTo(0.25, Offset.offset(1e-6));
    assertThat(target.values().get(1)).isEqualTo(0.5, Offset.offset(1e-6));

    Trace left = record(CROSS_ENTROPY, Goal.untargeted(0), -Math.log(0.9), -Math.log(0.2));
    assertThat(left.label()).isEqualTo("a");
    assertThat(left.values().get(1)).isEqualTo(0.2, Offset.offset(1e-6));
  }

  @Test
  void anotherLossStaysOne() {
    Trace trace = record(MARGIN, Goal.untargeted(0), -2, Double.POSITIVE_INFINITY, 3);

    assertThat(trace).isEqualTo(new Trace(Trace.Quantity.LOSS, null, List.of(-2d, 3d)));
  }

  @Test
  void anEnsembleHasNoLossOfItsOwn() {
    assertThat(record(Ensemble.standard(THREAT, 2, 2, 0L), Goal.untargeted(0), 1)).isNull();
  }

  /** The trace of example 1 of 2, of which example 0 left before. */
  private static Trace record(Attack attack, Goal goal, double... losses) {
    TraceRecorder recorder = new TraceRecorder(attack, goal, List.of("a", "b")::get, 2);
    for (int i = 0; i < losses.length; i++) {
      recorder.onStep(
          new StepListener.Step(
              0, i + 1, new int[] {1}, new float[] {(float) losses[i]}, new boolean[1]));
    }
    assertThat(recorder.trace(0)).isNull();
    return recorder.trace(1);
  }
}
