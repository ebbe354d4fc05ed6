package org.ostrichml.reader;

import java.util.List;

/**
 * A question about a paragraph.
 *
 * @param id names it in its data set, in which no other has the same
 * @param text the question
 * @param answers those that count as right, at least one
 */
public record Question(String id, String text, List<Answer> answers) {
  /** Copies the list. */
  public Question {
    answers = List.copyOf(answers);
  }
}
