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

  private static Batch transform(Batch filter, boolean turned) {
    int in = filter.shape()[2];
    int out = filter.shape()[3];
    int channels = turned ? out : in;
    int outputs = turned ? in : out;
    int panels = (outputs + PANEL - 1) / PANEL;
    float[] transformed = new float[panels * NUMBERS * NUMBERS * channels * PANEL];
    double[] taps = new double[TAPS * TAPS];
    double[] rows = new double[NUMBERS * TAPS];
    double[] numbers = new double[NUMBERS * NUMBERS];
    for (int i = 0; i < in; i++) {
      for (int o = 0; o < out; o++) {
        for (int tap = 0; tap < taps.length; tap++) {
          int from = turned ? taps.length - 1 - tap : tap;
          taps[tap] = filter.values()[(from * in + i) * out + o];
        }
        stretch(taps, rows);
        stretch(rows, numbers);
        int channel = turned ? o : i;
        int output = turned ? i : o;
        for (int k = 0; k < numbers.length; k++) {
          int row = (output / PANEL * numbers.length + k) * channels + channel;
          transformed[row * PANEL + output % PANEL] = (float) numbers[k];
        }
      }
    }
    return new Batch(transformed, panels, NUMBERS * NUMBERS, channels, PANEL);
  }

  /**
   * Makes four rows of three, and turns them to columns: the first, half the sum, half the sum with
   * the second subtracted, and the last.
   */
  private static void stretch(double[] three, double[] four) {
    int length = three.length / TAPS;
    for (int x = 0; x < length; x++) {
      double ends = three[x] + three[2 * length + x];
      four[NUMBERS * x] = three[x];
      four[NUMBERS * x + 1] = (ends + three[length + x]) / 2;
      four[NUMBERS * x + 2] = (ends - three[length + x]) / 2;
      four[NUMBERS * x + 3] = three[2 * length + x];
    }
  }
}
