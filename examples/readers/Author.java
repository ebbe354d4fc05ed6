package readers;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import org.ostrichml.reader.Tokenizer;
import readers.Kind.Wording;
import readers.Story.Asked;
import readers.Story.Fact;

/**
 * Writes paragraphs: facts about two or three people, towns, buildings, fairs or ships, so that
 * whoever answers a question has to tell them apart. The same seed gives the same paragraph.
 */
final class Author {
  private static final int LONG = 88;
  private static final int QUESTIONS = 3;
  private static final double UNNAMED = 0.95;
  private static final double PRONOUN = 0.7;
  private static final double ASIDE = 0.3;
  private static final double ANOTHER_WORDING = 0.7;
  private static final double OWN_WORDS = 0.75;

  private final long seed;
  private final SplittableRandom random;
  private final Cast cast;
  private final StringBuilder text = new StringBuilder();
  private final List<Told> told = new ArrayList<>();
  private final Map<String, Wording> lastWording = new HashMap<>();
  private final Set<Value> known = new HashSet<>();

  /** A fact, in which words, and where in the paragraph its slots start; a pronoun's do not. */
  private record Told(
      Fact fact, Wording wording, Map<String, Integer> starts, Map<String, String> words) {}

  private Author(long seed) {
    this.seed = seed;
    random = new SplittableRandom(seed);
    cast = new Cast(Names.of(seed), random);
  }

  /** The paragraph of a seed, with up to three questions. */
  static Story write(long seed) {
    return new Author(seed).write();
  }

  private Story write() {
    List<Fact> facts = Plot.draw(cast, random);
    int aside = random.nextDouble() < ASIDE ? random.nextInt(facts.size() + 1) : -1;
    Value before = null;
    for (int i = 0; i < facts.size() && Tokenizer.tokens(text.toString()).size() < LONG; i++) {
      if (i == aside) {
        append(Grammar.ASIDES.get(random.nextInt(Grammar.ASIDES.size())));
        before = null;
      }
      tell(facts.get(i), before);
      before = facts.get(i).subject();
    }
    return new Story(seed, text.toString(), told.stream().map(Told::fact).toList(), questions());
  }

  private void tell(Fact fact, Value before) {
    Kind kind = fact.kind();
    Wording wording = wording(kind);
    Value subject = fact.subject();
    Template statement = any(wording.statements());
    if (subject.equals(before) && random.nextDouble() < UNNAMED) {
      statement =
          statement.allowsPronoun(kind.subject()) && random.nextDouble() < PRONOUN
              ? statement.withPronoun(kind.subject(), subject.pronoun())
              : statement.withNoun(kind.subject(), subject.noun());
    }
    Map<String, String> words = new HashMap<>();
    Template.Sentence sentence =
        statement.fill(slot -> words.computeIfAbsent(slot, s -> mention(fact.values().get(s))));
    int from = append(sentence.text());
    Map<String, Integer> starts = new HashMap<>();
    sentence.starts().forEach((slot, start) -> starts.put(slot, from + start));
    told.add(new Told(fact, wording, starts, words));
  }

  /** A person in full at first, later by one name or all. */
  private String mention(Value value) {
    boolean isNew = known.add(value);
    return isNew
        ? any(List.of(value.text(), value.introduced()))
        : any(List.of(value.text(), value.first(), value.last()));
  }

  /** How a question calls what is given: not always as the paragraph does. */
  private String given(Value value) {
    return any(
        List.of(value.text(), value.text(), value.introduced(), value.first(), value.last()));
  }

  private Wording wording(Kind kind) {
    Wording wording = any(kind.wordings());
    if (wording.equals(lastWording.get(kind.name())) && random.nextDouble() < ANOTHER_WORDING) {
      wording = other(kind, wording);
    }
    lastWording.put(kind.name(), wording);
    return wording;
  }

  private static Wording other(Kind kind, Wording wording) {
    return kind.wordings().get(kind.wordings().get(0).equals(wording) ? 1 : 0);
  }

  private List<Asked> questions() {
    List<Told> order = new ArrayList<>(told);
    shuffle(order);
    return order.subList(0, Math.min(QUESTIONS, order.size())).stream().map(this::ask).toList();
  }

  private Asked ask(Told one) {
    Wording words =
        random.nextDouble() < OWN_WORDS ? one.wording : other(one.fact.kind(), one.wording);
    List<Kind.Question> choices =
        words.questions().stream().filter(q -> one.starts.containsKey(q.slot())).toList();
    Kind.Question question = any(choices);
    Map<String, Value> values = one.fact.values();
    String asked = question.text().fill(slot -> given(values.get(slot))).text();
    Value answer = values.get(question.slot());
    String said = one.words.get(question.slot());
    String bare = said.equals(answer.introduced()) ? answer.text() : said;
    int start = one.starts.get(question.slot()) + said.length() - bare.length();
    return new Asked(asked, bare, start, question, one.fact);
  }

  private int append(String sentence) {
    if (!text.isEmpty()) {
      text.append(' ');
    }
    int start = text.length();
    text.append(sentence);
    return start;
  }

  private void shuffle(List<?> list) {
    Collections.shuffle(list, new Random(random.nextLong()));
  }

  private <T> T any(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
