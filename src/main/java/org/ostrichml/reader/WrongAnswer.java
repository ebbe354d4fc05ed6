package org.ostrichml.reader;

/**
 * An answer that is made up, with what belongs around it in a sentence.
 *
 * @param text the answer itself
 * @param article that stands before it where it is a part of a clause: "a", "the" or ""
 * @param preposition that stands before the true answer in the paragraph, or ""
 * @param unit the word behind the true answer in the paragraph if that is a number, or ""
 */
record WrongAnswer(String text, String article, String preposition, String unit) {
  /** With its article. */
  String phrase() {
    if (article.isEmpty()) {
      return text;
    }
    boolean vowel = article.equals("a") && "aeiou".indexOf(text.charAt(0)) >= 0;
    return article + (vowel ? "n " : " ") + text;
  }
}
