package org.ostrichml.reader;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.regex.Pattern;

/**
 * A question that asks for another fact.
 *
 * @param text the question
 * @param changes as in {@link Candidate}
 */
record AlteredQuestion(String text, List<String> changes) {
  private static final Pattern ARTICLE = Pattern.compile("(?<=\\b[aA])n?(?= $)");

  /**
   * Replaces what {@code question} names: all that must be, and of the rest what chance chooses.
   * Empty where nothing makes it another fact.
   */
  static Optional<AlteredQuestion> of(
      String question, Context context, Replacements replacements, SplittableRandom random) {
    List<Mention> mentions =
        Mentions.in(question, context).stream().filter(each -> !afterHow(question, each)).toList();
    Set<String> chosen = new HashSet<>();
    for (Mention mention : mentions) {
      if (random.nextBoolean() || Facts.identifies(mention)) {
        chosen.add(mention.text());
      }
    }
    if (!Facts.another(mentions, mention -> chosen.contains(mention.text()))) {
      mentions.forEach(mention -> chosen.add(mention.text()));
    }
    List<Mention> replaced =
        mentions.stream().filter(mention -> chosen.contains(mention.text())).toList();
    return replaced.isEmpty() ? Optional.empty() : replace(question, replaced, replacements);
  }

  private static Optional<AlteredQuestion> replace(
      String question, List<Mention> mentions, Replacements replacements) {
    Map<String, String> others = new HashMap<>();
    List<String> changes = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    int from = 0;
    for (Mention mention : mentions) {
      if (!others.containsKey(mention.text())) {
        Optional<String> other = replacements.near(mention);
        if (other.isEmpty()) {
          return Optional.empty();
        }
        others.put(mention.text(), other.get());
        changes.add(mention.text() + " → " + other.get());
      }
      String other = others.get(mention.text());
      boolean vowel = "AEIOUaeiou".indexOf(other.charAt(0)) >= 0;
      String before = text + question.substring(from, mention.start());
      text = new StringBuilder(ARTICLE.matcher(before).replaceFirst(vowel ? "n" : ""));
      text.append(other);
      from = mention.end();
    }
    return Optional.of(new AlteredQuestion(text + question.substring(from), changes));
  }

  /** Whether it is the "tall" of "how tall", which asks and does not tell. */
  private static boolean afterHow(String question, Mention mention) {
    return mention.kind() == Kind.QUALITY
        && question.substring(0, mention.start()).matches("(?is).*\\bhow\\s+");
  }
}
