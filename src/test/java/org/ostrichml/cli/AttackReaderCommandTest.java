package org.ostrichml.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.ostrichml.cli.InProcess.ostrich;
import static org.ostrichml.cli.InProcess.with;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ostrichml.functional.Outcome;
import org.ostrichml.reader.Answer;
import org.ostrichml.reader.Example;
import org.ostrichml.reader.Neighbours;
import org.ostrichml.reader.Paragraph;
import org.ostrichml.reader.Question;
import org.ostrichml.reader.Squad;
import org.ostrichml.report.page.Pages;
import org.w3c.dom.Element;

/** A reader that believes the last name before "built", and is told of one more builder. */
class AttackReaderCommandTest {
  private static final String CONTEXT =
      "Ann Belmora built the bridge in 1912. It crosses the river.";

  @TempDir Path folder;
  private Path model;
  private Path data;

  @BeforeEach
  void write() {
    model = Neighbours.builders().write(folder.resolve("model"));
    data = folder.resolve("data.json");
    Paragraph first =
        new Paragraph(
            "Bridges",
            CONTEXT,
            List.of(
                question("a", "Who built the bridge in 1912?"), question("b", "Who built it?")));
    Paragraph second =
        new Paragraph("More", CONTEXT, List.of(question("c", "Who built the bridge in 1912?")));
    new Squad("1.1", List.of(first, second), 0).write(data);
  }

  private static Question question(String id, String text) {
    return new Question(id, text, List.of(new Answer("Ann Belmora", 0), new Answer("Belmora", 4)));
  }

  private Outcome attack(Object... more) {
    return ostrich(
        with(
            more,
            "attack-reader",
            "--model",
            model,
            "--data",
            data,
            "--out",
            folder.resolve("out")));
  }

  @Test
  void oneSentenceTakesTheAnswerAway() throws IOException {
    Outcome outcome = attack("--seed=3", "--json");
    outcome.exits(0);
    assertThat(outcome.err()).isEmpty();
    JsonObject report = outcome.json().getAsJsonObject();
    assertThat(report.getAsJsonObject("before").get("f1").getAsDouble()).isEqualTo(100);
    assertThat(report.getAsJsonObject("after").get("f1").getAsDouble())
        .isCloseTo(100 / 3.0, within(1e-9));
    assertThat(report.getAsJsonObject("after").get("exactMatch").getAsDouble())
        .isCloseTo(100 / 3.0, within(1e-9));
    assertThat(report.get("unchanged").getAsInt()).isEqualTo(1); // "Who built it?" names nothing.
    assertThat(report.get("forward").getAsInt()).isEqualTo(20);
    JsonObject row = report.getAsJsonArray("rows").get(0).getAsJsonObject();
    assertThat(row.get("answerBefore").getAsString()).isEqualTo("Belmora");
    assertThat(row.get("verdict").getAsString()).startsWith("does not contradict: it ");
    String sentence = row.get("sentence").getAsString();
    assertThat(sentence).contains(row.get("answerAfter").getAsString());

    List<Example> altered = Squad.read(folder.resolve("out/altered.json")).examples();
    assertThat(altered.stream().collect(Collectors.toMap(Example::id, Example::paragraph)))
        .hasSize(3)
        .containsEntry("a", CONTEXT + " " + sentence)
        .containsEntry("b", CONTEXT);
    String page = Files.readString(folder.resolve("out/report.html"));
    assertThat(Pages.elements(Pages.parse(page), "mark").stream().map(Element::getTextContent))
        .contains(sentence, row.get("answerAfter").getAsString());
    assertThat(page).contains("<h1>F1 from 100.0 to 33.3</h1>", "--seed=3");
    assertThat(Files.readString(folder.resolve("out/report.json"))).isEqualTo(outcome.out());
  }

  @Test
  void wordsAreSearchedFor() {
    Outcome outcome = attack("--method=addany", "--words=3", "--limit=1");
    outcome.exits(0);
    assertThat(outcome.out())
        .contains("addany: 1 questions, nothing to add for 0")
        .containsPattern("F1 +100.0 before, +0.0 after")
        .contains("backward passes a question");
  }

  @Test
  void aSentenceThatIsNotChosenAsksNoModel() {
    Outcome outcome = attack("--method=addonesent", "--json");
    outcome.exits(0);
    JsonArray rows = outcome.json().getAsJsonObject().getAsJsonArray("rows");
    assertThat(rows.get(0).getAsJsonObject().get("forward").getAsInt()).isEqualTo(1);
  }

  @Test
  void aReaderThatStaysRightIsNotDistracted() {
    attack("--limit=2", "--method=addany", "--rounds=0", "--words=1").exits(1);
  }

  @Test
  void strangeWordsAndQuestionsWithoutAnswersAreNotedOnce() throws IOException {
    Files.writeString(
        data,
        """
        {"version": "v2.0", "data": [{"title": "t", "paragraphs": [{
          "context": "Ann Belmora erected several remarkable wooden structures before Easter.",
          "qas": [
            {"id": "a", "question": "Who built?", "answers": [{"text": "Ann", "answer_start": 0}]},
            {"id": "b", "question": "Why?", "answers": [], "is_impossible": true}]}]}]}""");
    Outcome outcome = attack("--method=addonesent");
    outcome.exits(1);
    assertThat(outcome.err().lines()).hasSize(2);
    assertThat(outcome.err())
        .contains("1 questions that their paragraphs do not answer are left out")
        .contains("% of the words of " + data + " are not in the vocabulary");
  }

  @Test
  void whatDoesNotFitIsRefusedAndNothingIsWritten() throws IOException {
    attack("--candidates=0").refuses("at least 1 candidate");
    attack("--method=addany", "--words=0").refuses("at least 1 word");
    attack("--limit=0").refuses("--limit");
    attack("--method=addonesent", "--candidates=3").refuses("--candidates");
    attack("--method=addall").refusesUsage("'addall' is no method", "addsent, addonesent, addany");
    String good = Files.readString(data);
    Files.writeString(data, good.replace(CONTEXT, CONTEXT + " it".repeat(40)));
    attack().refuses("'a'", "tokens long", "takes 48");
    Files.writeString(data, good.substring(0, 100));
    attack().refuses(data.toString(), "no valid JSON");
    Files.writeString(data, good.replace("\"qas\"", "\"questions\""));
    attack().refuses(data.toString(), "data[0].paragraphs[0].qas is missing");
    Files.writeString(data, good);
    Files.delete(model.resolve("vocabulary.txt"));
    attack().refuses(model.toString(), "vocabulary.txt");
    ostrich("attack-reader", "--model", "nowhere", "--data", data).refuses("no model at nowhere");
    ostrich("attack-reader", "--model", "saved_models/catch", "--data", data)
        .refuses("vocabulary.txt");
    ostrich("attack", "--model", model, "--image", InProcess.BUS).refuses("x (int32)");
    assertThat(folder.resolve("out")).doesNotExist();
  }
}
