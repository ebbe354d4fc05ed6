package org.ostrichml.reader;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The first of an example's answers, where it first stands in the paragraph.
 *
 * @param text the answer
 * @param mentions what it names, unless it is a phrase that only ends in a name, as "a quarrel with
 *     Holt"; offsets are those of the paragraph
 * @param start its offset in the paragraph
 * @param before the words before it in the paragraph, in lower case
 * @param after the token behind it, or nothing
 */
record TrueAnswer(
    String text, List<Mention> mentions, int start, List<String> before, String after) {
  /** The answer of {@code example}. */
  static TrueAnswer in(Example example) {
    String text = example.answers().get(0);
    String paragraph = example.paragraph();
    Words words = Words.of(paragraph);
    int start = start(words, text);
    int end = start + text.length();
    List<Mention> mentions =
        Mentions.in(paragraph, Context.of(example)).stream()
            .filter(each -> each.kind() != Kind.QUALITY)
            .filter(each -> each.start() < end && each.end() > start)
            .map(each -> each.clipped(paragraph, start, end))
            .toList();
    String after =
        words.tokens().stream()
            .filter(token -> token.start() >= end)
            .map(Token::text)
            .findFirst()
            .orElse("");
    boolean phrase = !mentions.isEmpty() && isPhrase(paragraph, start, mentions.get(0));
    List<Mention> named = phrase ? List.of() : mentions;
    return new TrueAnswer(text, named, start, Mention.words(paragraph.substring(0, start)), after);
  }

  /** Whether another name in the place of {@code first} would leave words of the phrase. */
  private static boolean isPhrase(String paragraph, int start, Mention first) {
    return first.kind().isName()
        && Mention.words(paragraph.substring(start, first.start())).stream()
            .anyMatch(TrueAnswer::isOwnWord);
  }

  /** Whether {@code word} has no other to take its place. */
  static boolean isOwnWord(String word) {
    return !Lexicon.isFunctionWord(word)
        && Lexicon.kindBeside(word).isEmpty()
        && Lexicon.groupOf(word).isEmpty();
  }

  /** The {@code back}-th word before the answer, or nothing. */
  String before(int back) {
    return before.size() < back ? "" : before.get(before.size() - back);
  }

  /** Where {@code answer} begins and ends with a token, or else where its letters stand. */
  private static int start(Words words, String answer) {
    return IntStream.range(0, words.size())
        .map(i -> words.tokens().get(i).start())
        .filter(start -> words.text().startsWith(answer, start))
        .filter(start -> endsToken(words, start + answer.length()))
        .findFirst()
        .orElseGet(() -> Math.max(words.text().indexOf(answer), 0));
  }

  private static boolean endsToken(Words words, int end) {
    return IntStream.range(0, words.size())
        .anyMatch(i -> words.tokens().get(i).end() == end || wordEnd(words, i) == end);
  }

  private static int wordEnd(Words words, int at) {
    return words.tokens().get(at).start() + words.get(at).length();
  }
}
