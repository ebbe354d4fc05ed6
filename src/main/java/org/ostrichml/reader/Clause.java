package org.ostrichml.reader;

import static org.ostrichml.reader.Asked.lower;
import static org.ostrichml.reader.Lexicon.Part.DETERMINER;
import static org.ostrichml.reader.Lexicon.Part.PREPOSITION;
import static org.ostrichml.reader.Lexicon.Part.PRONOUN;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What follows the auxiliary of a question, as in "the old ship | leave | the harbour".
 *
 * @param subject its words
 * @param verb the word behind the subject, or empty
 * @param rest what follows
 */
record Clause(List<String> subject, String verb, List<String> rest) {
  /** Splits at the first verb, of the form that {@code isVerb} tells, that a subject precedes. */
  static Optional<Clause> split(List<String> words, Predicate<String> isVerb) {
    for (int i = leastSubject(words); i < words.size(); i++) {
      if (isVerb.test(words.get(i)) && !startsNoun(words.get(i - 1))) {
        boolean noun =
            i == leastSubject(words) && i + 1 < words.size() && isVerb.test(words.get(i + 1));
        return Optional.of(at(words, noun && !capitalised(words.get(0)) ? i + 1 : i));
      }
    }
    return Optional.empty();
  }

  /** The same, where the word behind a name or a pronoun counts as a verb even if unknown. */
  static Optional<Clause> splitAnyVerb(List<String> words, Predicate<String> isVerb) {
    int next = leastSubject(words);
    boolean plain =
        next < words.size()
            && (capitalised(words.get(next - 1)) || Lexicon.is(PRONOUN, words.get(0)))
            && words.get(next).matches("\\p{Ll}+")
            && !Lexicon.isFunctionWord(words.get(next))
            && !isAdverb(words.get(next));
    return plain ? Optional.of(at(words, next)) : split(words, isVerb);
  }

  /** Whether a noun and no verb follows such a word. */
  private static boolean startsNoun(String word) {
    return Lexicon.is(DETERMINER, word) || Lexicon.is(PREPOSITION, word);
  }

  /** Whether such a word may stand between subject and verb. */
  static boolean isAdverb(String word) {
    return word.endsWith("ly") || Lexicon.opposite(word).isPresent() || word.equals("also");
  }

  /** A subject with no verb behind it: a name, or all up to a preposition other than "of". */
  static Clause withoutVerb(List<String> words) {
    int end = leastSubject(words);
    boolean name = !words.isEmpty() && capitalised(words.get(0));
    while (!name && end < words.size() && !startsRest(words.get(end))) {
      end++;
    }
    return new Clause(words.subList(0, end), "", words.subList(end, words.size()));
  }

  private static boolean startsRest(String word) {
    return Lexicon.is(PREPOSITION, word) && !lower(word).equals("of");
  }

  private static Clause at(List<String> words, int verb) {
    return new Clause(
        words.subList(0, verb), lower(words.get(verb)), words.subList(verb + 1, words.size()));
  }

  /** How many words at least make the subject: a name, or an article and a noun. */
  private static int leastSubject(List<String> words) {
    int end = 0;
    while (end < words.size() && Lexicon.is(DETERMINER, words.get(end))) {
      end++;
    }
    if (end == words.size()) {
      return end;
    }
    boolean name = capitalised(words.get(end));
    end++;
    while (name && end < words.size() && goesOn(words, end)) {
      end++;
    }
    return possessive(words.get(end - 1)) ? Math.min(end + 1, words.size()) : end;
  }

  private static boolean goesOn(List<String> words, int at) {
    boolean joins = List.of("of", "and", "the", "de", "von").contains(words.get(at));
    boolean nameFollows =
        at + 1 < words.size()
            && (capitalised(words.get(at + 1)) || (joins && words.get(at + 1).equals("the")));
    return !possessive(words.get(at - 1)) && (capitalised(words.get(at)) || (joins && nameFollows));
  }

  private static boolean possessive(String word) {
    return word.matches(".*(['’]s|s['’])");
  }

  private static boolean capitalised(String word) {
    return Character.isUpperCase(word.codePointAt(0)) || Character.isDigit(word.codePointAt(0));
  }
}
