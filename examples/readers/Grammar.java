package readers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * All kinds of facts. Their text has one paragraph a kind: a line {@code == name subject}, the
 * statements, and the questions as {@code ? slot: question | reply}; {@code --} starts another
 * wording.
 */
final class Grammar {
  static final List<Kind> KINDS =
      Stream.of(LivesOfPeople.TEXT, TownsAndBuildings.TEXT, FairsAndShips.TEXT)
          .flatMap(text -> Arrays.stream(text.strip().split("\n\n")))
          .map(Grammar::kind)
          .toList();

  /** Sentences that tell nothing. */
  static final List<String> ASIDES =
      List.of(
          "The summer was dry that year.",
          "Nobody had expected it.",
          "Much has been written about this.",
          "The papers did not mention it.",
          "Few letters from those days are left.",
          "Later everything changed.",
          "There was snow on the hills.",
          "It was a quiet time.",
          "Old people still talk about it.",
          "Not all of this is certain.");

  private Grammar() {}

  /** The kinds that tell of such a subject. */
  static List<Kind> about(Type subject) {
    return KINDS.stream().filter(kind -> kind.subjectType() == subject).toList();
  }

  /** All that is written in it outside of slots. */
  static List<String> literals() {
    List<String> literals = new ArrayList<>(ASIDES);
    for (Kind kind : KINDS) {
      for (Kind.Wording wording : kind.wordings()) {
        wording.statements().forEach(statement -> literals.add(statement.literals()));
        for (Kind.Question question : wording.questions()) {
          literals.add(question.text().literals());
          literals.add(question.reply().literals());
        }
      }
    }
    return literals;
  }

  private static Kind kind(String text) {
    String[] parts = text.split("\n", 2);
    String[] head = parts[0].split(" ");
    List<Kind.Wording> wordings =
        Arrays.stream(parts[1].split("\n--\n")).map(Grammar::wording).toList();
    return new Kind(head[1], head[2], wordings);
  }

  private static Kind.Wording wording(String text) {
    List<String> lines = text.lines().toList();
    return new Kind.Wording(
        lines.stream().filter(line -> !line.startsWith("? ")).map(Template::new).toList(),
        lines.stream().filter(line -> line.startsWith("? ")).map(Grammar::question).toList());
  }

  private static Kind.Question question(String line) {
    String[] parts = line.substring(2).split(": | \\| ");
    return new Kind.Question(parts[0], new Template(parts[1]), new Template(parts[2]));
  }
}
