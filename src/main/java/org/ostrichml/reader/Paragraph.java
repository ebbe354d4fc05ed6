package org.ostrichml.reader;

import java.util.List;

/**
 * A paragraph and the questions about it.
 *
 * @param title of the article that it is from
 * @param context its text
 * @param questions about it
 */
public record Paragraph(String title, String context, List<Question> questions) {
  /** Copies the list. */
  public Paragraph {
    questions = List.copyOf(questions);
  }

  private Example example(Question question) {
    return new Example(
        question.id(),
        title,
        context,
        question.text(),
        question.answers().stream().map(Answer::text).toList());
  }

  /** Its questions, each with this paragraph's text. */
  List<Example> examples() {
    return questions.stream().map(this::example).toList();
  }
}
