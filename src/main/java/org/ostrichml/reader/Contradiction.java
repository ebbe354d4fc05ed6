package org.ostrichml.reader;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether a sentence added to a paragraph may contradict the true answer of a question. The rule is
 * careful: what it cannot tell apart counts as a contradiction.
 *
 * @param found whether it may
 * @param reason in words, going on from "the sentence", as in "speaks of Tarvik, not of Belmora;
 *     the paragraph does not mention Tarvik"
 */
public record Contradiction(boolean found, String reason) {
  /**
   * Checks {@code sentence} by rule. It is harmless if it
   *
   * <ul>
   *   <li>begins with a capital or a figure and ends with a full stop,
   *   <li>does not hold a true answer,
   *   <li>tells of another fact: each person, organisation or thing that the question names is
   *       missing in it; if it names none, a place is; if it names no place either, a number or a
   *       part of a date is, or at last an adjective gave way to its opposite,
   *   <li>names something new for each name and number that is missing, and for the answer,
   *   <li>names nothing new that is in the paragraph.
   * </ul>
   */
  public static Contradiction check(Example example, String sentence) {
    return check(example, Comparison.of(example), sentence);
  }

  /** The same where {@code names} is what the example names. */
  static Contradiction check(Example example, Comparison names, String sentence) {
    Comparison comparison = names.with(sentence);
    return Stream.of(
            form(sentence),
            answerIn(example, sentence),
            comparison.sameFact(),
            comparison.nothingInPlace(),
            comparison.knownToParagraph())
        .flatMap(Optional::stream)
        .findFirst()
        .map(reason -> new Contradiction(true, reason))
        .orElseGet(() -> new Contradiction(false, comparison.difference()));
  }

  private static Optional<String> form(String sentence) {
    return sentence.strip().matches("(?s)[\\p{Lu}\\p{N}\"“(].*[.!]")
        ? Optional.empty()
        : Optional.of("does not begin with a capital and end with a full stop");
  }

  private static Optional<String> answerIn(Example example, String sentence) {
    List<String> words = Scores.words(sentence);
    return example.answers().stream()
        .filter(answer -> !Scores.words(answer).isEmpty())
        .filter(answer -> Collections.indexOfSubList(words, Scores.words(answer)) >= 0)
        .findFirst()
        .map(answer -> "holds the true answer, " + answer);
  }
}
