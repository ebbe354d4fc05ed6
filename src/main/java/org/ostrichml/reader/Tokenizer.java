package org.ostrichml.reader;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Cuts a text into tokens. A run of letters and digits is one token, apostrophes inside it
 * included; so is a number with its commas and points (1,250 or 3.5). Every other sign that is no
 * space is a token of its own.
 */
public final class Tokenizer {
  private static final String RUN = "[\\p{L}\\p{M}\\p{N}]+";
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\p{N}+(?:[.,]\\p{N}+)+|" + RUN + "(?:['’]" + RUN + ")*|\\S",
          Pattern.UNICODE_CHARACTER_CLASS);

  private Tokenizer() {}

  /** The tokens of {@code text} in its order, none for a blank one. */
  public static List<Token> tokens(String text) {
    return TOKEN
        .matcher(text)
        .results()
        .map(found -> new Token(found.group(), found.start(), found.end()))
        .toList();
  }
}
