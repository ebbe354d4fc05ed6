package org.ostrichml.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ostrichml.Fixtures;
import org.ostrichml.OstrichException;
import org.ostrichml.objective.Goal;
import org.ostrichml.reader.WordChoice.Word;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.core.Stack;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** The reader of {@link Neighbours}, whose logits and their gradient are known in closed form. */
class AddAnyTest {
  private static final int WIDTH = 6;

  @TempDir Path folder;

  private static Example example(String id, String question) {
    return new Example(id, "title", "Then who Ann found.", question, List.of("Ann"));
  }

  private static float[][] randomVectors() {
    SplittableRandom random = new SplittableRandom(5);
    float[][] table = new float[Neighbours.TOKENS.size()][WIDTH];
    for (float[] row : table) {
      for (int i = 0; i < WIDTH; i++) {
        row[i] = (float) random.nextDouble(-1, 1);
      }
    }
    return table;
  }

  private Reader reader(Neighbours model) {
    return Reader.load(model.write(folder.resolve("model")));
  }

  /**
   * With p the softmax of the logits, a token moves the loss by {@code (2 p[i] - [i starts] - [i
   * ends]) q} through each of its neighbours i in the paragraph.
   */
  @Test
  void theGradientIsThatOfTheClosedForm() {
    float[][] table = randomVectors();
    try (Reader reader = reader(new Neighbours(table))) {
      Encoded encoded = reader.encode(example("q", "Who found it?"));
      float[] logits = reader.read(List.of(encoded.example())).get(0).logits();
      int start = 7;
      int end = 9;
      float[] found =
          SpanGradient.of(reader).at(encoded, new Goal(false, new int[] {start, end}, 2, 1));
      assertThat(found).hasSize(Neighbours.LENGTH * WIDTH);
      int behind = encoded.first() + encoded.tokens().size();
      for (int token = encoded.first(); token < behind; token++) {
        double slope = 0;
        for (int i : new int[] {token - 1, token + 1}) {
          if (i >= encoded.first() && i < behind) {
            double own = (i == start ? 1 : 0) + (i == end ? 1 : 0);
            slope += 2 * probability(logits, i) - own;
          }
        }
        for (int axis = 0; axis < WIDTH; axis++) {
          double asked = 0;
          for (int i = 0; i < encoded.first() - 1; i++) {
            asked += table[encoded.ids()[i]][axis];
          }
          assertThat((double) found[token * WIDTH + axis]).isCloseTo(slope * asked, within(1e-5));
        }
      }
    }
  }

  private static double probability(float[] logits, int at) {
    double sum = 0;
    for (int i = 0; i < Neighbours.LENGTH; i++) {
      sum += Math.exp(logits[i]);
    }
    return Math.exp(logits[at]) / sum;
  }

  /** One word moves one logit, in which the loss is monotone: the first flip is the best of all. */
  @Test
  void theMostPromisingWordIsTheBestOfAll() {
    try (Reader reader = reader(new Neighbours(randomVectors()))) {
      for (String id : List.of("a", "b", "c")) {
        Example example = example(id, "Who found it?");
        Reading before = reader.read(List.of(example)).get(0);
        WordChoice words = WordChoice.of(reader.encode(example), reader.vocabulary());
        List<String> all = words.all().stream().map(Word::text).toList();
        Attempt best =
            all.stream()
                .map(word -> Attempt.of(example, before, word, readWith(reader, example, word)))
                .min(Comparator.naturalOrder())
                .orElseThrow();
        Distraction found = new AddAny(1, 1, 1, 3).distract(reader, List.of(example)).get(0);
        assertThat(found.sentence()).isEqualTo(best.sentence());
      }
    }
  }

  private static Reading readWith(Reader reader, Example example, String sentence) {
    return reader.read(List.of(example.withAdded(sentence))).get(0);
  }

  /** Asked for "found" twice, the reader likes a token between two of them more than the answer. */
  @Test
  void theSearchEndsWhereNothingOfTheAnswerIsLeft() {
    try (Reader reader = reader(Neighbours.unitVectors())) {
      Example example = example("q", "Who found it, found?");
      Distraction found = new AddAny(3, 20, 5, 1).distract(reader, List.of(example)).get(0);
      assertThat(found.before().text()).isEqualTo("Ann");
      assertThat(found.f1Before()).isEqualTo(1);
      assertThat(found.f1After()).isZero();
      assertThat(found.sentence()).contains("found").doesNotContain("ann");
      assertThat(found.sentence().split(" ")).hasSize(3);
      assertThat(readWith(reader, example, found.sentence()).text())
          .isEqualTo(found.after().text());
      assertThat(found.forward()).isEqualTo(1 + found.backward() * 6);
    }
  }

