package readers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GrammarTest {
  static Stream<Kind> kinds() {
    return Grammar.KINDS.stream();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void everyStatementTellsTheWholeFact(Kind kind) {
    assertThat(kind.slots()).contains(kind.subject());
    assertThat(kind.wordings()).hasSize(2);
    for (Kind.Wording wording : kind.wordings()) {
      for (Template statement : wording.statements()) {
        assertThat(statement.slots()).containsExactlyInAnyOrderElementsOf(kind.slots());
      }
    }
  }

  /** A question names something, and not its answer; the reply names both. */
  @ParameterizedTest
  @MethodSource("kinds")
  void everyQuestionHasItsReply(Kind kind) {
    for (Kind.Wording wording : kind.wordings()) {
      assertThat(wording.questions()).isNotEmpty();
      for (Kind.Question question : wording.questions()) {
        List<String> given = question.text().slots();
        assertThat(given).isNotEmpty().isSubsetOf(kind.slots()).doesNotContain(question.slot());
        assertThat(question.reply().slots())
            .contains(question.slot())
            .containsAll(given)
            .isSubsetOf(kind.slots());
        assertThat(question.text().text()).endsWith("?");
        assertThat(question.reply().text()).endsWith(".");
      }
    }
  }

  /** Two paragraphs can be about the same type of subject and share no kind of fact. */
  @ParameterizedTest
  @MethodSource("kinds")
  void everySubjectHasEnoughKinds(Kind kind) {
    assertThat(Grammar.about(kind.subjectType())).hasSizeGreaterThanOrEqualTo(6);
  }
}
