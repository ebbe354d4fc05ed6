package org.ostrichml.attack;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.ostrichml.OstrichException;
import org.ostrichml.data.Batch;
import org.ostrichml.model.TargetModel;

/**
 * Looks for the least change in L2: {@code |x' - x|^2 + c * max(confidence - lead, 0)} is driven
 * down, where the lead is the margin of the logits towards the goal; {@code c} is searched for each
 * example. Carlini and Wagner (2017), "Towards evaluating the robustness of neural networks",
 * section VI-A. Lengths count in parts of the bounds' range, so that one {@code c} suits all
 * models.
 *
 * <p>An example of which no adversarial point was found stays as it is, and so does one that is
 * beyond its goal by {@code confidence} already. A result that is farther than a finite epsilon is
 * drawn back to it, and may then not be adversarial.
 *
 * @param threat what may change, in L2
 * @param steps how many steps of Adam a round makes at most, at least 1; an example ends its round
 *     when a tenth of them brought nothing
 * @param rounds how many values of {@code c} are tried, at least 1
 * @param initialConstant the first of them, more than 0
 * @param learningRate of Adam, in parts of the range, more than 0
 * @param confidence by how many logits the goal is to be exceeded, 0 or more
 */
public record CarliniWagner(
    Threat threat,
    int steps,
    int rounds,
    float initialConstant,
    float learningRate,
    float confidence)
    implements Attack {
  private static final float LARGEST_CONSTANT = 1e10f;

  /** Checks the parameters; an {@link OstrichException} names what is wrong. */
  public CarliniWagner {
    StepAttack.check(steps, learningRate);
    if (threat.norm() != Norm.L2) {
      throw new OstrichException(
          "The attack of Carlini and Wagner measures changes in l2, not in %s."
              .formatted(threat.norm()));
    }
    if (rounds < 1 || !(initialConstant > 0) || Float.isInfinite(initialConstant)) {
      throw new OstrichException(
          "There are %d rounds from a constant of %s: give at least 1, and more than 0."
              .formatted(rounds, initialConstant));
    }
    if (!(confidence >= 0) || Float.isInfinite(confidence)) {
      throw new OstrichException(
          "The confidence is " + confidence + ": it must be a number of 0 or more, in logits.");
    }
  }

  /** As published: 9 rounds from 0.001, a learning rate of 0.01, no confidence. */
  public CarliniWagner(Threat threat, int steps) {
    this(threat, steps, 9, 1e-3f, 1e-2f, 0);
  }

  /** This attack with another confidence. */
  public CarliniWagner withConfidence(float logits) {
    return new CarliniWagner(threat, steps, rounds, initialConstant, learningRate, logits);
  }

  @Override
  public CarliniWagner withThreat(Threat other) {
    return new CarliniWagner(other, steps, rounds, initialConstant, learningRate, confidence);
  }

  @Override
  public boolean minimizesDistance() {
    return true;
  }

  @Override
  public Search search(TargetModel model) {
    model.requireOneVector();
    Rule step =
        new CarliniWagnerStep(confidence, learningRate, model.bounds().range(), threat.clip());
    StepLoop loop = new StepLoop(model, new Rounds(threat, steps, 1, step));
    return (examples, listener) -> search(model, loop, examples, listener);
  }

  private Search.Found search(
      TargetModel model, StepLoop loop, Examples examples, StepListener listener) {
    Nearest nearest = new Nearest(examples);
    Judge before = Judge.of(model, examples.originals(), examples.goal());
    int[] all = IntStream.range(0, examples.size()).toArray();
    nearest.effort().add(all, Effort.of(all.length, 1, 0));
    int[] rows =
        Arrays.stream(all)
            .filter(i -> !(before.reached()[i] && before.leads()[i] >= confidence))
            .toArray();
    if (rows.length == 0) {
      return nearest.found();
    }
    Examples open = examples.select(rows);
    float[] constant = new float[rows.length];
    float[] smallest = new float[rows.length];
    float[] largest = new float[rows.length];
    Arrays.fill(constant, initialConstant);
    Arrays.fill(largest, LARGEST_CONSTANT);
    for (int round = 0; round < rounds; round++) {
      Search.Found found = loop.run(open, constant, listener.of(rows));
      nearest.effort().add(rows, found.effort());
      for (int i = 0; i < rows.length; i++) {
        if (isMoved(open.originals(), found.points(), i)) {
          nearest.offer(rows[i], found.points(), i);
          largest[i] = constant[i];
        } else {
          smallest[i] = constant[i];
        }
        constant[i] =
            largest[i] < LARGEST_CONSTANT
                ? (smallest[i] + largest[i]) / 2
                : Math.min(10 * constant[i], LARGEST_CONSTANT);
      }
    }
    return nearest.found();
  }

  /** A round that has found nothing gives the original back, which is not adversarial. */
  private static boolean isMoved(Batch originals, Batch points, int example) {
    int stride = originals.exampleSize();
    return !Arrays.equals(
        originals.values(),
        example * stride,
        (example + 1) * stride,
        points.values(),
        example * stride,
        (example + 1) * stride);
  }
}
