package org.ostrichml.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ostrichml.Fixtures;
import org.ostrichml.OstrichException;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TInt32;

class ReaderTest {
  @TempDir Path folder;

  private static Example example(String paragraph) {
    return new Example("q1", "title", paragraph, "Who found it?", List.of("Ann"));
  }

  private Reader reader() {
    return Reader.load(Neighbours.unitVectors().write(folder.resolve("model")));
  }

  /** "Who" before and "found" behind make two; the names are in no vocabulary. */
  @Test
  void theTokenWithTheRightNeighboursIsTheAnswer() {
    try (Reader reader = reader()) {
      Reading reading =
          reader.read(List.of(example("Then Bob lost. Who Zed-7 lost. Who Żaneta found."))).get(0);
      assertThat(reading.text()).isEqualTo("Żaneta");
      assertThat(reading.start()).isEqualTo(5 + 11).isEqualTo(reading.end());
      assertThat(reading.logits()).hasSize(2 * Neighbours.LENGTH);
      assertThat(reading.logits()[reading.start()]).isEqualTo(2);
      assertThat(reading.logits()[0]).isEqualTo(Neighbours.OUTSIDE);
    }
  }

  @Test
  void theSpanEndsWhereItStartsOrLaterAndIsShort() {
    List<Token> tokens = Tokenizer.tokens("a b c d e f g h i j k l m n o p");
    Encoded encoded =
        new Encoded(example("a b c d e f g h i j k l m n o p"), 2, tokens, new int[20]);
    float[] logits = new float[40];
    logits[2 + 9] = 3; // Starts at j,
    logits[20 + 2 + 4] = 2.5f; // ends at e, which is before,
    logits[20 + 2 + 10] = 1; // or at k.
    assertThat(encoded.reading(logits).text()).isEqualTo("j k");
    logits[2 + 9] = 0;
    logits[2] = 3; // Starts at a,
    logits[20 + 2 + 4] = 0;
    logits[20 + 2 + 10] = 0;
    logits[20 + 2 + 12] = 2.5f; // ends at m, the 13th, which is too far,
    logits[20 + 2 + 11] = 2; // or at l.
    assertThat(encoded.reading(logits).text()).isEqualTo("a b c d e f g h i j k l");
  }

  @Test
  void logitsThatAreNoNumbersAreRefused() {
    Encoded encoded = new Encoded(example("a b"), 2, Tokenizer.tokens("a b"), new int[4]);
    float[] logits = new float[8];
    Arrays.fill(logits, Float.NaN);
    assertThatThrownBy(() -> encoded.reading(logits))
        .isInstanceOf(OstrichException.class)
        .hasMessageContaining("question 'q1' are no numbers");
  }

  @Test
  void likelihoodIsTheLogarithmOfTheProbability() {
    float[] logits = {1, 2, 3, 0, 0, 4};
    double expected =
        1 - Math.log(Math.exp(1) + Math.exp(2) + Math.exp(3)) - Math.log(2 + Math.exp(4));
    assertThat(new Reading("x", 1, 1, logits).likelihood(0, 1)).isCloseTo(expected, within(1e-12));
  }

  @Test
  void anAnswerDoesNotDependOnTheOthers() {
    try (Reader reader = reader()) {
      List<Example> many = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        many.add(example("Then " + "it ".repeat(i % 9) + "who Ann found."));
      }
      List<Reading> together = reader.read(many);
      for (int i : new int[] {0, 7, 99}) {
        assertThat(reader.read(List.of(many.get(i))).get(0))
            .usingRecursiveComparison()
            .isEqualTo(together.get(i));
      }
      assertThat(reader.read(List.of())).isEmpty();
    }
  }

  @Test
  void unknownWordsAreCounted() {
    try (Reader reader = reader()) {
      assertThat(reader.unknownShare(List.of(example("Zed lost it.")))).isEqualTo(1 / 8.0);
    }
  }

  @Test
  void whatIsNoReaderIsRefused() throws IOException {
    Path model = new Neighbours(new float[8][2]).write(folder.resolve("short"));
    refused(model, "has 16 tokens, but the model knows 8");
    Files.delete(model.resolve("vocabulary.txt"));
    refused(model, "vocabulary.txt");
    Path classes =
        Fixtures.savedModel(
            folder.resolve("classes"),
            Shape.of(-1, 4),
            (tf, x) -> tf.linalg.matMul(x, Fixtures.numbers(tf, 1, 4, 3)));
    Files.write(classes.resolve("vocabulary.txt"), Neighbours.TOKENS);
    refused(classes, "is no reader", "output for one example has shape [1, 3]", "[-1, 2, L]");
    Path open =
        Fixtures.savedModel(
            folder.resolve("open"),
            TInt32.class,
            Shape.of(-1, -1),
            (tf, x) -> tf.gather(Fixtures.numbers(tf, 1, 16, 3), x, tf.constant(0)));
    Files.write(open.resolve("vocabulary.txt"), Neighbours.TOKENS);
    refused(open, "is no reader", "input has shape [-1, -1]");
  }

  private static void refused(Path model, String... parts) {
    assertThatThrownBy(() -> Reader.load(model).close())
        .isInstanceOf(OstrichException.class)
        .hasMessageContainingAll(parts);
  }

  @Test
  void aParagraphThatIsTooLongIsRefusedByTheQuestionsName() {
    try (Reader reader = reader()) {
      Example tooLong = example("it ".repeat(20));
      assertThat(reader.holds(tooLong)).isFalse();
      assertThat(reader.holds(example("it ".repeat(19)))).isTrue();
      assertThatThrownBy(() -> reader.read(List.of(tooLong)))
          .isInstanceOf(OstrichException.class)
          .hasMessageContainingAll("'q1'", "25 tokens", "takes 24");
    }
  }
}
