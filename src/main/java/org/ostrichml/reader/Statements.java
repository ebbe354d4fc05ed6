package org.ostrichml.reader;

import static org.ostrichml.reader.Asked.lower;
import static org.ostrichml.reader.Lexicon.Part.DETERMINER;
import static org.ostrichml.reader.Lexicon.Part.PREPOSITION;
import static org.ostrichml.reader.Lexicon.Part.PRONOUN;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Joins a question and an answer to statements, by rules for the form of the question. */
final class Statements {
  private static final Set<String> BE = Set.of("is", "are", "was", "were");
  private static final Set<String> NAMING = Set.of("called", "named", "known", "used", "made");

  /** Answers that begin so may stand at the start of a statement. */
  private static final Set<String> MOVING = Set.of("in", "on", "at", "near", "because");

  private final Asked asked;
  private final AnswerPhrase phrase;

  private Statements(Asked asked, WrongAnswer answer) {
    this.asked = asked;
    this.phrase = new AnswerPhrase(asked, answer);
  }

  /**
   * Clauses that say that {@code answer} is the answer, the plainest first; none where {@code
   * question} has a form that no rule is for.
   */
  static List<String> of(String question, WrongAnswer answer) {
    return Asked.parse(question).stream()
        .flatMap(asked -> new Statements(asked, answer).clauses().stream())
        .distinct()
        .toList();
  }

  /** What can be said of any question. */
  static String anyway(String question, WrongAnswer answer) {
    String quoted = question.strip().replaceFirst("[?.!\\s]+$", "");
    return "the answer to \"" + quoted + "\" is " + answer.phrase();
  }

  /** A clause as a sentence: with a capital and a full stop. */
  static String sentence(String clause) {
    return clause.substring(0, 1).toUpperCase(Locale.ROOT) + clause.substring(1) + ".";
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
    if (asked.lead().isEmpty()) {
      return join(clause);
    }
    String first = asked.lead().get(0);
    List<String> others = asked.lead().subList(1, asked.lead().size());
    String small = Lexicon.isFunctionWord(first) ? lower(first) : first;
    return join(joined(joined(List.of(small), others), clause));
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
      return Clause.splitAnyVerb(asked.rest(), Verbs::isBase)
          .map(this::withoutDo)
          .orElse(List.of());
    }
    if (asked.rest().get(0).equals("there")) {
      List<String> start = List.of("there", auxiliary, phrase.noun());
      return List.of(joined(start, asked.rest().subList(1, asked.rest().size())));
    }
    Optional<Clause> turned = turned();
    if (turned.isPresent()) {
      Clause clause = turned.get();
      int subject = clause.subject().size() - 1;
      boolean adverb = subject > 0 && Clause.isAdverb(clause.subject().get(subject));
      List<String> moved = adverb ? clause.subject().subList(subject, subject + 1) : List.of();
      List<String> start = clause.subject().subList(0, adverb ? subject : subject + 1);
      List<String> verb = joined(joined(List.of(auxiliary), moved), List.of(clause.verb()));
      return places(joined(start, verb), clause);
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
      boolean whole = !asked.word().equals("where") && Lexicon.is(DETERMINER, rest.get(0));
      Clause bare = whole ? new Clause(rest, "", List.of()) : Clause.withoutVerb(rest);
      return clause.or(() -> be ? Optional.of(bare) : Optional.empty());
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
    boolean be = BE.contains(asked.auxiliary());
    List<String> turned = joined(asked.rest(), List.of(asked.auxiliary(), phrase.noun()));
    if (be && !asked.noun().isEmpty() && startsSubject(asked.rest().get(0))) {
      return List.of(turned); // "What animal was Holt?"
    }
    List<List<String>> clauses = new ArrayList<>();
    for (String subject : List.of(phrase.noun(), phrase.nounWithKind())) {
      clauses.add(joined(List.of(subject, asked.auxiliary()), asked.rest()));
    }
    if (be && asked.noun().isEmpty() && Lexicon.is(DETERMINER, asked.rest().get(0))) {
      clauses.add(turned);
    }
    return clauses;
  }

  /** Puts the answer where it belongs behind {@code start}, subject and verb. */
  private List<List<String>> places(List<String> start, Clause clause) {
    List<String> rest = clause.rest();
    boolean movable =
        asked.fronted().isEmpty() && !Set.of("when", "why", "how").contains(asked.word());
    Optional<Integer> stranded =
        IntStream.range(0, rest.size())
            .filter(i -> movable && stranded(rest, i))
            .boxed()
            .findFirst();
    if (stranded.isPresent()) {
      return List.of(inserted(start, rest, stranded.get() + 1, phrase.noun()));
    }
    if (phrase.adverbial()) {
      return adverbials(start, clause);
    }
    int at = startsNoun(rest) ? rest.size() : 0;
    return Stream.of(phrase.noun(), phrase.nounWithKind())
        .map(object -> inserted(start, rest, at, object))
        .toList();
  }

  private static boolean startsNoun(List<String> words) {
    return !words.isEmpty()
        && (!Lexicon.isFunctionWord(words.get(0)) || Lexicon.is(DETERMINER, words.get(0)));
  }

  /** The answer behind the verb of being, else at the end or, mostly, at the start as well. */
  private List<List<String>> adverbials(List<String> start, Clause clause) {
    if (clause.verb().isEmpty()) {
      int at = asked.word().equals("when") ? clause.rest().size() : 0;
      return List.of(inserted(start, clause.rest(), at, phrase.complement()));
    }
    List<String> whole = joined(start, clause.rest());
    List<String> last = joined(whole, List.of(phrase.adverb()));
    boolean bare = asked.word().equals("what") && asked.noun().isEmpty(); // "In what".
    boolean moves = !bare && MOVING.contains(phrase.adverb().split(" ")[0]);
    return moves ? List.of(last, joined(List.of(phrase.adverb() + ","), whole)) : List.of(last);
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
