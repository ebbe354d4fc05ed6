package readers;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.ostrichml.reader.Answer;
import org.ostrichml.reader.Paragraph;
import org.ostrichml.reader.Question;

/**
 * A paragraph with questions.
 *
 * @param seed from which it was made
 * @param text of the paragraph
 * @param facts that it tells, in their order
 * @param asked what is asked about it
 */
record Story(long seed, String text, List<Fact> facts, List<Asked> asked) {
  /**
   * Something told.
   *
   * @param kind of fact
   * @param values one for each of its slots
   */
  record Fact(Kind kind, Map<String, Value> values) {
    /** Whom or what it tells of. */
    Value subject() {
      return values.get(kind.subject());
    }
  }

  /**
   * A question with its answer.
   *
   * @param text of the question
   * @param answer a piece of the paragraph
   * @param start where it starts
   * @param question as the grammar has it
   * @param fact that is asked for
   */
  record Asked(String text, String answer, int start, Kind.Question question, Fact fact) {}

  /** Whether the same kind of fact is told of another subject, so that names must tell. */
  boolean hasRival(Asked one) {
    return facts.stream().filter(fact -> fact.kind().equals(one.fact.kind())).count() > 1;
  }

  /** All that anyone or anything in it is called. */
  Set<String> names() {
    return facts.stream()
        .flatMap(fact -> fact.values.values().stream())
        .flatMap(value -> value.names().stream())
        .collect(Collectors.toSet());
  }

  /** The id of the question of that number. */
  String id(int number) {
    return seed + "-" + number;
  }

  /** The same as a paragraph of a data set. */
  Paragraph paragraph() {
    List<Question> questions = new ArrayList<>();
    for (Asked one : asked) {
      Answer answer = new Answer(one.answer, one.start);
      questions.add(new Question(id(questions.size()), one.text, List.of(answer)));
    }
    return new Paragraph("Paragraph " + seed, text, questions);
  }
}
