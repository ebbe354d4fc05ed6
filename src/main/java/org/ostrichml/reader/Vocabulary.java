package org.ostrichml.reader;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.ostrichml.OstrichException;
import org.ostrichml.data.InputFiles;

/**
 * The words that a reader knows, each with its number. The i-th different word of an example that
 * it does not know gets the i-th of the unknown tokens (around again when they run out), so that a
 * reader can follow names that it never met.
 */
public final class Vocabulary {
  private static final String FILE = "vocabulary.txt";
  private static final int PAD = 0;
  private static final int SEPARATOR = 1;
  private static final int FIRST_UNKNOWN = 2;

  private final List<String> tokens;
  private final Map<String, Integer> ids;
  private final int unknowns;

  private Vocabulary(List<String> tokens, Map<String, Integer> ids, int unknowns) {
    this.tokens = List.copyOf(tokens);
    this.ids = ids;
    this.unknowns = unknowns;
  }

  /**
   * Reads one token a line, of which the first line is number 0: {@code [PAD]}, {@code [SEP]},
   * {@code [UNK]} or {@code [UNK0]}, {@code [UNK1]}, .., then words in lower case.
   *
   * @throws OstrichException if the file cannot be read or has another form
   */
  public static Vocabulary read(Path file) {
    InputFiles.check(file);
    List<String> lines = lines(file);
    expect(file, lines, PAD, "[PAD]");
    expect(file, lines, SEPARATOR, "[SEP]");
    int unknowns =
        (int) lines.stream().skip(FIRST_UNKNOWN).takeWhile(Vocabulary::standsForUnknown).count();
    if (unknowns == 0) {
      throw new OstrichException(
          file
              + ", line 3: must be [UNK] or [UNK0], the token for words that are not in the list.");
    }
    Map<String, Integer> ids = new HashMap<>();
    for (int line = 0; line < lines.size(); line++) {
      String word = lines.get(line);
      if (word.isBlank() || ids.put(word, line) != null) {
        throw new OstrichException(
            "%s, line %d: %s; give one token a line, each once."
                .formatted(file, line + 1, word.isBlank() ? "is blank" : "repeats '" + word + "'"));
      }
    }
    return new Vocabulary(lines, ids, unknowns);
  }

  /**
   * Reads the vocabulary that a model's folder holds: {@code assets.extra/vocabulary.txt} or {@code
   * vocabulary.txt}.
   *
   * @throws OstrichException if there is neither, or it cannot be read
   */
  public static Vocabulary beside(Path model) {
    return Stream.of(model.resolve("assets.extra").resolve(FILE), model.resolve(FILE))
        .filter(Files::exists)
        .findFirst()
        .map(Vocabulary::read)
        .orElseThrow(
            () ->
                new OstrichException(
                    "%s has no vocabulary: put %s, one token a line, into the model's folder."
                        .formatted(model, FILE)));
  }

  /** The number of tokens. */
  public int size() {
    return tokens.size();
  }

  /** The words, in the order of their numbers, the smallest of which is {@link #firstWord}. */
  List<String> words() {
    return tokens.subList(firstWord(), size());
  }

  /** The number of the first word; those below stand for padding, separator and unknown words. */
  int firstWord() {
    return FIRST_UNKNOWN + unknowns;
  }

  /** Whether a token is one of the words, capitals or not. */
  boolean knows(Token token) {
    return ids.containsKey(token.text().toLowerCase(Locale.ROOT));
  }

  /**
   * The numbers of the question's tokens, a separator, the paragraph's tokens, and padding up to
   * {@code length}.
   *
   * @throws OstrichException if they are more than {@code length}
   */
  public int[] ids(List<Token> question, List<Token> paragraph, int length) {
    int needed = question.size() + 1 + paragraph.size();
    if (needed > length) {
      throw new OstrichException(
          "The question and its paragraph are %d tokens long, the reader takes %d: shorten the"
                  .formatted(needed, length)
              + " paragraph.");
    }
    int[] result = new int[length]; // Padding is number 0.
    Map<String, Integer> unknown = new HashMap<>();
    for (int i = 0; i < question.size(); i++) {
      result[i] = id(question.get(i), unknown);
    }
    result[question.size()] = SEPARATOR;
    for (int i = 0; i < paragraph.size(); i++) {
      result[question.size() + 1 + i] = id(paragraph.get(i), unknown);
    }
    return result;
  }

  private int id(Token token, Map<String, Integer> unknown) {
    String word = token.text().toLowerCase(Locale.ROOT);
    Integer known = ids.get(word);
    if (known != null) {
      return known;
    }
    unknown.putIfAbsent(word, FIRST_UNKNOWN + unknown.size() % unknowns);
    return unknown.get(word);
  }

  private static boolean standsForUnknown(String line) {
    return line.matches("\\[UNK\\d*]");
  }

  private static void expect(Path file, List<String> lines, int line, String token) {
    if (lines.size() <= line || !lines.get(line).equals(token)) {
      throw new OstrichException("%s, line %d: must be %s.".formatted(file, line + 1, token));
    }
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new OstrichException(
          file + " cannot be read: give a UTF-8 text file, one token a line.", e);
    }
  }
}
