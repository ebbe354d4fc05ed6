package org.ostrichml.reader;

import java.util.List;

/**
 * The tokens of a text.
 *
 * @param text the text
 * @param tokens its tokens
 */
record Words(String text, List<Token> tokens) {
  /** Those of {@code text}. */
  static Words of(String text) {
    return new Words(text, Tokenizer.tokens(text));
  }

  int size() {
    return tokens.size();
  }

  /** A token without the ending 's; nothing before the first and behind the last. */
  String get(int at) {
    return at < 0 || at >= size() ? "" : Mention.bare(tokens.get(at).text());
  }

  /** Whether the token has the ending 's. */
  boolean possessive(int at) {
    return !get(at).equals(tokens.get(at).text());
  }

  boolean capitalised(int at) {
    return at >= 0 && at < size() && Character.isUpperCase(tokens.get(at).text().codePointAt(0));
  }

  /** Whether no space parts the token from the one before. */
  boolean touches(int at) {
    return at > 0 && at < size() && tokens.get(at - 1).end() == tokens.get(at).start();
  }

  /** The tokens from {@code from} up to {@code to}, less the last one's 's. */
  Mention mention(Kind kind, int from, int to) {
    int start = tokens.get(from).start();
    int end = tokens.get(to - 1).start() + get(to - 1).length();
    return new Mention(kind, text.substring(start, end), start, end);
  }
}
