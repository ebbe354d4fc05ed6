package org.ostrichml.report;

import java.util.List;
import org.ostrichml.reader.Distraction;
import org.ostrichml.reader.Example;
import org.ostrichml.reader.Reading;
import org.ostrichml.reader.Scores;

/**
 * The report of a reader that was distracted.
 *
 * @param model the path of the reader
 * @param device what it ran on, {@code cpu} or {@code gpu}
 * @param data the path of the paragraphs and questions
 * @param method how what was added was chosen
 * @param seed of all choices
 * @param questions how many were asked
 * @param unchanged to how many paragraphs nothing could be added; they count as they are
 * @param before F1 and exact match in percent, as the paragraphs are
 * @param after the same with what was added
 * @param forward passes of the model, one for each paragraph that was read, the first not counted
 * @param backward passes, likewise
 * @param rows one for each question
 */
public record ReaderReport(
    String model,
    String device,
    String data,
    String method,
    long seed,
    int questions,
    int unchanged,
    Scores before,
    Scores after,
    long forward,
    long backward,
    List<Row> rows) {

  /**
   * What came of one question.
   *
   * @param id of the question
   * @param paragraph as it was
   * @param sentence what was added at its end; null if nothing was
   * @param changes what takes the place of what in the question
   * @param verdict whether the sentence contradicts the true answer, in words
   * @param answers those that count as right
   * @param answerBefore the reader's answer to the paragraph as it was
   * @param answerAfter the reader's answer with what was added
   * @param f1Before how right the first is, 0 to 1
   * @param f1After how right the second is, 0 to 1
   * @param forward passes of the model
   * @param backward passes of the model
   */
  public record Row(
      String id,
      String paragraph,
      String question,
      String sentence,
      List<String> changes,
      String verdict,
      List<String> answers,
      String answerBefore,
      String answerAfter,
      double f1Before,
      double f1After,
      int forward,
      int backward) {

    private static Row of(Distraction found) {
      Example example = found.example();
      return new Row(
          example.id(),
          example.paragraph(),
          example.question(),
          found.sentence(),
          found.changes(),
          found.verdict(),
          example.answers(),
          found.before().text(),
          found.after().text(),
          found.f1Before(),
          found.f1After(),
          found.forward(),
          found.backward());
    }
  }

  /** The report of what was found; at least one question. */
  public static ReaderReport of(
      String model, String device, String data, String method, long seed, List<Distraction> found) {
    List<Example> examples = found.stream().map(Distraction::example).toList();
    return new ReaderReport(
        model,
        device,
        data,
        method,
        seed,
        found.size(),
        (int) found.stream().filter(each -> each.sentence() == null).count(),
        scores(examples, found.stream().map(Distraction::before).toList()),
        scores(examples, found.stream().map(Distraction::after).toList()),
        found.stream().mapToLong(Distraction::forward).sum(),
        found.stream().mapToLong(Distraction::backward).sum(),
        found.stream().map(Row::of).toList());
  }

  private static Scores scores(List<Example> examples, List<Reading> readings) {
    return Scores.of(examples, readings.stream().map(Reading::text).toList());
  }
}
