package org.ostrichml.reader;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Goes through one file of SQuAD's form, and refuses what does not have it. */
final class SquadReader {
  private final Set<String> ids = new HashSet<>();
  private int unanswerable;

  Squad read(JsonPlace whole) {
    List<Paragraph> paragraphs = new ArrayList<>();
    for (JsonPlace article : whole.field("data").elements()) {
      String title = article.field("title").text();
      for (JsonPlace paragraph : article.field("paragraphs").elements()) {
        paragraphs.add(paragraph(title, paragraph));
      }
    }
    if (ids.isEmpty()) {
      throw whole.field("data").refusal("holds no question that has an answer");
    }
    JsonPlace version = whole.optional("version");
    return new Squad(version.value() == null ? "1.1" : version.text(), paragraphs, unanswerable);
  }

  private Paragraph paragraph(String title, JsonPlace place) {
    String context = place.field("context").text();
    List<Question> questions = new ArrayList<>();
    for (JsonPlace question : place.field("qas").elements()) {
      if (question.optional("is_impossible").flag()) {
        unanswerable++;
      } else {
        questions.add(question(context, question));
      }
    }
    return new Paragraph(title, context, questions);
  }

  private Question question(String context, JsonPlace place) {
    String id = place.field("id").text();
    if (!ids.add(id)) {
      throw place.field("id").refusal("is \"" + id + "\", which another question has already");
    }
    String text = place.field("question").text();
    List<Answer> answers =
        place.field("answers").elements().stream().map(each -> answer(context, each)).toList();
    if (answers.isEmpty()) {
      throw place.field("answers").refusal("is empty: give at least one answer");
    }
    return new Question(id, text, answers);
  }

  private static Answer answer(String context, JsonPlace place) {
    String text = place.field("text").text();
    JsonPlace start = place.field("answer_start");
    int points = start.count();
    if (points < context.codePointCount(0, context.length())) {
      int chars = context.offsetByCodePoints(0, points);
      if (context.startsWith(text, chars)) {
        return new Answer(text, chars);
      }
    }
    throw start.refusal(
        "is %d, but the paragraph does not hold the answer \"%s\" there".formatted(points, text));
  }
}
