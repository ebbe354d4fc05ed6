package org.ostrichml.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.ostrichml.attack.Attack;
import org.ostrichml.attack.Ensemble;
import org.ostrichml.attack.StepAttack;
import org.ostrichml.attack.StepListener;
import org.ostrichml.objective.Goal;
import org.ostrichml.objective.Losses;

/**
 * Follows the examples of a batch through an attack. Where the attack steps along the cross-entropy
 * of one class for each example, that is the negative logarithm of the model's confidence in it,
 * and confidences are recorded; of other attacks their loss. Attacks that follow each other in an
 * {@link Ensemble} have nothing in common that could be followed.
 */
public final class TraceRecorder implements StepListener {
  private final boolean recording;
  private final boolean confidence;
  private final Goal goal;
  private final IntFunction<String> labels;
  private final List<List<Double>> values;

  /**
   * A recorder for one run.
   *
   * @param goal what is wanted of the examples
   * @param labels the names of the classes
   * @param examples how many there are
   */
  public TraceRecorder(Attack attack, Goal goal, IntFunction<String> labels, int examples) {
    this.recording = !(attack instanceof Ensemble);
    this.confidence =
        goal.positions() == 1
            && attack instanceof StepAttack steps
            && steps.options().loss() == Losses.CROSS_ENTROPY;
    this.goal = goal;
    this.labels = labels;
    this.values =
        IntStream.range(0, examples).<List<Double>>mapToObj(i -> new ArrayList<>()).toList();
  }

  @Override
  public void onStep(Step step) {
    for (int i = 0; recording && i < step.examples().length; i++) {
      double loss = step.losses()[i];
      if (Double.isFinite(loss)) {
        values.get(step.examples()[i]).add(confidence ? Math.exp(goal.sign() * -loss) : loss);
      }
    }
  }

  /** What was recorded of one example; null where an attack has nothing to follow. */
  public Trace trace(int example) {
    List<Double> own = List.copyOf(values.get(example));
    if (own.isEmpty()) {
      return null;
    }
    return confidence
        ? new Trace(Trace.Quantity.CONFIDENCE, labels.apply(goal.label(example)), own)
        : new Trace(Trace.Quantity.LOSS, null, own);
  }
}
