package org.ostrichml.reader;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * The words that may stand in what is added to one paragraph: those of the vocabulary and of the
 * question, without those of the true answers.
 *
 * @param all in the order of the vocabulary, then of the question
 */
record WordChoice(List<Word> all) {
  /** Vocabularies begin with the commonest words. */
  private static final int COMMON = 1000;

  /**
   * A word.
   *
   * @param text in lower case
   * @param id its number in this example
   */
  record Word(String text, int id) {}

  /** The words for an example. */
  static WordChoice of(Encoded example, Vocabulary vocabulary) {
    Set<String> taken = new HashSet<>();
    for (String answer : example.example().answers()) {
      Tokenizer.tokens(answer).forEach(token -> taken.add(lower(token)));
    }
    List<Word> words = new ArrayList<>();
    for (int i = 0; i < vocabulary.words().size(); i++) {
      add(words, taken, vocabulary.words().get(i), vocabulary.firstWord() + i);
    }
    List<Token> question = Tokenizer.tokens(example.example().question());
    for (int i = 0; i < question.size(); i++) {
      add(words, taken, lower(question.get(i)), example.ids()[i]);
    }
    return new WordChoice(words);
  }

  private static void add(List<Word> words, Set<String> taken, String text, int id) {
    boolean isWord =
        Character.isLetterOrDigit(text.codePointAt(0)) && Tokenizer.tokens(text).size() == 1;
    if (isWord && taken.add(text)) {
      words.add(new Word(text, id));
    }
  }

  private static String lower(Token token) {
    return token.text().toLowerCase(Locale.ROOT);
  }

  /** So many common words at random. */
  List<Word> draw(int count, SplittableRandom random) {
    List<Word> drawn = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      drawn.add(all.get(random.nextInt(Math.min(COMMON, all.size()))));
    }
    return drawn;
  }
}
