package org.ostrichml.reader;

import java.util.List;
import java.util.Locale;

/**
 * A name, a number, a part of a date or a quality in a text.
 *
 * @param kind what it names
 * @param text as it stands there
 * @param start offset of its first char
 * @param end offset behind its last char
 */
record Mention(Kind kind, String text, int start, int end) {
  /** The part of it from {@code from} up to {@code to}, offsets in {@code whole}. */
  Mention clipped(String whole, int from, int to) {
    int first = Math.max(start, from);
    int last = Math.min(end, to);
    return new Mention(kind, whole.substring(first, last), first, last);
  }

  /** Its words in lower case. */
  List<String> words() {
    return words(text);
  }

  /** The words of any text in lower case, signs and possessive endings left out. */
  static List<String> words(String text) {
    return Tokenizer.tokens(text).stream()
        .map(token -> bare(token.text()).toLowerCase(Locale.ROOT))
        .filter(word -> Character.isLetterOrDigit(word.codePointAt(0)))
        .toList();
  }

  /** A word without the ending 's. */
  static String bare(String word) {
    return word.endsWith("'s") || word.endsWith("’s") ? word.substring(0, word.length() - 2) : word;
  }
}
