package org.ostrichml.reader;

import java.util.List;
import org.ostrichml.OstrichException;
import org.ostrichml.data.Batch;

/**
 * An example as a reader takes it.
 *
 * @param example what was asked
 * @param first the number of the paragraph's first token
 * @param tokens of the paragraph
 * @param ids the numbers of all tokens, [L]; shared, not copied
 */
record Encoded(Example example, int first, List<Token> tokens, int[] ids) {
  /** Answers of more tokens are not looked for. */
  private static final int LONGEST = 12;

  /**
   * Encodes an example.
   *
   * @param length how many tokens the reader takes, L
   * @throws OstrichException if it is longer
   */
  static Encoded of(Example example, Vocabulary vocabulary, int length) {
    List<Token> question = Tokenizer.tokens(example.question());
    List<Token> paragraph = Tokenizer.tokens(example.paragraph());
    try {
      int[] ids = vocabulary.ids(question, paragraph, length);
      return new Encoded(example, question.size() + 1, paragraph, ids);
    } catch (OstrichException e) {
      throw new OstrichException("Question '%s': %s".formatted(example.id(), e.getMessage()), e);
    }
  }

  /** The numbers of the tokens as the model is fed them, [1, L]. */
  Batch batch() {
    float[] values = new float[ids.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = ids[i];
    }
    return new Batch(values, 1, values.length);
  }

  /**
   * The likeliest span of the paragraph.
   *
   * @param logits where it starts, then where it ends, [2 * L]
   * @throws OstrichException if they are not numbers
   */
  Reading reading(float[] logits) {
    int bestStart = -1;
    int bestEnd = -1;
    float best = Float.NEGATIVE_INFINITY;
    int behind = first + tokens.size();
    for (int start = first; start < behind; start++) {
      for (int end = start; end < Math.min(start + LONGEST, behind); end++) {
        float sum = logits[start] + logits[ids.length + end];
        if (sum > best) {
          best = sum;
          bestStart = start;
          bestEnd = end;
        }
      }
    }
    if (bestStart < 0) {
      throw new OstrichException(
          "The reader's logits for question '%s' are no numbers: it cannot be attacked."
              .formatted(example.id()));
    }
    String text =
        example
            .paragraph()
            .substring(tokens.get(bestStart - first).start(), tokens.get(bestEnd - first).end());
    return new Reading(text, bestStart, bestEnd, logits);
  }
}