  /**
   * No word leads past "who Ann found": each round has one gradient while it finds better words.
   */
  @Test
  void theSearchEndsWhenItsRoundsAreSpent() {
    try (Reader reader = reader(Neighbours.unitVectors())) {
      Example example = example("q", "Who found it?");
      Distraction found = new AddAny(2, 4, 7, 1).distract(reader, List.of(example)).get(0);
      assertThat(found.after().text()).isEqualTo("Ann");
      assertThat(found.forward() - found.backward()).isEqualTo(1 + 4 * 7);
      assertThat(found.backward()).isBetween(1, 4);
    }
  }

  @Test
  void wordsOfTheQuestionAreAllowedAndThoseOfTheAnswerAreNot() {
    try (Reader reader = reader(Neighbours.unitVectors())) {
      Encoded encoded = reader.encode(example("q", "Who found Zed-7 in Rome?"));
      WordChoice words = WordChoice.of(encoded, reader.vocabulary());
      assertThat(words.all().stream().map(Word::text))
          .containsExactly(
              "who", "found", "it", "bob", "lost", "in", "rome", "paris", "then", "zed", "7");
      assertThat(words.all().get(0)).isEqualTo(new Word("who", 4));
      assertThat(words.all().get(9)).isEqualTo(new Word("zed", 2));
      assertThat(words.all().get(10)).isEqualTo(new Word("7", 2)); // After the hyphen.
    }
  }

  @Test
  void whatIsFoundDependsOnTheSeedAndNotOnTheOthers() {
    try (Reader reader = reader(new Neighbours(randomVectors()))) {
      List<Example> examples = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        examples.add(example("q" + i, i % 2 == 0 ? "Who found it?" : "Who lost it?"));
      }
      AddAny attack = new AddAny(3, 3, 50, 9);
      List<Distraction> together = attack.distract(reader, examples);
      List<Distraction> alone = attack.distract(reader, examples.subList(3, 4));
      assertThat(alone.get(0)).usingRecursiveComparison().isEqualTo(together.get(3));
      assertThat(new AddAny(3, 0, 50, 10).distract(reader, examples))
          .extracting(Distraction::sentence)
          .doesNotContainSequence(together.stream().map(Distraction::sentence).toList());
    }
  }

  @Test
  void nothingIsAddedWhereThereIsNoRoom() {
    try (Reader reader = reader(Neighbours.unitVectors())) {
      Example example = new Example("q", "t", "it ".repeat(17), "Who found it?", List.of("it"));
      assertThat(new AddAny(2, 1, 1, 1).distract(reader, List.of(example)).get(0).sentence())
          .isNotNull();
      Distraction none = new AddAny(3, 1, 1, 1).distract(reader, List.of(example)).get(0);
      assertThat(none.sentence()).isNull();
      assertThat(none.after()).isSameAs(none.before());
      assertThat(none.forward()).isZero();
    }
  }

  @Test
  void aModelWithoutALookupIsRefused() throws Exception {
    Path model =
        Fixtures.savedModel(
            folder.resolve("dense"),
            TInt32.class,
            Shape.of(-1, Neighbours.LENGTH),
            (tf, x) ->
                tf.stack(
                    List.of(tf.dtypes.cast(x, TFloat32.class), tf.dtypes.cast(x, TFloat32.class)),
                    Stack.axis(1L)));
    Files.write(model.resolve("vocabulary.txt"), Neighbours.TOKENS);
    try (Reader reader = Reader.load(model)) {
      AddAny attack = new AddAny(1);
      List<Example> examples = List.of(example("q", "Who found it?"));
      assertThatThrownBy(() -> attack.distract(reader, examples))
          .isInstanceOf(OstrichException.class)
          .hasMessageContaining("addsent");
    }
    assertThatThrownBy(() -> new AddAny(0, 1, 1, 1)).isInstanceOf(OstrichException.class);
  }
}
