package org.ostrichml.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ostrichml.OstrichException;

/** A reader that believes the last name before "built". */
class WorstSentenceTest {
  private static final String PARAGRAPH =
      "Ann Belmora built the bridge in 1912. Tom Varga painted the hall.";
  private static final Example BUILT =
      new Example(
          "q1", "t", PARAGRAPH, "Who built the bridge in 1912?", List.of("Ann Belmora", "Belmora"));
  private static final Example NAMELESS =
      new Example("q2", "t", PARAGRAPH, "Who painted the hall?", List.of("Varga"));

  @TempDir Path folder;
  private Reader reader;

  @BeforeEach
  void load() {
    reader = Reader.load(Neighbours.builders().write(folder.resolve("model")));
  }

  @AfterEach
  void close() {
    reader.close();
  }

  private Distraction distract(Distractor distractor, Example example) {
    return distractor.distract(reader, List.of(example)).get(0);
  }

  @Test
  void theWorstOfSeveralIsAdded() {
    List<Candidate> candidates = AddSent.candidates(BUILT, 7, 3);
    Reading before = reader.read(List.of(BUILT)).get(0);
    double lowest = Double.POSITIVE_INFINITY;
    String worst = null;
    for (Candidate candidate : candidates) {
      Reading with = reader.read(List.of(BUILT.withAdded(candidate.sentence()))).get(0);
      assertThat(with.text()).isEqualTo(candidate.wrongAnswer().split(" ")[1]);
      if (with.likelihood(before.start(), before.end()) < lowest) {
        lowest = with.likelihood(before.start(), before.end());
        worst = candidate.sentence();
      }
    }
    Distraction found = distract(new WorstSentence(7, 3), BUILT);
    assertThat(found.sentence()).isEqualTo(worst);
    assertThat(found.before().text()).isEqualTo("Belmora");
    assertThat(found.f1Before()).isEqualTo(1);
    assertThat(found.f1After()).isZero();
    assertThat(found.verdict()).startsWith("does not contradict: it ");
    assertThat(found.changes()).singleElement().asString().startsWith("1912 → ");
    assertThat(found.forward()).isEqualTo(7);
    assertThat(found.backward()).isZero();
  }

  @Test
  void aSingleCandidateIsTheFirstOfTheSeed() {
    for (long seed : new long[] {1, 2}) {
      assertThat(distract(new WorstSentence(1, seed), BUILT).sentence())
          .isEqualTo(AddSent.candidates(BUILT, 9, seed).get(0).sentence());
    }
  }

  @Test
  void whereNothingCanBeAlteredOrThereIsNoRoomNothingIsAdded() {
    Example full =
        new Example("q3", "t", PARAGRAPH + " it".repeat(20), BUILT.question(), BUILT.answers());
    for (Example example : List.of(NAMELESS, full)) {
      Distraction found = distract(new WorstSentence(5, 1), example);
      assertThat(found.sentence()).isNull();
      assertThat(found.after()).isSameAs(found.before());
      assertThat(found.forward()).isZero();
    }
    assertThatThrownBy(() -> new WorstSentence(0, 1)).isInstanceOf(OstrichException.class);
  }

  @Test
  void whatIsFoundDoesNotDependOnTheOthers() {
    WorstSentence attack = new WorstSentence(5, 1);
    List<Distraction> together = attack.distract(reader, List.of(NAMELESS, BUILT));
    assertThat(together.get(1)).usingRecursiveComparison().isEqualTo(distract(attack, BUILT));
  }
}
