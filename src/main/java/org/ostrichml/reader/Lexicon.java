package org.ostrichml.reader;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What is known of single words other than verbs; all in lower case, names aside. */
final class Lexicon {
  /** Given names; {@link Kind#PERSON} has the family names. */
  static final List<String> FIRST_NAMES;

  /** Parts of speech of function words. */
  enum Part {
    DETERMINER,
    PRONOUN,
    PREPOSITION,
    AUXILIARY,
    QUESTION,
    CONJUNCTION
  }

  private static final Map<Kind, List<String>> NAMES = new HashMap<>();
  private static final Map<String, Kind> KINDS = new HashMap<>();
  private static final Map<String, Kind> NOUNS = new HashMap<>();
  private static final Map<String, List<String>> GROUPS = WordLists.read("groups.txt");
  private static final Map<String, List<String>> OPPOSITES = WordLists.read("antonyms.txt");
  private static final Map<Part, Set<String>> PARTS = new HashMap<>();
  private static final Set<String> GROUPED =
      GROUPS.values().stream().flatMap(Collection::stream).collect(Collectors.toSet());

  static {
    Map<String, List<String>> names = WordLists.read("names.txt");
    FIRST_NAMES = names.remove("FIRST_NAME");
    NAMES.put(Kind.PERSON, names.remove("SURNAME"));
    names.forEach((kind, list) -> NAMES.put(Kind.valueOf(kind), list));
    NAMES.forEach((kind, list) -> list.forEach(name -> KINDS.put(lower(name), kind)));
    FIRST_NAMES.forEach(name -> KINDS.put(lower(name), Kind.PERSON));
    WordLists.read("nouns.txt")
        .forEach((kind, list) -> list.forEach(noun -> NOUNS.put(noun, Kind.valueOf(kind))));
    GROUPS.get("profession").forEach(noun -> NOUNS.put(noun, Kind.PERSON));
    WordLists.read("function-words.txt")
        .forEach(
            (part, list) ->
                PARTS.put(Part.valueOf(part.toUpperCase(Locale.ROOT)), Set.copyOf(list)));
  }

  private Lexicon() {}

  /** Names of a kind, as they are written. */
  static List<String> names(Kind kind) {
    return NAMES.get(kind);
  }

  /** What a known name names. */
  static Optional<Kind> kindOfName(String word) {
    return Optional.ofNullable(KINDS.get(lower(word)));
  }

  /** What is named beside a noun, as a person beside "captain". */
  static Optional<Kind> kindBeside(String noun) {
    return Optional.ofNullable(NOUNS.get(lower(noun)));
  }

  /** The opposite of an adjective or adverb. */
  static Optional<String> opposite(String word) {
    return Optional.ofNullable(OPPOSITES.get(lower(word))).map(list -> list.get(0));
  }

  /** The entries of a group of {@code groups.txt}; none where there is no such group. */
  static List<String> group(String name) {
    return GROUPS.getOrDefault(name.equals("color") ? "colour" : name, List.of());
  }

  /** Words of the same kind as {@code word}, itself among them; empty where none are known. */
  static List<String> groupOf(String word) {
    return GROUPS.values().stream()
        .filter(words -> words.contains(word))
        .findFirst()
        .orElse(List.of());
  }

  /** Whether {@code word} is one of the function words of a part of speech. */
  static boolean is(Part part, String word) {
    return PARTS.get(part).contains(lower(word));
  }

  /** Whether {@code word} is a function word of any sort. */
  static boolean isFunctionWord(String word) {
    String lower = lower(word);
    return PARTS.values().stream().anyMatch(words -> words.contains(lower));
  }

  /** Whether {@code word}, capitalised at the start of a sentence, need be no name. */
  static boolean common(String word) {
    String lower = lower(word);
    return isFunctionWord(word)
        || NOUNS.containsKey(lower)
        || OPPOSITES.containsKey(lower)
        || GROUPED.contains(lower);
  }

  private static String lower(String word) {
    return word.toLowerCase(Locale.ROOT);
  }
}
