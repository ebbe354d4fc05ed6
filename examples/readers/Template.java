package readers;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A sentence with slots.
 *
 * @param text with each slot in braces
 */
record Template(String text) {
  private static final Pattern SLOT = Pattern.compile("\\{(\\w+)}");

  /**
   * A sentence.
   *
   * @param text with a capital at its start
   * @param starts where the words of each slot start
   */
  record Sentence(String text, Map<String, Integer> starts) {}

  /** Its slots, in their order. */
  List<String> slots() {
    return SLOT.matcher(text).results().map(found -> found.group(1)).toList();
  }

  /** What stands between the slots. */
  String literals() {
    return SLOT.matcher(text).replaceAll(" ");
  }

  /** Fills the slots. */
  Sentence fill(UnaryOperator<String> words) {
    StringBuilder filled = new StringBuilder();
    Map<String, Integer> starts = new LinkedHashMap<>();
    Matcher slot = SLOT.matcher(text);
    int done = 0;
    while (slot.find()) {
      filled.append(text, done, slot.start());
      starts.put(slot.group(1), filled.length());
      filled.append(words.apply(slot.group(1)));
      done = slot.end();
    }
    filled.append(text, done, text.length());
    return new Sentence(capitalised(filled.toString()), starts);
  }

  /**
   * Whether a pronoun can take the place of a slot: it opens the sentence, or what follows a comma.
   */
  boolean allowsPronoun(String slot) {
    return !withPronoun(slot, "").equals(this);
  }

  /**
   * The same with a pronoun for a slot.
   *
   * @param pronoun with a capital
   */
  Template withPronoun(String slot, String pronoun) {
    String opened = text.replaceFirst("(?i)^" + named(slot), pronoun);
    return new Template(
        opened.replaceFirst("(?<=, )" + named(slot), pronoun.toLowerCase(Locale.ROOT)));
  }

  /** The same with what it is in the place of a slot. */
  Template withNoun(String slot, String noun) {
    return new Template(text.replaceFirst("(?i)" + named(slot), "the " + noun));
  }

  private static String named(String slot) {
    return "(?:the (?:ship )?)?\\{" + slot + "}";
  }

  /** The same with a capital at its start. */
  static String capitalised(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }
}
