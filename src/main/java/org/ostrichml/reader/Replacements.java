package org.ostrichml.reader;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Draws what takes the place of a mention: near to it, and made of no word that is taken. */
final class Replacements {
  private static final int TRIES = 60;

  private final SplittableRandom random;
  private final Set<String> taken;

  /**
   * @param random the source of all draws
   * @param taken the words, in lower case, of which nothing new may be made
   */
  Replacements(SplittableRandom random, Set<String> taken) {
    this.random = random;
    this.taken = new HashSet<>(taken);
  }

  /** Something else of the same kind, as {@code mention} is written; its words are taken then. */
  Optional<String> near(Mention mention) {
    Optional<String> drawn =
        switch (mention.kind()) {
          case PERSON, NAME -> person(mention.text());
          case MONTH -> fresh(() -> any(Mentions.MONTHS));
          case WEEKDAY -> fresh(() -> any(Mentions.WEEKDAYS));
          case DAY -> fresh(() -> day(mention.text()));
          case YEAR, NUMBER -> fresh(() -> Numbers.near(mention.text(), random));
          case QUALITY -> Lexicon.opposite(mention.text());
          default -> name(mention.kind());
        };
    return drawn.map(this::take);
  }

  /** A person's name of as many parts as {@code like} has, two at most. */
  Optional<String> person(String like) {
    List<String> words = Mention.words(like);
    boolean given = Lexicon.FIRST_NAMES.contains(like);
    return fresh(
            () -> {
              String name = any(given ? Lexicon.FIRST_NAMES : Lexicon.names(Kind.PERSON));
              return words.size() > 1 ? any(Lexicon.FIRST_NAMES) + " " + name : name;
            })
        .map(this::take);
  }

  /** A name of a kind other than a person. */
  Optional<String> name(Kind kind) {
    return oneOf(Lexicon.names(kind));
  }

  /** One of {@code entries}. */
  Optional<String> oneOf(List<String> entries) {
    return fresh(() -> any(entries)).map(this::take);
  }

  private String take(String drawn) {
    contentWords(drawn).forEach(taken::add);
    return drawn;
  }

  private static Stream<String> contentWords(String text) {
    return Mention.words(text).stream().filter(word -> !Lexicon.isFunctionWord(word));
  }

  private Optional<String> fresh(Supplier<String> draw) {
    return Stream.generate(draw)
        .limit(TRIES)
        .filter(drawn -> contentWords(drawn).noneMatch(taken::contains))
        .findFirst();
  }

  private String any(List<String> entries) {
    return entries.get(random.nextInt(entries.size()));
  }

  private String day(String like) {
    String day = String.valueOf(1 + random.nextInt(28));
    return like.matches("\\d+") ? day : Numbers.ordinal(Integer.parseInt(day));
  }
}
