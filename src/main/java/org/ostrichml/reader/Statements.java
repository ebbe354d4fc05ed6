package org.ostrichml.reader;

import static org.ostrichml.reader.Asked.lower;
import static org.ostrichml.reader.Lexicon.Part.DETERMINER;
import static org.ostrichml.reader.Lexicon.Part.PREPOSITION;
import static org.ostrichml.reader.Lexicon.Part.PRONOUN;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Joins a question and an answer to statements, by rules for the form of the question. */
final class Statements {
  private static final Set<String> BE = Set.of("is", "are", "was", "were");
  private static final Set<String> NAMING = Set.of("called", "named", "known", "used", "made");

  private final Asked asked;
  private final AnswerPhrase phrase;

  private Statements(Asked asked, WrongAnswer answer) {
    this.asked = asked;
    this.phrase = new AnswerPhrase(asked, answer);
  }

  /**
   * Sentences that say that {@code answer} is the answer, the plainest first; at least one.
   *
   * @param question any text, better a question in English
   */
  static List<String> of(String question, WrongAnswer answer) {
    List<String> clauses =
        Asked.parse(question)
            .map(asked -> new Statements(asked, answer).clauses())
            .filter(found -> !found.isEmpty())
            .orElseGet(() -> List.of(anyway(question, answer)));
    return clauses.stream().distinct().map(Statements::sentence).toList();
  }

  /** What can be said of any question. */
  private static String anyway(String question, WrongAnswer answer) {
    String quoted = question.strip().replaceFirst("[?.!\\s]+$", "");
    return "the answer to \"" + quoted + "\" is " + answer.phrase();
  }

  private static String sentence(String clause) {
    return clause.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + clause.substring(1) + ".";
  }

  private List<String> clauses() {
    if (asked.rest().isEmpty() || asked.rest().contains("not")) {
      return List.of();
    }
    Stream<List<String>> clauses =
        asked.auxiliary().isEmpty() ? subjectFirst().stream() : helped().stream();
    return clauses.map(this::withLead).toList();
  }

  private String withLead(List<String> clause) {
    String lead = String.join(" ", asked.lead());
    return lead.isEmpty() ? join(clause) : lead + " " + join(clause);
  }

  private static String join(List<String> parts) {
    return String.join(" ", parts.stream().filter(part -> !part.isEmpty()).toList());
  }

  /** "Who built it" and "How many boats sank": the answer is the subject. */
  private List<List<String>> subjectFirst() {
    if (!asked.fronted().isEmpty() || phrase.adverbial()) {
      return List.of();
    }
    return Stream.of(phrase.noun(), phrase.nounWithKind())
        .map(subject -> joined(List.of(subject), asked.rest()))
        .toList();
  }

  private List<List<String>> helped() {
    String auxiliary = asked.auxiliary();
    if (Set.of("did", "do", "does").contains(auxiliary)) {
      return Clause.splitAnyVerb(asked.rest(), Verbs::isBase).map(this::withoutDo).orElse(List.of());
    }
    if (asked.rest().get(0).equals("there")) {
      List<String> start = List.of("there", auxiliary, phrase.noun());
      return List.of(joined(start, asked.rest().subList(1, asked.rest().size())));
    }
    Optional<Clause> turned = turned();
    if (turned.isPresent()) {
      Clause clause = turned.get();
      return places(joined(clause.subject(), List.of(auxiliary, clause.verb())), clause);
    }
    return subjectOrComplement();
  }

  private List<List<String>> withoutDo(Clause clause) {
    String verb =
        switch (asked.auxiliary()) {
          case "did" -> Verbs.past(clause.verb());
          case "does" -> Verbs.present(clause.verb());
          default -> clause.verb();
        };
    return places(joined(clause.subject(), List.of(verb)), clause);
  }

  /** The clause behind was, has or will if its subject stands behind that word. */
  private Optional<Clause> turned() {
    List<String> rest = asked.rest();
    boolean be = BE.contains(asked.auxiliary());
    boolean perfect = Set.of("has", "have", "had").contains(asked.auxiliary());
    Optional<Clause> clause =
        Clause.split(rest, be || perfect ? Verbs::isParticiple : Verbs::isBase);
    if (phrase.adverbial()) {
      return clause.or(() -> be ? Optional.of(Clause.withoutVerb(rest)) : Optional.empty());
    }
    boolean stranded = Lexicon.is(PREPOSITION, rest.get(rest.size() - 1));
    if (!startsSubject(rest.get(0))) {
      return Optional.empty();
    }
    if (be) {
      return clause
          .filter(each -> stranded || NAMING.contains(each.verb()))
          .or(() -> stranded ? Optional.of(Clause.withoutVerb(rest)) : Optional.empty());
    }
    return clause;
  }

  private static boolean startsSubject(String word) {
    return Lexicon.is(PRONOUN, word)
        || Set.of("the", "a", "an").contains(word)
        || Character.isUpperCase(word.codePointAt(0));
  }

  /** "Who was the captain": the answer was the captain, or the captain was the answer. */
  private List<List<String>> subjectOrComplement() {
    if (phrase.adverbial()) {
      return List.of();
    }
    List<List<String>> clauses = new ArrayList<>();
    for (String subject : List.of(phrase.noun(), phrase.nounWithKind())) {
      clauses.add(joined(List.of(subject, asked.auxiliary()), asked.rest()));
    }
    boolean complement =
        asked.noun().isEmpty()
            && BE.contains(asked.auxiliary())
            && Lexicon.is(DETERMINER, asked.rest().get(0));
    if (complement) {
      clauses.add(joined(asked.rest(), List.of(asked.auxiliary(), phrase.noun())));
    }
    return clauses;
  }

  /** Puts the answer where it belongs behind {@code start}, subject and verb. */
  private List<List<String>> places(List<String> start, Clause clause) {
    List<String> rest = clause.rest();
    boolean movable = asked.fronted().isEmpty() && !Set.of("when", "why", "how").contains(asked.word());
    Optional<Integer> stranded =
        IntStream.range(0, rest.size()).filter(i -> movable && stranded(rest, i)).boxed().findFirst();
    if (stranded.isPresent()) {
      return List.of(inserted(start, rest, stranded.get() + 1, phrase.noun()));
    }
    if (phrase.adverbial()) {
      boolean bare = clause.verb().isEmpty();
      String answer = bare ? phrase.complement() : phrase.adverb();
      int at = bare ? 0 : rest.size();
      List<String> plain = inserted(start, rest, at, answer);
      return bare
          ? List.of(plain)
          : List.of(plain, joined(List.of(answer + ","), joined(start, rest)));
    }
    int at = rest.isEmpty() || Lexicon.isFunctionWord(rest.get(0)) && !Lexicon.is(DETERMINER, rest.get(0)) ? 0 : rest.size();
    return Stream.of(phrase.noun(), phrase.nounWithKind())
        .map(object -> inserted(start, rest, at, object))
        .toList();
  }

  /** Whether a preposition lacks its noun, as in "What did he look at". */
  private static boolean stranded(List<String> rest, int at) {
    return Lexicon.is(PREPOSITION, rest.get(at))
        && (at + 1 == rest.size() || Lexicon.is(PREPOSITION, rest.get(at + 1)))
        && !lower(rest.get(at)).equals("because");
  }

  private static List<String> inserted(
      List<String> start, List<String> rest, int at, String answer) {
    List<String> before = joined(start, rest.subList(0, at));
    return joined(joined(before, List.of(answer)), rest.subList(at, rest.size()));
  }

  private static List<String> joined(List<String> first, List<String> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }
}
