package org.ostrichml.evaluate;

import org.ostrichml.data.Batch;
import org.ostrichml.data.Bounds;

/**
 * A perturbation made visible: no change is mid-grey, the largest change black or white.
 *
 * @param example the amplified perturbation, a batch of one within the bounds
 * @param factor by how much it is amplified
 */
public record Perturbation(Batch example, double factor) {
  /** The difference between two batches of one, amplified to fill the bounds. */
  public static Perturbation between(Batch original, Batch moved, Bounds bounds) {
    double largest = Distance.between(original, moved, bounds).linf();
    double factor = largest == 0 ? 1 : bounds.range() / 2 / largest;
    double middle = ((double) bounds.lower() + bounds.upper()) / 2;
    float[] visible = new float[original.values().length];
    for (int i = 0; i < visible.length; i++) {
      double change = (double) moved.values()[i] - original.values()[i];
      visible[i] = (float) (middle + factor * change);
    }
    return new Perturbation(new Batch(visible, original.shape()), factor);
  }
}
