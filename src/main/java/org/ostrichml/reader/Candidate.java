package org.ostrichml.reader;

import java.util.List;

/**
 * A sentence that may mislead a reader.
 *
 * @param sentence the sentence, with its full stop
 * @param wrongAnswer what it gives as an answer, a piece of it
 * @param changes what takes the place of what in the question, as in "Belmora → Tarvik"
 */
public record Candidate(String sentence, String wrongAnswer, List<String> changes) {
  /** Copies the list. */
  public Candidate {
    changes = List.copyOf(changes);
  }
}
