package readers;

import java.util.List;
import java.util.SplittableRandom;
import org.ostrichml.reader.Token;
import org.ostrichml.reader.Tokenizer;
import org.ostrichml.reader.Vocabulary;
import readers.Story.Asked;
import training.Exam;
import training.Lessons;

/**
 * Questions to learn from, each about a paragraph of its own. Each unknown word gets any of the
 * tokens for unknown words, so that none of these comes to mean anything.
 *
 * @param images the numbers of the words, row by row
 * @param targets for each question 1 where the answer starts, and 1 where it ends
 */
record Lesson(float[] images, float[] targets) implements Lessons.Batch {
  private static final int LENGTH = Network.LENGTH;
  private static final int FIRST_UNKNOWN = Lexicon.VOCABULARY.indexOf("[UNK0]");
  private static final double AT_THE_END = 2 / 3.0;

  /**
   * Some questions, with the seeds from {@code firstSeed} on.
   *
   * @param hardening the share of the paragraphs to which a misleading sentence is added, at the
   *     end or at the start
   */
  static Lesson write(Vocabulary words, long firstSeed, int count, double hardening) {
    Lesson lesson = new Lesson(new float[count * LENGTH], new float[2 * count * LENGTH]);
    for (int i = 0; i < count; i++) {
      lesson.write(i, words, firstSeed + i, hardening);
    }
    return lesson;
  }

  private void write(int row, Vocabulary words, long seed, double hardening) {
    SplittableRandom random = new SplittableRandom(~seed);
    Story story = Author.write(seed);
    Asked asked = story.asked().get(0);
    String text = story.text();
    int start = asked.start();
    if (random.nextDouble() < hardening) {
      String added = Misleading.sentence(story, asked, ~seed);
      if (random.nextDouble() < AT_THE_END) {
        text = text + " " + added;
      } else {
        text = added + " " + text;
        start += added.length() + 1;
      }
    }
    List<Token> question = Tokenizer.tokens(asked.text());
    List<Token> paragraph = Tokenizer.tokens(text);
    int[] ids = words.ids(question, paragraph, LENGTH);
    int[] unknown = shuffled(random);
    for (int k = 0; k < LENGTH; k++) {
      int which = ids[k] - FIRST_UNKNOWN;
      boolean isUnknown = which >= 0 && which < unknown.length;
      images[row * LENGTH + k] = isUnknown ? FIRST_UNKNOWN + unknown[which] : ids[k];
    }
    for (int k = 0; k < paragraph.size(); k++) {
      int at = 2 * row * LENGTH + question.size() + 1 + k;
      targets[at] = paragraph.get(k).start() == start ? 1 : 0;
      targets[at + LENGTH] = paragraph.get(k).end() == start + asked.answer().length() ? 1 : 0;
    }
  }

  private static int[] shuffled(SplittableRandom random) {
    int[] numbers = new int[Lexicon.UNKNOWNS];
    for (int i = 0; i < numbers.length; i++) {
      int other = random.nextInt(i + 1);
      numbers[i] = numbers[other];
      numbers[other] = i;
    }
    return numbers;
  }

  /** The share of starts and ends that are right. */
  @Override
  public double accuracy(float[] scores) {
    int rows = scores.length / LENGTH;
    int right = 0;
    for (int row = 0; row < rows; row++) {
      right += (int) targets[row * LENGTH + Exam.best(scores, row * LENGTH, LENGTH)];
    }
    return (double) right / rows;
  }
}
