package org.ostrichml.reader;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** English verbs and their forms, in lower case. */
final class Verbs {
  private static final Map<String, String> PAST = new HashMap<>();
  private static final Set<String> PASTS = new HashSet<>();
  private static final Set<String> PARTICIPLES = new HashSet<>();
  private static final Set<String> PRESENTS = new HashSet<>();

  static {
    Map<String, List<String>> lists = WordLists.read("verbs.txt");
    lists.remove("REGULAR").forEach(base -> add(base, regularPast(base), regularPast(base)));
    lists.forEach((base, forms) -> add(base, forms.get(0), forms.get(1)));
  }

  private Verbs() {}

  /** Whether {@code word} is a verb as it follows "did". */
  static boolean isBase(String word) {
    return PAST.containsKey(word);
  }

  /** Whether {@code word} is a verb in the past, as "wrote". */
  static boolean isPast(String word) {
    return PASTS.contains(word) || endsAsRegular(word);
  }

  /** Whether {@code word} is a verb in the present with its s, as "writes". */
  static boolean isPresent(String word) {
    return PRESENTS.contains(word);
  }

  /** Whether {@code word} follows "was" or "has", as "written" or "writing". */
  static boolean isParticiple(String word) {
    return PARTICIPLES.contains(word)
        || endsAsRegular(word)
        || (word.endsWith("ing") && word.length() > 5);
  }

  /** The past of a verb; an unknown one counts as regular. */
  static String past(String base) {
    return PAST.getOrDefault(base, regularPast(base));
  }

  /** The present of a verb, as it follows "he". */
  static String present(String base) {
    if (base.equals("have")) {
      return "has";
    }
    if (base.matches(".*(s|sh|ch|x|z|o)")) {
      return base + "es";
    }
    return endsInConsonantAndY(base) ? withoutLast(base) + "ies" : base + "s";
  }

  private static void add(String base, String past, String participle) {
    PAST.put(base, past);
    PASTS.add(past);
    PARTICIPLES.add(participle);
    PRESENTS.add(present(base));
  }

  private static String regularPast(String base) {
    if (base.endsWith("e")) {
      return base + "d";
    }
    return endsInConsonantAndY(base) ? withoutLast(base) + "ied" : base + "ed";
  }

  private static boolean endsAsRegular(String word) {
    return word.matches("\\p{Ll}{3,}[^e]ed");
  }

  private static boolean endsInConsonantAndY(String base) {
    return base.matches(".*[^aeiou]y");
  }

  private static String withoutLast(String base) {
    return base.substring(0, base.length() - 1);
  }
}
