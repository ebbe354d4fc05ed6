package org.ostrichml.model;

import org.ostrichml.data.Batch;
import org.tensorflow.GraphOperation;
import org.tensorflow.Output;

/**
 * A constant filter [3, 3, C, M] as the native convolution reads it: [P, 16, C, {@value #PANEL}],
 * panels of {@value #PANEL} outputs with 16 numbers for the 9 taps from each channel to each output
 * (Lavin and Gray, "Fast algorithms for convolutional neural networks", 2016, section 4.1). It
 * stands in the graph once, however many convolutions read it.
 */
public final class TransformedFilter {
  private static final int PANEL = 32;
  private static final int TAPS = 3;
  private static final int NUMBERS = 4;

  private TransformedFilter() {}

  /**
   * The filter, transformed.
   *
   * @param turned whether for the way back, from gradients of the outputs to gradients of the
   *     channels: upside down and back to front
   */
  public static Output<?> of(GraphOperation filter, boolean turned) {
    return Constants.from(
        filter, "transformed/" + (turned ? 1 : 0), taps -> transform(taps, turned));
  }

  static Batch transform(Batch filter, boolean turned) {
    int in = filter.shape()[2];
    int out = filter.shape()[3];
    int channels = turned ? out : in;
    int outputs = turned ? in : out;
    int panels = (outputs + PANEL - 1) / PANEL;
    float[] transformed = new float[panels * NUMBERS * NUMBERS * channels * PANEL];
    double[][] taps = new double[TAPS][TAPS];
    for (int i = 0; i < in; i++) {
      for (int o = 0; o < out; o++) {
        for (int tap = 0; tap < TAPS * TAPS; tap++) {
          int from = turned ? TAPS * TAPS - 1 - tap : tap;
          taps[tap / TAPS][tap % TAPS] = filter.values()[(from * in + i) * out + o];
        }
        int channel = turned ? o : i;
        int output = turned ? i : o;
        double[][] numbers = transposed(columns(transposed(columns(taps))));
        for (int k = 0; k < NUMBERS * NUMBERS; k++) {
          int row = (output / PANEL * NUMBERS * NUMBERS + k) * channels + channel;
          transformed[row * PANEL + output % PANEL] = (float) numbers[k / NUMBERS][k % NUMBERS];
        }
      }
    }
    return new Batch(transformed, panels, NUMBERS * NUMBERS, channels, PANEL);
  }

  /**
   * Four rows of three: the first, half the sum, half the sum but for the second's sign, the last.
   */
  private static double[][] columns(double[][] rows) {
    int length = rows[0].length;
    double[][] result = new double[NUMBERS][length];
    for (int x = 0; x < length; x++) {
      double ends = rows[0][x] + rows[2][x];
      result[0][x] = rows[0][x];
      result[1][x] = (ends + rows[1][x]) / 2;
      result[2][x] = (ends - rows[1][x]) / 2;
      result[3][x] = rows[2][x];
    }
    return result;
  }

  private static double[][] transposed(double[][] matrix) {
    double[][] result = new double[matrix[0].length][matrix.length];
    for (int y = 0; y < matrix.length; y++) {
      for (int x = 0; x < matrix[0].length; x++) {
        result[x][y] = matrix[y][x];
      }
    }
    return result;
  }
}
