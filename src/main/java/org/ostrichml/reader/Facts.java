package org.ostrichml.reader;

import java.util.List;
import java.util.function.Predicate;

/**
 * When two texts tell of different facts. All that is told of the same person, organisation or
 * thing may contradict each other, so these must all be others. Where a question names none, one
 * other place makes another fact; where it names no place either, one other number or part of a
 * date; and else one other quality.
 */
final class Facts {
  private Facts() {}

  /** Whether a fact that does not hold {@code mention} is always another one. */
  static boolean identifies(Mention mention) {
    return mention.kind().isName() && !mention.kind().isPlace();
  }

  /**
   * Whether a text is about another fact than one with {@code mentions}, of which it has others in
   * the place of those that are {@code replaced}.
   */
  static boolean another(List<Mention> mentions, Predicate<Mention> replaced) {
    if (mentions.stream().anyMatch(Facts::identifies)) {
      return mentions.stream().filter(Facts::identifies).allMatch(replaced);
    }
    if (mentions.stream().anyMatch(mention -> mention.kind().isName())) {
      return mentions.stream().filter(mention -> mention.kind().isName()).anyMatch(replaced);
    }
    if (mentions.stream().anyMatch(mention -> mention.kind().isNumber())) {
      return mentions.stream().filter(mention -> mention.kind().isNumber()).anyMatch(replaced);
    }
    return mentions.stream().anyMatch(replaced);
  }
}
