package org.ostrichml.reader;

import java.util.List;
import org.ostrichml.OstrichException;

/**
 * One question, the paragraph that answers it, and the answers that count as right.
 *
 * @param id names the question in its data set
 * @param title of the article
 * @param paragraph the text that holds the answer
 * @param question the question
 * @param answers at least one, each a piece of the paragraph
 */
public record Example(
    String id, String title, String paragraph, String question, List<String> answers) {
  /**
   * Checks and copies.
   *
   * @throws OstrichException if there is no answer
   */
  public Example {
    if (answers.isEmpty()) {
      throw new OstrichException("Question %s has no answer: give at least one.".formatted(id));
    }
    answers = List.copyOf(answers);
  }

  /** The same question about the paragraph with one more sentence at its end. */
  public Example withAdded(String sentence) {
    return new Example(id, title, paragraph + " " + sentence, question, answers);
  }
}
