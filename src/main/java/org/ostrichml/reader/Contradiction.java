package org.ostrichml.reader;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether a sentence added to a paragraph may contradict the true answer of a question. The rule is
 * careful: what it cannot tell apart counts as a contradiction.
 *
 * @param found whether it may
 * @param reason in words, going on from "The sentence"
 */
public record Contradiction(boolean found, String reason) {
  /**
   * Checks {@code sentence} by rule. It is harmless if it ends as a sentence, does not hold a true
   * answer, tells of another fact than the question (see {@link Facts}), names something else for
   * all of the question's names and numbers that it lacks and for the answer, and names nothing
   * new that the paragraph or the question holds.
   */
  public static Contradiction check(Example example, String sentence) {
    if (!sentence.strip().matches("(?s)[\\p{Lu}\\p{N}\"“(].*[.!]")) {
      return found("does not begin with a capital and end with a full stop");
    }
    for (String answer : example.answers()) {
      if (holds(sentence, answer)) {
        return found("holds the true answer " + answer);
      }
    }
    return new Comparison(example, sentence).verdict();
  }

  private static Contradiction found(String reason) {
    return new Contradiction(true, reason);
  }

  private static boolean holds(String sentence, String answer) {
    List<String> words = Scores.words(answer);
    return !words.isEmpty() && Collections.indexOfSubList(Scores.words(sentence), words) >= 0;
  }

  /** What the question and the sentence name. */
  private record Comparison(
      List<Mention> asked, List<Mention> told, Set<String> known, Set<String> words, String answer) {
    Comparison(Example example, String sentence) {
      this(
          Mentions.in(example.question()),
          Mentions.in(sentence),
          words(example.question(), example.paragraph()),
          words(sentence),
          example.answers().get(0));
    }

    private static Set<String> words(String... texts) {
      return Stream.of(texts)
          .flatMap(text -> Mention.words(text).stream())
          .collect(Collectors.toCollection(HashSet::new));
    }

    Contradiction verdict() {
      if (!Facts.another(asked, this::replaced)) {
        return asked.isEmpty()
            ? Contradiction.found("cannot be told from an answer: the question names nothing")
            : Contradiction.found("speaks of " + list(asked, mention -> !replaced(mention)) + ", as the question does");
      }
      Predicate<Mention> fresh = mention -> !inQuestion(mention);
      List<Mention> old = told.stream().filter(fresh.and(this::mentioned)).toList();
      if (!old.isEmpty()) {
        return Contradiction.found("speaks of " + list(old, mention -> true) + ", as the paragraph does");
      }
      for (Predicate<Mention> sort : List.<Predicate<Mention>>of(m -> m.kind().isName(), m -> m.kind().isNumber())) {
        long needed = asked.stream().filter(sort).filter(this::replaced).count() + (Mentions.in(answer).stream().anyMatch(sort) ? 1 : 0);
        if (told.stream().filter(fresh).filter(sort).count() < needed) {
          return Contradiction.found("names nothing in the place of " + list(asked, sort.and(this::replaced)));
        }
      }
      return new Contradiction(false, "");
    }

    private boolean replaced(Mention mention) {
      return mention.words().stream().noneMatch(words::contains)
          && (mention.kind() != Kind.QUALITY
              || Lexicon.opposite(mention.text()).filter(words::contains).isPresent());
    }

    private boolean inQuestion(Mention mention) {
      return asked.stream().anyMatch(each -> each.words().equals(mention.words()));
    }

    private boolean mentioned(Mention mention) {
      return mention.words().stream().anyMatch(known::contains);
    }

    private static String list(List<Mention> mentions, Predicate<Mention> which) {
      return mentions.stream().filter(which).map(Mention::text).collect(Collectors.joining(", "));
    }
  }
}
