package org.ostrichml.reader;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a question and a sentence name.
 *
 * @param asked what the question names
 * @param answer what the true answer names
 * @param told what the sentence names
 * @param words of the sentence, in lower case
 * @param known words of the paragraph and the question, in lower case
 * @param context what the paragraph and the question tell of words
 */
record Comparison(
    List<Mention> asked,
    List<Mention> answer,
    List<Mention> told,
    Set<String> words,
    Set<String> known,
    Context context) {
  /** What {@code example} names, with no sentence yet. */
  static Comparison of(Example example) {
    Context context = Context.of(example);
    Set<String> known = new HashSet<>(Mention.words(example.paragraph()));
    known.addAll(Mention.words(example.question()));
    return new Comparison(
        Mentions.in(example.question(), context),
        TrueAnswer.in(example).mentions(),
        List.of(),
        Set.of(),
        known,
        context);
  }

  /** The same with {@code sentence}. */
  Comparison with(String sentence) {
    List<Mention> mentions = Mentions.in(sentence, context);
    return new Comparison(
        asked, answer, mentions, Set.copyOf(Mention.words(sentence)), known, context);
  }

  /** Says so if the sentence tells of the fact that the question asks for. */
  Optional<String> sameFact() {
    if (asked.isEmpty()) {
      return Optional.of("may answer the question, which names nothing that could be another");
    }
    return Facts.another(asked, this::replaced)
        ? Optional.empty()
        : Optional.of(
            "speaks of " + list(asked, each -> !replaced(each)) + ", as the question does");
  }

  /** Says so if something new is missing for what the sentence lacks of the question. */
  Optional<String> nothingInPlace() {
    return Stream.<Predicate<Mention>>of(
            each -> each.kind().isName(), each -> each.kind().isNumber())
        .filter(sort -> count(told, sort.and(this::isNew)) < needed(sort))
        .findFirst()
        .map(sort -> "names too little in the place of " + list(all(), sort.and(this::replaced)));
  }

  /** Says so if something new in the sentence is in the paragraph as well. */
  Optional<String> knownToParagraph() {
    Predicate<Mention> old = each -> each.words().stream().anyMatch(known::contains);
    List<Mention> both = told.stream().filter(this::isNew).filter(old).toList();
    return both.isEmpty()
        ? Optional.empty()
        : Optional.of("speaks of " + list(both, each -> true) + ", as the paragraph does");
  }

  /** In what the sentence differs from an answer. */
  String difference() {
    String missing = list(asked, this::replaced);
    String fresh = list(told, this::isNew);
    if (fresh.isEmpty()) {
      return "does not speak of what is " + missing;
    }
    boolean one = count(told, this::isNew) == 1;
    return "speaks of %s, not of %s; the paragraph %s"
        .formatted(
            fresh, missing, one ? "does not mention " + fresh : "mentions none of the former");
  }

  private long needed(Predicate<Mention> sort) {
    return count(asked, sort.and(this::replaced)) + (answer.stream().anyMatch(sort) ? 1 : 0);
  }

  private List<Mention> all() {
    return Stream.concat(asked.stream(), answer.stream()).toList();
  }

  /** Whether the sentence lacks it, and has its opposite if it is a quality. */
  private boolean replaced(Mention mention) {
    return mention.words().stream().noneMatch(words::contains)
        && (mention.kind() != Kind.QUALITY
            || Lexicon.opposite(mention.text()).filter(words::contains).isPresent());
  }

  private boolean isNew(Mention mention) {
    return mention.kind() != Kind.QUALITY
        && asked.stream().noneMatch(each -> each.words().equals(mention.words()));
  }

  private static long count(List<Mention> mentions, Predicate<Mention> which) {
    return mentions.stream().filter(which).map(Mention::text).distinct().count();
  }

  private static String list(List<Mention> mentions, Predicate<Mention> which) {
    return mentions.stream()
        .filter(which)
        .map(Mention::text)
        .distinct()
        .collect(Collectors.joining(", "));
  }
}
