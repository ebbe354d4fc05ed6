package org.ostrichml.objective;

import java.util.ArrayList;
import java.util.List;
import org.ostrichml.OstrichException;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * How far the colours of a picture are from those that a printer has: for each pixel the geometric
 * mean of its distances to them, and the mean of these over the pixels, by the mask. Sharif et al.
 * (2016), "Accessorize to a crime", equation 6, multiply the distances. Their root, taken here, is
 * small for the same colours, but neither vanishes nor explodes where there are many.
 *
 * @param weight in parts of the loss, 0 or more; of distances in parts of the bounds' range
 * @param colours what can be printed, at least one
 * @param lower the value of black
 * @param range of the bounds
 */
public record NonPrintability(float weight, List<Colour> colours, float lower, float range)
    implements Penalty {
  /** Colours nearer than this, in parts of the range, are as good as met. */
  private static final float NEAR = 0.01f;

  private static final double GAMMA = 2.2;

  /** What paper shows where cyan, magenta and yellow ink lie on it or do not, in that order. */
  private static final Colour[] INKS = {
    new Colour(1, 1, 1),
    new Colour(1, 0.95f, 0),
    new Colour(0.93f, 0, 0.55f),
    new Colour(0.93f, 0.11f, 0.14f),
    new Colour(0, 0.68f, 0.94f),
    new Colour(0, 0.65f, 0.32f),
    new Colour(0.18f, 0.19f, 0.57f),
    new Colour(0.14f, 0.12f, 0.13f)
  };

  /**
   * Checks the parameters.
   *
   * @throws OstrichException if the weight is negative or there is no colour
   */
  public NonPrintability {
    TotalVariation.check(weight);
    if (colours.isEmpty()) {
      throw new OstrichException("A printer has at least one colour.");
    }
    colours = List.copyOf(colours);
  }

  /**
   * What a common printer has, as 27 colours: cyan, magenta and yellow each on none, half or all of
   * the paper. Half covered, it gives the mean of the light of what lies side by side (Neugebauer's
   * equations). Who prints measures their own.
   */
  public static List<Colour> commonPrinter() {
    List<Colour> colours = new ArrayList<>();
    float[] covers = {0, 0.5f, 1};
    for (float cyan : covers) {
      for (float magenta : covers) {
        for (float yellow : covers) {
          colours.add(mixed(cyan, magenta, yellow));
        }
      }
    }
    return colours;
  }

  private static Colour mixed(float cyan, float magenta, float yellow) {
    float red = 0;
    float green = 0;
    float blue = 0;
    for (int inks = 0; inks < INKS.length; inks++) {
      float part =
          ((inks & 4) > 0 ? cyan : 1 - cyan)
              * ((inks & 2) > 0 ? magenta : 1 - magenta)
              * ((inks & 1) > 0 ? yellow : 1 - yellow);
      red += part * light(INKS[inks].red());
      green += part * light(INKS[inks].green());
      blue += part * light(INKS[inks].blue());
    }
    return new Colour(value(red), value(green), value(blue));
  }

  /** How much light a value stands for. */
  private static float light(float value) {
    return (float) Math.pow(value, GAMMA);
  }

  private static float value(float light) {
    return (float) Math.pow(light, 1 / GAMMA);
  }

  @Override
  public Operand<TFloat32> perExample(Ops tf, Operand<TFloat32> input, Operand<TFloat32> mask) {
    if (input.shape().numDimensions() != 4 || input.shape().get(3) != 3) {
      throw new OstrichException(
          "Only pictures of red, green and blue have colours that a printer may lack.");
    }
    float[][] printable = new float[colours.size()][];
    for (int i = 0; i < printable.length; i++) {
      Colour colour = colours.get(i);
      printable[i] = new float[] {colour.red(), colour.green(), colour.blue()};
    }
    Operand<TFloat32> shares =
        tf.math.div(tf.math.sub(input, tf.constant(lower)), tf.constant(range));
    Operand<TFloat32> apart =
        tf.math.sub(tf.expandDims(shares, tf.constant(3)), tf.constant(printable));
    Operand<TFloat32> squares = tf.reduceSum(tf.math.square(apart), tf.constant(4));
    Operand<TFloat32> logarithms = tf.math.log(tf.math.add(squares, tf.constant(NEAR * NEAR)));
    Operand<TFloat32> distances =
        tf.math.exp(tf.math.mul(tf.math.mean(logarithms, tf.constant(3)), tf.constant(0.5f)));
    Operand<TFloat32> cover = tf.math.mean(mask, tf.constant(3));
    int[] pixels = {1, 2};
    Operand<TFloat32> mean =
        tf.math.div(
            tf.reduceSum(tf.math.mul(distances, cover), tf.constant(pixels)),
            tf.reduceSum(cover, tf.constant(pixels)));
    return tf.math.mul(mean, tf.constant(weight));
  }
}
