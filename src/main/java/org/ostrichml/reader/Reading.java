package org.ostrichml.reader;

/**
 * What a reader answers.
 *
 * @param text the answer, a piece of the paragraph
 * @param start the number of its first token in the reader's input
 * @param end the number of its last token, inclusive
 * @param logits where the answer starts, then where it ends, [2 * L]; shared, not copied
 */
public record Reading(String text, int start, int end, float[] logits) {
  /**
   * How likely another span is the answer, by the model: the logarithm of the probability that it
   * starts there and that it ends there.
   */
  double likelihood(int from, int to) {
    return logProbability(0, from) + logProbability(logits.length / 2, to);
  }

  private double logProbability(int row, int at) {
    double largest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < logits.length / 2; i++) {
      largest = Math.max(largest, logits[row + i]);
    }
    double sum = 0;
    for (int i = 0; i < logits.length / 2; i++) {
      sum += Math.exp(logits[row + i] - largest);
    }
    return logits[row + at] - largest - Math.log(sum);
  }
}
