package org.ostrichml.reader;

import java.util.List;
import java.util.Set;

/**
 * A made-up answer as a part of a clause.
 *
 * @param asked the question
 * @param answer the answer
 */
record AnswerPhrase(Asked asked, WrongAnswer answer) {
  private static final Set<String> TIMES =
      Set.of("year", "month", "day", "date", "century", "decade", "time", "season", "weekday");
  private static final Set<String> MEASURES = Set.of("old", "tall", "long", "wide", "high", "deep");

  /** Whether it tells where, when, why or how, and so is neither subject nor object. */
  boolean adverbial() {
    return !asked.fronted().isEmpty()
        || Set.of("where", "when", "why").contains(asked.word())
        || asked.word().equals("how") && !counts()
        || asksForTime();
  }

  /** As a subject or an object: "Holt", "40 boats", "Holt's boat". */
  String noun() {
    String of = String.join(" ", asked.noun());
    if (counts()) {
      String what = of.replaceFirst("^\\S+\\s*", "");
      boolean unit = asked.noun().get(0).equals("much") && answer.text().matches(".*\\p{L}.*");
      return (answer.text() + (unit && !what.isEmpty() ? " of " : " ") + what).strip();
    }
    return asked.word().equals("whose") ? answer.text() + "'s " + of : answer.phrase();
  }

  /** The same with the noun that was asked for: "the town of Holt", "the boat Holt". */
  String nounWithKind() {
    boolean named = Character.isUpperCase(answer.text().codePointAt(0));
    boolean which =
        Set.of("which", "what").contains(asked.word())
            && !asked.noun().isEmpty()
            && asked.noun().stream().noneMatch(Lexicon::isFunctionWord);
    if (!named || !which || !answer.article().isEmpty() || asksForTime()) {
      return noun();
    }
    String kind = String.join(" ", asked.noun());
    boolean place = Lexicon.kindBeside(kind).filter(Kind::isPlace).isPresent();
    boolean of = place && Set.of("town", "city", "village", "county", "port").contains(kind);
    return "the " + kind + (of ? " of " : " ") + answer.text();
  }

  /** As an adverbial: "in Holt", "on 5 May 1890", "because of the frost", "for 40 years". */
  String adverb() {
    if (!asked.fronted().isEmpty()) {
      return Asked.lower(asked.fronted().get(0))
          + " "
          + String.join(" ", asked.fronted().subList(1, asked.fronted().size()))
          + (asked.fronted().size() > 1 ? " " : "")
          + fronted();
    }
    if (startsWithPreposition()) {
      return answer.text();
    }
    return switch (asked.word()) {
      case "where" -> preposition("in") + " " + answer.phrase();
      case "why" -> "because of " + answer.phrase();
      case "how" -> manner();
      default -> time();
    };
  }

  /** As what something is: "40 years old", "in Holt". */
  String complement() {
    boolean measure = asked.word().equals("how") && !asked.noun().isEmpty();
    if (!measure) {
      return adverb();
    }
    String adjective = asked.noun().get(0);
    String text = withUnit();
    if (adjective.equals("old") && text.equals(answer.text())) {
      text += " years";
    }
    return MEASURES.contains(adjective) && text.contains(" ") ? text + " " + adjective : text;
  }

  private String fronted() {
    if (asksForTime()) {
      return answer.text();
    }
    boolean river =
        !asked.noun().isEmpty()
            && Lexicon.kindBeside(asked.noun().get(0)).filter(Kind.RIVER::equals).isPresent();
    return river ? nounWithKind() : noun();
  }

  private boolean counts() {
    return asked.word().equals("how")
        && !asked.noun().isEmpty()
        && Set.of("many", "much").contains(asked.noun().get(0));
  }

  private boolean asksForTime() {
    List<String> noun = asked.noun();
    return !noun.isEmpty() && TIMES.contains(noun.get(noun.size() - 1));
  }

  private String manner() {
    if (asked.noun().isEmpty()) {
      return preposition("with") + " " + answer.phrase();
    }
    return asked.noun().get(0).equals("long") ? "for " + withUnit() : withUnit();
  }

  private String time() {
    boolean day =
        Mentions.in(answer.text(), Context.NOTHING).stream()
            .anyMatch(each -> each.kind() == Kind.DAY || each.kind() == Kind.WEEKDAY);
    return (day ? "on " : preposition("in") + " ") + answer.phrase();
  }

  private String preposition(String otherwise) {
    return Set.of("in", "at", "on", "near", "as", "by", "with", "from", "under", "during")
            .contains(answer.preposition())
        ? answer.preposition()
        : otherwise;
  }

  private String withUnit() {
    return (answer.text() + " " + answer.unit()).strip();
  }

  private boolean startsWithPreposition() {
    return Lexicon.is(Lexicon.Part.PREPOSITION, Mention.words(answer.text()).get(0));
  }
}
