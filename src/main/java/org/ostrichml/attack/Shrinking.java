package org.ostrichml.attack;

/** Brings a point that rounding took out of its ball back in. */
final class Shrinking {
  private static final int HALVINGS = 30;

  private Shrinking() {}

  /** Shrinks the change of one example, as little as is needed, until it is within epsilon. */
  static void within(Examples examples, int example, float[] points, int stride) {
    float[] whole = new float[stride];
    System.arraycopy(points, example * stride, whole, 0, stride);
    double inside = 0;
    double outside = 1;
    if (length(examples, example, points, stride) <= examples.epsilon()[example]) {
      return;
    }
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (inside + outside) / 2;
      scale(examples, example, whole, middle, points);
      if (length(examples, example, points, stride) <= examples.epsilon()[example]) {
        inside = middle;
      } else {
        outside = middle;
      }
    }
    scale(examples, example, whole, inside, points);
  }

  private static double length(Examples examples, int example, float[] points, int stride) {
    float[] original = examples.originals().values();
    double[] change = new double[stride];
    for (int i = 0; i < stride; i++) {
      change[i] = (double) points[example * stride + i] - original[example * stride + i];
    }
    return examples.threat().norm().length(change);
  }

  private static void scale(
      Examples examples, int example, float[] whole, double factor, float[] points) {
    float[] original = examples.originals().values();
    for (int i = 0; i < whole.length; i++) {
      int at = example * whole.length + i;
      double exact = original[at] + factor * ((double) whole[i] - original[at]);
      float moved = examples.box().clip(at, (float) exact);
      points[at] =
          examples.threat().greyLevels() ? GreyLevels.nearest(moved, examples.bounds()) : moved;
    }
  }
}
