package org.ostrichml.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ostrichml.OstrichException;
import org.ostrichml.data.Batch;
import org.ostrichml.model.TargetModel;
import org.ostrichml.objective.Goal;

/** Attacks that try one thing after another, where it is known which examples can fall. */
class EnsembleTest {
  @TempDir Path folder;

  /** Just beyond the nearest boundary everything falls, and just before it nothing does. */
  @ParameterizedTest
  @EnumSource(Norm.class)
  void targetsFindTheNearestBoundary(Norm norm) {
    try (LinearClasses linear = new LinearClasses(folder, 8)) {
      Threat threat = Threat.of(norm, 1).withoutClip();
      CompiledAttack attack = new TargetedApgd(threat, 100, 3).compile(linear.model);
      assertThat(fallen(linear, attack, norm, 1.05f)).containsOnly(true);
      assertThat(fallen(linear, attack, norm, 0.95f)).containsOnly(false);
    }
  }

  private static boolean[] fallen(
      LinearClasses linear, CompiledAttack attack, Norm norm, float share) {
    float[] epsilon = new float[LinearClasses.EXAMPLES];
    for (int i = 0; i < epsilon.length; i++) {
      epsilon[i] = (float) (share * linear.distance(i, linear.nearest(i, norm), norm, 0));
    }
    Goal goal = Goal.untargeted(linear.labels);
    Batch result = attack.run(linear.x, goal, epsilon, StepListener.NONE).examples();
    return Judge.of(linear.model, result, goal).reached();
  }

  /** One pass for the order, a step and a judgement for each class until the label is left. */
  @Test
  void eachClassIsTriedOnWhatStillStands() {
    try (LinearClasses linear = new LinearClasses(folder, 5)) {
      Options options = Options.DEFAULT.withEarlyStop();
      Threat threat = Threat.linf(linear.halfway(Norm.LINF));
      Goal goal = Goal.untargeted(linear.labels);
      AdversarialBatch found =
          new TargetedApgd(threat, 10, 9, options).compile(linear.model).run(linear.x, goal);
      boolean[] reached = Judge.of(linear.model, found.examples(), goal).reached();
      assertThat(reached).contains(true).contains(false);
      for (int i = 0; i < reached.length; i++) {
        int forward = found.effort().forward()[i];
        int backward = found.effort().backward()[i];
        if (reached[i]) {
          assertThat(backward).isLessThan(40);
        } else {
          assertThat(backward).isEqualTo(40);
          assertThat(forward).isEqualTo(1 + 40 + 4);
        }
      }
      Goal one = Goal.targeted(linear.nearest(0, Norm.LINF));
      Effort effort =
          new TargetedApgd(threat, 10, 9, Options.DEFAULT)
              .compile(linear.model)
              .run(linear.x, one)
              .effort();
      assertThat(effort.mostForward()).isEqualTo(10);
    }
  }

  @Test
  void takesWhatAnyMemberTakes() {
    try (LinearClasses linear = new LinearClasses(folder, 5)) {
      Threat threat = Threat.linf(linear.halfway(Norm.LINF));
      Goal goal = Goal.untargeted(linear.labels);
      List<Attack> members =
          List.of(
              new Square(threat, 3, 1), new RandomFgsm(threat, 1), new TargetedApgd(threat, 10, 1));
      boolean[] any = new boolean[LinearClasses.EXAMPLES];
      for (Attack member : members) {
        boolean[] reached = reached(linear.model, member, linear.x, goal);
        for (int i = 0; i < any.length; i++) {
          any[i] |= reached[i];
        }
        assertThat(reached).contains(false);
      }
      assertThat(reached(linear.model, new Ensemble(threat, members), linear.x, goal))
          .isEqualTo(any)
          .contains(true);
    }
  }

  @Test
  void membersMeetOnlyWhatStands() {
    try (LinearClasses linear = new LinearClasses(folder, 5)) {
      Threat threat = Threat.linf(linear.halfway(Norm.LINF));
      Goal goal = Goal.untargeted(linear.labels);
      List<Integer> met = new ArrayList<>();
      Attack probe = new Probe(threat);
      Ensemble ensemble =
          new Ensemble(Threat.linf(1), List.of(probe, new Fgsm(threat), probe)).withThreat(threat);
      AdversarialBatch found =
          ensemble
              .compile(linear.model)
              .run(
                  linear.x,
                  goal,
                  step -> {
                    if (step.losses()[0] == Probe.MARK) {
                      Arrays.stream(step.examples()).forEach(met::add);
                    }
                  });
      boolean[] fgsm = reached(linear.model, new Fgsm(threat), linear.x, goal);
      assertThat(met.subList(0, fgsm.length)).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
      for (int i = 0; i < fgsm.length; i++) {
        assertThat(met.subList(fgsm.length, met.size()).contains(i)).isEqualTo(!fgsm[i]);
        assertThat(found.effort().forward()[i]).isEqualTo(fgsm[i] ? 4 : 6);
        assertThat(found.effort().zeroGradient()[i]).isFalse();
      }
      assertThat(ensemble.steps()).isEqualTo(3);
      assertThatThrownBy(() -> new Ensemble(threat, List.of()))
          .isInstanceOf(OstrichException.class)
          .hasMessageContaining("at least one attack");
    }
  }

  private static boolean[] reached(TargetModel model, Attack attack, Batch x, Goal goal) {
    return Judge.of(model, attack.compile(model).run(x, goal).examples(), goal).reached();
  }

  /** Changes nothing at the cost of a forward pass, and marks the steps it tells of. */
  private record Probe(Threat threat) implements Attack {
    static final float MARK = 1234;

    @Override
    public int steps() {
      return 1;
    }

    @Override
    public Attack withThreat(Threat other) {
      return new Probe(other);
    }

    @Override
    public Search search(TargetModel model) {
      return (examples, listener) -> {
        int[] all = IntStream.range(0, examples.size()).toArray();
        float[] marks = new float[all.length];
        Arrays.fill(marks, MARK);
        listener.onStep(new StepListener.Step(0, 1, all, marks, new boolean[all.length]));
        return new Search.Found(examples.originals(), Effort.of(examples.size(), 1, 0));
      };
    }
  }
}
