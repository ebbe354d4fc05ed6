package org.ostrichml.agent;

import java.util.Optional;
import org.ostrichml.data.Batch;
import org.ostrichml.data.Bounds;
import org.ostrichml.data.Picture;

/** An environment whose observations can be drawn, so that people can watch an episode. */
public interface Visible {
  /**
   * Draws an observation, the true one or what the policy was shown instead.
   *
   * @param observation a batch of one
   */
  Picture picture(Batch observation);

  /**
   * How observations of an environment are drawn: as it draws them itself, else as they are where
   * they are grey or RGB pictures, else not at all.
   *
   * @param shape of an observation, the batch first
   * @param bounds the values of black and white
   */
  static Optional<Visible> of(Environment world, int[] shape, Bounds bounds) {
    if (world instanceof Visible visible) {
      return Optional.of(visible);
    }
    boolean isPicture = shape.length == 4 && (shape[3] == 1 || shape[3] == 3);
    return isPicture
        ? Optional.of(seen -> asPicture(seen.values(), seen.exampleShape(), bounds))
        : Optional.empty();
  }

  private static Picture asPicture(float[] values, int[] shape, Bounds bounds) {
    return Picture.of(values, shape[0], shape[1], shape[2], bounds);
  }
}
