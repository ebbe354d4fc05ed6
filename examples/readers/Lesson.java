package readers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.ostrichml.reader.Token;
import org.ostrichml.reader.Tokenizer;
import org.ostrichml.reader.Vocabulary;
import readers.Story.Asked;
import training.Exam;
import training.Lessons;

/**
 * Questions to learn from.
 *
 * @param images the numbers of the words, row by row
 * @param targets 1 where the answer starts, and 1 where it ends, for each question
 * @param length of a row
 */
record Lesson(float[] images, float[] targets, int length) implements Lessons.Batch {
  /**
   * Some questions, each about a paragraph of its own.
   *
   * @param hardening the share of paragraphs to which a misleading sentence is added
   */
  static Lesson write(Vocabulary words, long firstSeed, int count, int length, double hardening, int tries) {
    float[] images = new float[count * length];
    float[] targets = new float[2 * count * length];
    for (int i = 0; i < count; i++) {
      long seed = firstSeed + i;
      SplittableRandom random = new SplittableRandom(~seed);
      Story story = Author.write(seed);
      Asked asked = story.asked().get(0);
      String text = story.text();
      int start = asked.start();
      if (random.nextDouble() < hardening) {
        String added = Misleading.sentence(story, asked, ~seed + 100_000_000_000L * tries);
        boolean isFirst = tries == 0 && random.nextInt(3) == 0;
        text = isFirst ? added + " " + text : text + " " + added;
        start += isFirst ? added.length() + 1 : 0;
      }
      List<Token> question = Tokenizer.tokens(asked.text());
      List<Token> paragraph = Tokenizer.tokens(text);
      int[] ids = words.ids(question, paragraph, length);
      int[] slots = shuffled(random);
      for (int k = 0; k < length; k++) {
        boolean isUnknown = ids[k] >= 2 && ids[k] < 2 + slots.length;
        images[i * length + k] = isUnknown ? 2 + slots[ids[k] - 2] : ids[k];
      }
      for (int k = 0; k < paragraph.size(); k++) {
        int at = 2 * i * length + question.size() + 1 + k;
        targets[at] = paragraph.get(k).start() == start ? 1 : 0;
        targets[at + length] = paragraph.get(k).end() == start + asked.answer().length() ? 1 : 0;
      }
    }
    return new Lesson(images, targets, length);
  }

  private static int[] shuffled(SplittableRandom random) {
    int[] slots = new int[Lexicon.UNKNOWNS];
    for (int i = 0; i < slots.length; i++) {
      int other = random.nextInt(i + 1);
      slots[i] = slots[other];
      slots[other] = i;
    }
    return slots;
  }

  @Override
  public double accuracy(float[] scores) {
    int right = 0;
    int rows = scores.length / length;
    for (int row = 0; row < rows; row++) {
      right += (int) targets[row * length + Exam.best(scores, row * length, length)];
    }
    return (double) right / rows;
  }
}
