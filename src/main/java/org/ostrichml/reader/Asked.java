package org.ostrichml.reader;

import static org.ostrichml.reader.Lexicon.Part.AUXILIARY;
import static org.ostrichml.reader.Lexicon.Part.DETERMINER;
import static org.ostrichml.reader.Lexicon.Part.PREPOSITION;
import static org.ostrichml.reader.Lexicon.Part.QUESTION;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A question in its parts, as in "After the war | in | which | town | did | he live".
 *
 * @param lead words before the question proper that end in a comma
 * @param fronted what moved to the front with the question word, a preposition first
 * @param word the question word in lower case
 * @param noun what follows it before the verb: the noun of "which town", the "old" of "how old"
 * @param auxiliary in lower case, or empty if the verb is a full one
 * @param rest what follows
 */
record Asked(
    List<String> lead,
    List<String> fronted,
    String word,
    List<String> noun,
    String auxiliary,
    List<String> rest) {
  /** The parts of {@code question}; empty where it has no question word or another order. */
  static Optional<Asked> parse(String question) {
    String plain = question.strip().replaceFirst("[?.!\\s]+$", "");
    List<String> words =
        Arrays.asList(plain.replaceFirst("(?i)^(wh\\w+)['’]s ", "$1 is ").split("\\s+"));
    int at = 0;
    while (at < words.size() && !Lexicon.is(QUESTION, words.get(at))) {
      at++;
    }
    if (at == words.size()) {
      return Optional.empty();
    }
    List<String> before = words.subList(0, at);
    int comma = before.size();
    while (comma > 0 && !before.get(comma - 1).endsWith(",")) {
      comma--;
    }
    List<String> fronted = before.subList(comma, at);
    boolean ordered = fronted.isEmpty() || Lexicon.is(PREPOSITION, fronted.get(0));
    if (!ordered || fronted.stream().anyMatch(word -> Lexicon.is(AUXILIARY, word))) {
      return Optional.empty();
    }
    return Optional.of(parse(before.subList(0, comma), fronted, words.subList(at, words.size())));
  }

  private static Asked parse(List<String> lead, List<String> fronted, List<String> words) {
    String word = lower(words.get(0));
    int verb = endOfNoun(word, words);
    boolean helped = verb < words.size() && Lexicon.is(AUXILIARY, words.get(verb));
    return new Asked(
        lead,
        fronted,
        word,
        words.subList(1, verb),
        helped ? lower(words.get(verb)) : "",
        words.subList(helped ? verb + 1 : verb, words.size()));
  }

  /** The place of the verb, or of the auxiliary before it. */
  private static int endOfNoun(String word, List<String> words) {
    boolean takesNoun = List.of("what", "which", "whose", "how").contains(word);
    int first = takesNoun && !(word.equals("what") && startsVerb(words)) ? 2 : 1;
    if (words.size() > 1 && Set.of("many", "much").contains(lower(words.get(1)))) {
      first = 3;
    }
    if (words.size() > 1 && Lexicon.is(AUXILIARY, words.get(1))) {
      return 1;
    }
    int end = takesNoun ? words.size() : 1;
    int verb =
        IntStream.range(Math.min(first, end), end)
            .filter(i -> finite(words.get(i)))
            .findFirst()
            .orElse(Math.min(first, words.size()));
    int auxiliary =
        IntStream.range(1, Math.min(words.size(), verb + 3))
            .filter(i -> Lexicon.is(AUXILIARY, words.get(i)))
            .findFirst()
            .orElse(verb);
    boolean past = verb < words.size() && Verbs.isPast(words.get(verb));
    if (takesNoun && (!past || auxiliary < verb)) {
      return auxiliary;
    }
    return verb > 2 && words.get(verb - 1).endsWith("ly") ? verb - 1 : verb;
  }

  /** Whether a verb follows "what", and not a noun. */
  private static boolean startsVerb(List<String> words) {
    if (words.size() < 2) {
      return false;
    }
    String next = lower(words.get(1));
    boolean object =
        words.size() > 2
            && (Lexicon.is(DETERMINER, words.get(2))
                || Character.isUpperCase(words.get(2).codePointAt(0)));
    return Verbs.isPast(next) || (Verbs.isPresent(next) && object);
  }

  private static boolean finite(String word) {
    return Lexicon.is(AUXILIARY, word)
        || Verbs.isPast(word)
        || Verbs.isPresent(word)
        || Verbs.isBase(word);
  }

  static String lower(String word) {
    return word.toLowerCase(Locale.ROOT);
  }
}
