package org.ostrichml.agent;

import java.util.SplittableRandom;
import org.ostrichml.data.Batch;
import org.ostrichml.data.Bounds;

/**
 * Uniform noise within epsilon, moved into the bounds; what an attack of the same size has to beat.
 *
 * @param epsilon the largest change of a value, in input units
 * @param bounds the range of valid observations
 * @param seed of the noise
 */
public record Noise(float epsilon, Bounds bounds, long seed) implements Disturbance {
  private static final long EPISODE = 0x9E3779B97F4A7C15L;
  private static final long STEP = 0xD1B54A32D192ED03L;

  @Override
  public Batch disturb(Observed observed) {
    float[] values = observed.observations().values().clone();
    int stride = observed.observations().exampleSize();
    for (int i = 0; i < observed.episodes().length; i++) {
      SplittableRandom random =
          new SplittableRandom(seed + EPISODE * observed.episodes()[i] + STEP * observed.step());
      for (int at = i * stride; at < (i + 1) * stride; at++) {
        double moved = values[at] + random.nextDouble(-1, 1) * epsilon;
        values[at] = (float) Math.min(Math.max(moved, bounds.lower()), bounds.upper());
      }
    }
    return new Batch(values, observed.observations().shape());
  }
}
