package org.ostrichml.evaluate;

import java.util.List;
import org.ostrichml.OstrichException;
import org.ostrichml.attack.Norm;
import org.ostrichml.attack.Threat;
import org.ostrichml.data.Batch;
import org.ostrichml.data.Bounds;

/**
 * Whether successes are lost when they are saved as pictures of 8 bits. Each value goes to the next
 * whole grey level away from the original, or to the nearest where that is beyond epsilon: what
 * lies a little behind a decision boundary is not meant.
 */
final class RoundingCheck implements AlarmCheck {
  /** What lies a little behind a boundary is lost now and then, and not mostly. */
  private static final double MOSTLY = 0.5;

  /** A value this close to a level, in levels, counts as that level. */
  private static final double SLACK = 1e-3;

  @Override
  public String name() {
    return "lost-by-rounding";
  }

  @Override
  public boolean costsLittle() {
    return false;
  }

  @Override
  public Alarm check(Evidence evidence) {
    int axes = evidence.model().inputShape().length;
    if (axes != 3 && axes != 4) {
      throw new OstrichException("The model takes no pictures.");
    }
    Threat threat = evidence.threat();
    Bounds bounds = evidence.model().bounds();
    if (threat.norm() != Norm.LINF || threat.epsilon() < bounds.greyLevel() * (1 - 1e-6)) {
      throw new OstrichException("Epsilon is not one grey level or more of each value.");
    }
    List<Witness> fallen =
        evidence.some(each -> each.success() == null ? 0 : 1).stream()
            .filter(each -> each.success() != null)
            .toList();
    int lost = 0;
    if (!fallen.isEmpty()) {
      Batch saved =
          Batch.concat(fallen.stream().map(each -> saved(each, threat.epsilon(), bounds)).toList());
      int[] predicted = Prediction.classes(evidence.model().predict(saved));
      for (int i = 0; i < predicted.length; i++) {
        lost += fallen.get(i).goal().isReached(0, predicted[i]) ? 0 : 1;
      }
    }
    return share(
        Proportion.of(lost, fallen.size()),
        MOSTLY,
        "%d of %d successes are lost in pictures of 8 bits".formatted(lost, fallen.size()),
        "what fells the model lies between the grey levels, where no picture is; attack pictures with `ostrich attack`, which keeps to whole levels, or give a larger epsilon.");
  }

  private static Batch saved(Witness witness, double epsilon, Bounds bounds) {
    float[] original = witness.original().values();
    float[] values = witness.success().values().clone();
    for (int i = 0; i < values.length; i++) {
      double level = ((double) values[i] - bounds.lower()) / bounds.range() * 255;
      double away = values[i] > original[i] ? Math.ceil(level - SLACK) : Math.floor(level + SLACK);
      float outward = bounds.value((int) Math.min(Math.max(away, 0), 255));
      boolean isWithin = Math.abs((double) outward - original[i]) <= epsilon * (1 + 1e-6);
      values[i] = isWithin ? outward : bounds.value(bounds.pixel(values[i]));
    }
    return new Batch(values, witness.original().shape());
  }
}
