package org.ostrichml.reader;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleBiFunction;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * How right answers are, as SQuAD defines it (Rajpurkar et al., 2016, section 6.1): capitals,
 * punctuation, the articles a, an and the, and white space do not count, and of several true
 * answers the nearest counts.
 *
 * @param f1 mean F1 over the examples, in percent
 * @param exactMatch share of the examples answered exactly, in percent
 */
public record Scores(double f1, double exactMatch) {
  private static final Pattern PUNCTUATION = Pattern.compile("\\p{Punct}");
  private static final Pattern ARTICLE =
      Pattern.compile("\\b(?:a|an|the)\\b", Pattern.UNICODE_CHARACTER_CLASS);
  private static final Pattern SPACE = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);

  /**
   * The means over {@code examples} of what {@code predictions}, one for each, score; at least one.
   */
  public static Scores of(List<Example> examples, List<String> predictions) {
    return new Scores(
        mean(examples, predictions, Scores::f1), mean(examples, predictions, Scores::exactMatch));
  }

  /**
   * The harmonic mean of precision and recall, in words, of {@code prediction}: from 0 for no word
   * in common with any of {@code answers} to 1 for all.
   */
  public static double f1(String prediction, List<String> answers) {
    List<String> given = words(prediction);
    return answers.stream().mapToDouble(answer -> f1(given, words(answer))).max().orElse(0);
  }

  /** 1 if {@code prediction} is one of {@code answers}, else 0. */
  public static double exactMatch(String prediction, List<String> answers) {
    List<String> given = words(prediction);
    return answers.stream().map(Scores::words).anyMatch(given::equals) ? 1 : 0;
  }

  private static double f1(List<String> given, List<String> wanted) {
    List<String> missing = new ArrayList<>(wanted);
    long shared = given.stream().filter(missing::remove).count();
    return shared == 0 ? 0 : 2.0 * shared / (given.size() + wanted.size());
  }

  private static double mean(
      List<Example> examples,
      List<String> predictions,
      ToDoubleBiFunction<String, List<String>> score) {
    return IntStream.range(0, examples.size())
            .mapToDouble(i -> score.applyAsDouble(predictions.get(i), examples.get(i).answers()))
            .average()
            .orElseThrow()
        * 100;
  }

  /** The words that count, in order. */
  static List<String> words(String text) {
    String plain = PUNCTUATION.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("");
    String bare = ARTICLE.matcher(plain).replaceAll(" ");
    return Arrays.stream(SPACE.split(bare)).filter(word -> !word.isEmpty()).toList();
  }
}
