package org.ostrichml.reader;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The first of an example's answers, where it first stands in the paragraph.
 *
 * @param text the answer
 * @param mentions what it names; offsets are those of the paragraph
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
    return new TrueAnswer(
        text, mentions, start, Mention.words(paragraph.substring(0, start)), after);
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
