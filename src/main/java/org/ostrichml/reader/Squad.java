package org.ostrichml.reader;

import com.google.gson.GsonBuilder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.ostrichml.OstrichException;
import org.ostrichml.data.OutputFiles;

/**
 * Paragraphs with questions, as SQuAD's JSON holds them (Rajpurkar et al., 2016, "SQuAD: 100,000+
 * questions for machine comprehension of text"). The file counts an answer's start in code points,
 * this class in chars.
 *
 * @param version of the data set
 * @param paragraphs in the file's order
 * @param unanswerable how many questions were left out because the file says that the paragraph
 *     does not answer them ({@code is_impossible}, of version 2)
 */
public record Squad(String version, List<Paragraph> paragraphs, int unanswerable) {
  /** Copies the list. */
  public Squad {
    paragraphs = List.copyOf(paragraphs);
  }

  /**
   * Reads {@code file}.
   *
   * @throws OstrichException if it cannot be read, is no JSON, lacks a field, or has an answer that
   *     is not in its paragraph where the file says, two questions of one id, or no question
   */
  public static Squad read(Path file) {
    return new SquadReader().read(JsonPlace.read(file));
  }

  /** Every question with its paragraph. */
  public List<Example> examples() {
    return paragraphs.stream().flatMap(paragraph -> paragraph.examples().stream()).toList();
  }

  /** The first {@code count} questions, with their paragraphs. */
  public Squad first(int count) {
    List<Paragraph> kept = new ArrayList<>();
    int left = count;
    for (Paragraph paragraph : paragraphs) {
      int some = Math.min(left, paragraph.questions().size());
      left -= some;
      if (some > 0) {
        kept.add(
            new Paragraph(
                paragraph.title(), paragraph.context(), paragraph.questions().subList(0, some)));
      }
    }
    return new Squad(version, kept, unanswerable);
  }

  /**
   * The same with sentences added: each question whose id is a key of {@code sentences} gets a
   * paragraph of its own, with that sentence at its end. The true answers stay where they are.
   */
  public Squad withAdded(Map<String, String> sentences) {
    List<Paragraph> altered = new ArrayList<>();
    for (Paragraph paragraph : paragraphs) {
      Map<Boolean, List<Question>> parted =
          paragraph.questions().stream()
              .collect(Collectors.partitioningBy(question -> sentences.containsKey(question.id())));
      if (!parted.get(false).isEmpty()) {
        altered.add(new Paragraph(paragraph.title(), paragraph.context(), parted.get(false)));
      }
      for (Question question : parted.get(true)) {
        String context = paragraph.context() + " " + sentences.get(question.id());
        altered.add(new Paragraph(paragraph.title(), context, List.of(question)));
      }
    }
    return new Squad(version, altered, unanswerable);
  }

  /**
   * Writes SQuAD's JSON, version 1.1, whole or not at all.
   *
   * @throws OstrichException if the file cannot be written
   */
  public void write(Path file) {
    String json = new GsonBuilder().disableHtmlEscaping().create().toJson(fields()) + "\n";
    OutputFiles.write(file, out -> out.write(json.getBytes(StandardCharsets.UTF_8)));
  }

  private Map<String, Object> fields() {
    Map<String, List<Object>> articles = new LinkedHashMap<>();
    for (Paragraph paragraph : paragraphs) {
      articles
          .computeIfAbsent(paragraph.title(), title -> new ArrayList<>())
          .add(fields(paragraph));
    }
    List<Object> data = new ArrayList<>();
    articles.forEach((title, all) -> data.add(ordered("title", title, "paragraphs", all)));
    return ordered("version", version, "data", data);
  }

  private static Map<String, Object> fields(Paragraph paragraph) {
    List<Object> questions = new ArrayList<>();
    for (Question question : paragraph.questions()) {
      List<Object> answers = new ArrayList<>();
      for (Answer answer : question.answers()) {
        int start = paragraph.context().codePointCount(0, answer.start());
        answers.add(ordered("answer_start", start, "text", answer.text()));
      }
      Map<String, Object> fields = ordered("id", question.id(), "question", question.text());
      fields.put("answers", answers);
      questions.add(fields);
    }
    return ordered("context", paragraph.context(), "qas", questions);
  }

  private static Map<String, Object> ordered(
      String key1, Object value1, String key2, Object value2) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put(key1, value1);
    fields.put(key2, value2);
    return fields;
  }
}
